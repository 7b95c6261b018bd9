import ImmobilityCore

/// Scores one recording: decoding, comparing, classifying and summarising.
public struct RecordingScorer: Sendable {
  /// The arenas, in displayed pixels; never empty.
  public var arenas: [Arena]
  /// The settings.
  public var settings: ScoringSettings
  /// Decoding threads; 0 means one for each core. Results do not depend on it.
  public var threads: Int
  /// Frames per second in place of the files' own times, where those are wrong.
  public var frameRate: Double?

  /// Makes a scorer.
  public init(
    arenas: [Arena], settings: ScoringSettings, threads: Int = 0, frameRate: Double? = nil
  ) {
    self.frameRate = frameRate
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
    try score(try trace(path: path, observer: observer), path: path)
  }

  /// Reads the recording at `path`: all that scoring it needs, and saving its trace.
  ///
  /// - Throws: `AnalysisError` when the file is missing or not a frame of it can be read.
  public func trace(
    path: String, observer: (any AnalysisObserver)? = nil
  ) throws(AnalysisError) -> TracedRecording {
    let tracer = RecordingTracer(
      path: path, arenas: arenas, settings: settings, threads: threads, frameRate: frameRate)
    return try trace(tracer, observer: observer)
  }

  /// Scores what was read before, from a recording or from a trace.
  ///
  /// - Parameter path: the file that it was read from, as the user gave it.
  /// - Throws: `AnalysisError` when the settings ask for what was not read, or nothing could be scored.
  public func score(
    _ traced: TracedRecording, path: String
  ) throws(AnalysisError) -> RecordingScore {
    do {
      var score = try traced.score(settings)
      score.path = path
      return score
    } catch {
      throw AnalysisError(kind: .inputUnusable, path: path, message: error.description)
    }
  }

  /// Scores what a tracer reads.
  func score(
    _ tracer: RecordingTracer, observer: (any AnalysisObserver)? = nil
  ) throws(AnalysisError) -> RecordingScore {
    try score(try trace(tracer, observer: observer), path: tracer.path)
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
