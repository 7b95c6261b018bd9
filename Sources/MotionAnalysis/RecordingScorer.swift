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
  /// Frames before the trial are passed over without decoding where that changes nothing.
  ///
  /// - Throws: `AnalysisError` when the file is missing or nothing in it could be scored.
  public func score(
    path: String, observer: (any AnalysisObserver)? = nil
  ) throws(AnalysisError) -> RecordingScore {
    let tracer = RecordingTracer(path: path, arenas: arenas, settings: settings, threads: threads)
    return try score(tracer, observer: observer)
  }

  /// Scores what a tracer reads.
  func score(
    _ tracer: RecordingTracer, observer: (any AnalysisObserver)? = nil
  ) throws(AnalysisError) -> RecordingScore {
    let traced = try trace(tracer, observer: observer)
    do {
      return try traced.score(settings)
    } catch {
      throw AnalysisError(
        kind: .inputUnusable, path: tracer.path, message: error.description)
    }
  }

  private func trace(
    _ tracer: RecordingTracer, observer: (any AnalysisObserver)?
  ) throws(AnalysisError) -> TracedRecording {
    let hash = FileHash(path: tracer.path)
    var traced = try tracer.trace(observer: observer)
    traced.info.sha256 = try hash.value()
    return traced
  }
}
