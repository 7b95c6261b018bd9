/// A table of aligned columns for people: text to the left, numbers to the right, two spaces
/// between columns. Control characters in cells are shown as `?`, so that a name cannot break it.
public struct TextTable: Sendable {
  /// On which side a column is flush.
  public enum Alignment: Sendable {
    /// Flush left, for text.
    case left
    /// Flush right, for numbers.
    case right
  }

  private var header: [String]
  private var alignments: [Alignment]
  private var rows: [[String]] = []

  /// Makes an empty table with its columns.
  public init(columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row; cells that are missing at its end are empty.
  public mutating func add(_ cells: [String]) {
    rows.append(cells.map(Self.printable))
  }

  /// The lines without their ends, the header first and alone in `heading`.
  public var lines: (heading: String, body: [String]) {
    let widths = header.indices.map { column in
      ([header] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let all = ([header] + rows).map { cells in
      var line = ""
      for (column, width) in widths.enumerated() {
        let cell = column < cells.count ? cells[column] : ""
        let padding = String(repeating: " ", count: width - cell.count)
        line +=
          (column > 0 ? "  " : "") + (alignments[column] == .left ? cell + padding : padding + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    return (all[0], Array(all.dropFirst()))
  }

  /// Text with control characters replaced, so that it stays on its line.
  public static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
