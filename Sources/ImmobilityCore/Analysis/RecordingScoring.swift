extension TracedRecording {
  /// Scores the recording with any settings that its trace can answer; a pure function of both.
  ///
  /// - Throws: `ScoringError` when the trace does not hold what the settings ask for, the trial or the
  ///   window lies outside the recording, or not a second could be scored.
  public func score(_ settings: ScoringSettings) throws(ScoringError) -> RecordingScore {
    let scores = try trace.score(settings)
    var animals = scores.animals
    if animals.allSatisfy({ $0.immobilePercent == nil }) {
      throw .nothingScored(
        reasons: (animals.first?.quality ?? []).prefix(3).map { "\($0.flag): \($0.detail)" })
    }
    for index in animals.indices {
      for note in notes where note.arena == nil || note.arena == index {
        var quality = note.quality
        quality.start -= animals[index].trialStart
        quality.end -= animals[index].trialStart
        animals[index].quality.append(quality)
      }
    }
    return RecordingScore(
      path: info.path, video: info, settings: settings, arenas: trace.arenas.map(\.arena),
      pixelThreshold: scores.pixelThreshold, animals: animals, trace: trace)
  }
}
