import ImmobilityCore
import SpreadsheetText

extension Manifest {
  /// A recording of a study with its arenas.
  public struct Place: Sendable {
    /// The recording's path in the study.
    public var recording: String
    /// Its arenas.
    public var arenas: [Arena]

    /// Makes a place of its parts.
    public init(recording: String, arenas: [Arena]) {
      self.recording = recording
      self.arenas = arenas
    }
  }

  /// The header of a new manifest.
  public static let header = ManifestColumns.known.joined(separator: ",") + "\n"

  /// The text of a manifest with a row added for each arena that no row is about. What is there stays as
  /// it is, to the byte.
  ///
  /// - Parameters:
  ///   - text: the manifest as it is; empty for a new one.
  ///   - path: names it in errors.
  ///   - columns: what its columns are.
  ///   - places: the recordings that there are.
  /// - Returns: the text, and how many rows were added.
  /// - Throws: when the table cannot be read, or has no column for what has to be told.
  public static func completed(
    _ text: String, path: String, columns: ManifestColumns, places: [Place]
  ) throws(InputFileError) -> (text: String, added: Int) {
    let whole = text.contains { !$0.isWhitespace && $0 != "\u{FEFF}" } ? text : header
    let manifest = try Manifest.read(text: whole, path: path, columns: columns)
    let table = try DelimitedText(
      whole.hasPrefix("\u{FEFF}") ? String(whole.unicodeScalars.dropFirst()) : whole, path: path)
    guard let names = table.rows.first?.fields.map({ $0.trimmed.columnName }) else {
      return (whole, 0)
    }
    let meanings = names.map { columns.meanings[$0] ?? $0 }
    let byName = Dictionary(places.map { ($0.recording, $0.arenas) }) { first, _ in first }
    let match = manifest.match(recordings: places.map(\.recording)) { name in
      (byName[name] ?? []).map(\.name)
    }
    // An arena file that serves a camera names the same animals in every recording.
    let named = Dictionary(
      places.flatMap(\.arenas).compactMap(\.animalID).map { ($0, 1) }, uniquingKeysWith: +)
    var result = whole
    let lineEnd = whole.contains("\r\n") ? "\r\n" : "\n"
    if !result.hasSuffix("\n"), !result.hasSuffix("\r\n") { result += lineEnd }
    var added = 0
    for place in places {
      let rows = match.rows[text: place.recording] ?? []
      for arena in place.arenas
      where !rows.contains(where: { $0.isAbout(arena.name, of: place.arenas.count) }) {
        guard meanings.contains("arena") || place.arenas.count == 1 else {
          throw InputFileError(
            path: path, line: table.rows.first?.line,
            message:
              "'\(place.recording)' has \(place.arenas.count) arenas, and the table has no column "
              + "'arena'; add it")
        }
        let fields = meanings.map { meaning in
          switch meaning {
          case "recording": place.recording
          case "arena": arena.name
          case "animal id": arena.animalID.flatMap { named[$0] == 1 ? $0 : nil } ?? ""
          default: ""
          }
        }
        result +=
          fields.map { Self.field($0, separator: table.separator) }
          .joined(separator: String(UnicodeScalar(table.separator))) + lineEnd
        added += 1
      }
    }
    return (result, added)
  }

  /// A field in quotes where it needs them.
  private static func field(_ text: String, separator: UInt8) -> String {
    let needsQuotes =
      text.utf8.contains(separator) || text.contains { $0 == "\"" || $0.isNewline }
      || text != text.trimmed
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
