import Foundation

/// The chart library that reports take into themselves: Debian's libjs-chart.js, read at run time.
enum ChartLibrary {
  /// A file in place of the package's.
  static let variable = "STILLWATER_CHART_JS"
  private static let places = [
    "/usr/share/javascript/chart.js/chart.min.js", "/usr/share/nodejs/chart.js/dist/chart.min.js",
  ]

  /// The library's text; `nil` where it is not installed.
  static func text() -> String? {
    let chosen = ProcessInfo.processInfo.environment[variable]
    for path in chosen.map({ [$0] }) ?? places {
      guard let data = FileManager.default.contents(atPath: path),
        let text = String(bytes: data, encoding: .utf8), !text.contains("</script")
      else { continue }
      return text
    }
    return nil
  }
}
