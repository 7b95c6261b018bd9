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
    let path = tracer.path
    let hash = FileHash(path: path)
    var traced = try tracer.trace(observer: observer)
    var animals: [AnimalScore]
    do {
      animals = try traced.trace.score(settings)
    } catch {
      throw AnalysisError(kind: .inputUnusable, path: path, message: error.description)
    }
    traced.info.sha256 = try hash.value()
    if animals.allSatisfy({ $0.immobilePercent == nil }) {
      throw AnalysisError(kind: .inputUnusable, path: path, message: Self.nothingScored(animals))
    }
    for index in animals.indices {
      for note in traced.notes where note.arena == nil || note.arena == index {
        var quality = note.quality
        quality.start -= settings.trialStart
        quality.end -= settings.trialStart
        animals[index].quality.append(quality)
      }
    }
    return RecordingScore(
      path: path, video: traced.info, settings: settings, animals: animals, trace: traced.trace)
  }

  private static func nothingScored(_ animals: [AnimalScore]) -> String {
    let reasons = (animals.first?.quality ?? []).map { "\($0.flag): \($0.detail)" }
    guard !reasons.isEmpty else {
      return "nothing could be scored: there are not enough frames to compare at the lags asked for"
    }
    return "nothing could be scored: " + reasons.prefix(3).joined(separator: "; ")
  }
}
