import Foundation
import Reports

/// The chart libraries that reports take into themselves: Debian's packages, read at run time.
enum ChartLibrary {
  /// Charts of points and lines: libjs-chart.js.
  case chart
  /// Time series with zoom: libjs-dygraphs.
  case dygraphs

  /// A file in place of the package's script.
  private var variable: String {
    switch self {
    case .chart: "STILLWATER_CHART_JS"
    case .dygraphs: "STILLWATER_DYGRAPHS_JS"
    }
  }

  private var places: [String] {
    switch self {
    case .chart:
      [
        "/usr/share/javascript/chart.js/chart.min.js",
        "/usr/share/nodejs/chart.js/dist/chart.min.js",
      ]
    case .dygraphs: ["/usr/share/javascript/dygraphs/dygraph.min.js"]
    }
  }

  /// The style sheet beside a script.
  private func style(beside script: String) -> String? {
    guard self == .dygraphs else { return nil }
    let folder = script.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder + ["dygraph.css"]).joined(separator: "/")
  }

  /// The library; `nil` where it is not installed.
  func library() -> ScriptLibrary? {
    let chosen = ProcessInfo.processInfo.environment[variable]
    for path in chosen.map({ [$0] }) ?? places {
      guard let script = Self.text(path) else { continue }
      let style = style(beside: path).flatMap(Self.text) ?? ""
      if let library = ScriptLibrary(script: script, style: style) { return library }
    }
    return nil
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(bytes: $0, encoding: .utf8) }
  }
}
