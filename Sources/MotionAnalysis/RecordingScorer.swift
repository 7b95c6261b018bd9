import ImmobilityCore

/// Scores one recording: decoding, comparing, classifying and summarising.
public struct RecordingScorer: Sendable {
  /// The arenas, in displayed pixels; never empty.
  public var arenas: [Arena]
  /// The settings.
  public var settings: ScoringSettings
  /// Decoding threads; 0 means one for each core. Results do not depend on it.
  public var threads: Int

  /// Makes a scorer.
  public init(arenas: [Arena], settings: ScoringSettings, threads: Int = 0) {
    self.arenas = arenas
    self.settings = settings
    self.threads = threads
  }

  /// Scores the recording at `path`.
  ///
  /// - Throws: `AnalysisError` when the file is missing or nothing in it could be scored.
  public func score(
    path: String, observer: (any AnalysisObserver)? = nil
  ) throws(AnalysisError) -> RecordingScore {
    throw AnalysisError(kind: .internalError, path: path, message: "stub")
  }
}
