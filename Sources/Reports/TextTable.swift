/// A table of aligned columns for people: text to the left, numbers to the right, two spaces
/// between columns. Characters that steer the terminal or the direction of text are shown as `?`, so that a name cannot break it.
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

  /// Text without the characters that steer a terminal or the direction of text, so that it stays on its line and reads as
  /// it is.
  public static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { isDeceptive($0) ? "?" : $0 }))
  }

  /// Whether a character steers the terminal or the direction of the text around it, or stands for nothing at all.
  private static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Directions, their overrides and isolates; joiners that names of some scripts need stay.
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}" && scalar != "\u{00AD}"
    default: false
    }
  }
}
