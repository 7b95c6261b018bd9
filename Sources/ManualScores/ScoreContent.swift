import ImmobilityCore
import SpreadsheetText

/// A file's content in the one shape it can have: JSON, lines of a program's own form, or a table.
enum ScoreContent {
  case json(JSONText)
  case lines(ManualFormat, String, path: String)
  case table(DelimitedText)

  /// Looks at the first bytes and reads accordingly.
  ///
  /// - Throws: when the text looks like JSON or a table and is broken.
  init(text: String, path: String) throws(InputFileError) {
    let start = text.drop { $0.isWhitespace }
    if start.first == "{" {
      self = .json(try JSONText(text, path: path))
    } else if JWatcherData.recognises(text) {
      self = .lines(.jwatcher, text, path: path)
    } else if let format = JWatcherResults.format(of: text) {
      self = .lines(format, text, path: path)
    } else if BentoAnnotations.recognises(text) {
      self = .lines(.bento, text, path: path)
    } else {
      self = .table(try DelimitedText(text, path: path))
    }
  }

  /// The format, if the content is one of the product's own files.
  var ownFormat: ManualFormat? {
    switch self {
    case .json(let json): ScoreJSON.recognises(json) ? .scoreJSON : nil
    case .lines: nil
    case .table(let text): BoutsCSVScores.recognises(text) ? .boutsCSV : nil
    }
  }

  /// The format of a file of another program or a person, if the content shows it.
  func format(options: ImportOptions) -> ManualFormat? {
    switch self {
    case .json(let json): return BorisProject.recognises(json) ? .borisProject : nil
    case .lines(let format, _, _): return format
    case .table(let text):
      if EthoVisionData.recognises(text) { return .ethoVision }
      if FlagList.recognises(text) { return .flags }
      if BorisEvents.headerIndex(in: text) != nil { return .borisEvents }
      if BorisAggregatedEvents.headerIndex(in: text) != nil { return .borisAggregated }
      guard let table = try? Table(text) else {
        // The reader that its header asks for says what is wrong with the rows.
        return Self.plainFormat(ofHeader: text, options: options)
      }
      return Self.plainFormat(of: table, options: options)
    }
  }

  /// What is told when no format fits.
  var unknownFormat: InputFileError {
    let known = ManualFormat.allCases.map(\.rawValue).joined(separator: ", ")
    switch self {
    case .json(let json):
      return InputFileError(
        path: json.path,
        message: "is JSON, but neither a BORIS project nor a score.json of this program")
    case .lines(_, _, let path):
      return InputFileError(path: path, message: "is not in a known format (\(known))")
    case .table(let text):
      return ForeignTables.refusal(of: text)
        ?? InputFileError(
          path: text.path, line: text.rows.first?.line,
          message: "the columns (\(Self.header(text))) fit no known format; see 'stillwater agree "
            + "--help' for the columns, or name the format with --manual-format (\(known))")
    }
  }

  private static func header(_ text: DelimitedText) -> String {
    text.rows.first?.fields.prefix(12).map(\.trimmed).joined(separator: ", ") ?? ""
  }

  /// Reads the content in a format.
  ///
  /// - Throws: when it is not in that format or says something that cannot be right.
  func read(
    as format: ManualFormat, into collector: inout ScoreCollector
  ) throws(InputFileError) -> [ManualScore] {
    switch (self, format) {
    case (.json(let json), .borisProject): try BorisProject.read(json, into: &collector)
    case (.json(let json), .scoreJSON): try ScoreJSON.read(json, into: &collector)
    case (.lines(.jwatcher, let text, _), .jwatcher): try JWatcherData.read(text, into: &collector)
    case (.lines(.jwatcherTrace, let text, _), .jwatcherTrace):
      try JWatcherResults.readTrace(text, into: &collector)
    case (.lines(.jwatcherTotals, let text, _), .jwatcherTotals):
      return try JWatcherResults.readTotals(text, into: &collector)
    case (.lines(.bento, let text, _), .bento): try BentoAnnotations.read(text, into: &collector)
    case (.table(let text), .ethoVision): try EthoVisionData.read(text, into: &collector)
    case (.table(let text), .flags): try FlagList.read(text, into: &collector)
    case (.table(let text), .borisEvents): try BorisEvents.read(text, into: &collector)
    case (.table(let text), .borisAggregated):
      try BorisAggregatedEvents.read(text, into: &collector)
    case (.table(let text), .boutsCSV): try BoutsCSVScores.read(Table(text), into: &collector)
    case (.table(let text), .bouts): try PlainBouts.read(Table(text), into: &collector)
    case (.table(let text), .totals): return try PlainTotals.read(Table(text), into: &collector)
    case (.table(let text), .intervals):
      return try PlainIntervals.read(Table(text), into: &collector)
    case (.table(let text), .events): try PlainEvents.read(Table(text), into: &collector)
    case (.table(let text), .columns), (.table(let text), .ezTrack):
      try BinaryColumns.read(Table(text), into: &collector)
    case (.table(let text), .solomon): try SolomonTable.read(Table(text), into: &collector)
    default:
      throw InputFileError(
        path: collector.path, message: "is not in the format '\(format.rawValue)'")
    }
    return try collector.scores()
  }

  private static func plainFormat(of table: Table, options: ImportOptions) -> ManualFormat? {
    if PlainBouts.recognises(table) { return .bouts }
    if BinaryColumns.isEzTrack(table) { return .ezTrack }
    if PlainIntervals.recognises(table) { return .intervals }
    if PlainEvents.recognises(table) { return .events }
    if SolomonTable.recognises(table) { return .solomon }
    if BinaryColumns.recognises(table, options: options) { return .columns }
    if PlainTotals.recognises(table, options: options) { return .totals }
    return nil
  }

  private static func plainFormat(
    ofHeader text: DelimitedText, options: ImportOptions
  ) -> ManualFormat? {
    var headerOnly = text
    headerOnly.rows = Array(text.rows.prefix(1))
    guard let table = try? Table(headerOnly) else { return nil }
    return plainFormat(of: table, options: options)
  }
}
