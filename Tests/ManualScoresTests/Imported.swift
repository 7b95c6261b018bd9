import FixtureFiles
import ImmobilityCore
import Testing

@testable import ManualScores

/// Short ways to import text and to say what came out.
enum Imported {
  /// Imports text as the file `anna/box.csv`.
  static func read(
    _ text: String, _ options: ImportOptions = ImportOptions()
  ) throws(InputFileError) -> ManualScoreFile {
    try ManualScoreFile.read(text: text, path: "anna/box.csv", options: options)
  }

  /// The error that importing text must lead to.
  static func error(
    _ text: String, _ options: ImportOptions = ImportOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> InputFileError {
    let error = #expect(throws: InputFileError.self, sourceLocation: sourceLocation) {
      try read(text, options)
    }
    return try #require(error, sourceLocation: sourceLocation)
  }
}

extension ManualScore {
  /// The edges of its immobility, seconds.
  var edges: [[Double]] { immobile?.spans.map { [$0.start, $0.end] } ?? [] }

  /// Its total, where it is one.
  var total: Double? { if case .total(let seconds) = observation { seconds } else { nil } }
}

extension ManualScoreFile {
  /// The warnings as text.
  var remarks: [String] { warnings.map(\.description) }
}
