import ImmobilityCore
import SpreadsheetText

/// Reads a file of scores in any of the formats of `ManualFormat`.
///
/// The format is found from the content, never from the file's name. Nothing is settled silently:
/// what a file leaves open is an error, and what had to be decided is among the warnings; both name
/// the line.
public struct ManualScoreFile: Sendable, Equatable {
  /// The file, as the user gave it.
  public var path: String
  /// The format that was found or asked for.
  public var format: ManualFormat
  /// One score for each recording, animal and rater, in the order of their first appearance.
  public var scores: [ManualScore]
  /// What had to be decided.
  public var warnings: [ScoreWarning]

  /// Reads the file at `path`.
  ///
  /// - Throws: when the file is missing, is in no known format, or says something that cannot be
  ///   right; see `InputFileError`.
  public static func read(
    path: String, options: ImportOptions = ImportOptions()
  ) throws(InputFileError) -> ManualScoreFile {
    let text = try TextFile.read(path: path)
    var options = options
    if options.keyRules?.ending == nil, JWatcherData.recognises(text),
      let beside = JWatcherRules.beside(path, text: text)
    {
      options.keyRules = options.keyRules?.completed(by: beside) ?? beside
    }
    return try read(text: text, path: path, options: options)
  }

  /// Reads text; `path` names it in errors, and names its recording where nothing else does.
  ///
  /// - Throws: as `read(path:options:)` does.
  public static func read(
    text: String, path: String, options: ImportOptions = ImportOptions()
  ) throws(InputFileError) -> ManualScoreFile {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw InputFileError(path: path, message: "is empty")
    }
    let content = try ScoreContent(text: text, path: path)
    guard let format = content.ownFormat ?? options.format ?? content.format(options: options)
    else {
      throw content.unknownFormat
    }
    var collector = ScoreCollector(path: path, options: options)
    let scores = try content.read(as: format, into: &collector)
    guard !scores.isEmpty else {
      throw InputFileError(
        path: path, message: "holds no scores: there is nothing below its header")
    }
    for score in scores { try check(score) }
    return ManualScoreFile(
      path: path, format: format, scores: scores, warnings: collector.warnings)
  }

  /// Checks that all times lie within what a recording can be long.
  private static func check(_ score: ManualScore) throws(InputFileError) {
    let possible = 0...NumberText.longest
    var spans = [score.window].compactMap(\.self) + score.unscored.spans
    if let immobile = score.immobile { spans += immobile.spans }
    for span in spans where !(possible.contains(span.start) && possible.contains(span.end)) {
      throw InputFileError(
        path: score.path, line: score.line,
        message:
          "\(score.recording): \(Rounding.text(span.start))-\(Rounding.text(span.end)) s is no "
          + "time of a recording")
    }
  }
}
