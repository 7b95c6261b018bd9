extension TracedRecording {
  /// Scores the recording with any settings that its trace can answer; a pure function of both.
  ///
  /// - Throws: `ScoringError` when the trace does not hold what the settings ask for, the trial or the
  ///   window lies outside the recording, or not a second could be scored.
  public func score(_ settings: ScoringSettings) throws(ScoringError) -> RecordingScore {
    let own = settings.inSampleTime(pictureStart: info.pictureStart)
    let scores = try trace.score(own)
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
    for index in animals.indices {
      if let note = assumedStart(of: index, animals[index], settings) {
        animals[index].quality.append(note)
      }
      // From here on times of the recording are the player's.
      animals[index].trialStart += info.pictureStart
    }
    return RecordingScore(
      path: info.path, video: info, settings: settings, arenas: trace.arenas.map(\.arena),
      pixelThreshold: scores.pixelThreshold, animals: animals, trace: trace)
  }

  /// What a recording has to go on after the trial's end to be worth a note, seconds.
  private static let leastRest = 5.0

  /// The note about a trial that begins with the recording for want of another start, although the
  /// recording goes on after it: the animal may have been put in later, or the recording was simply not stopped.
  private func assumedStart(
    of arena: Int, _ animal: AnimalScore, _ settings: ScoringSettings
  ) -> QualityNote? {
    guard settings.trialStart(of: animal.arena) == .at(0), let length = settings.trialLength,
      info.duration - length > Self.leastRest
    else { return nil }
    // Where the animal is seen to come later, that is told as an empty arena.
    if let entry = AnimalPresence(trace: trace, arena: arena).entry, entry.time > 1 { return nil }
    return QualityNote(
      flag: "trial_start_assumed", start: 0, end: 0,
      detail:
        "no other start was given, so the trial begins with the picture, and the recording goes on for "
        + "\(Rounding.text(info.duration - length)) s after the trial's end; if the trial began later, say when "
        + "(--trial-start, or trial_start_s in the manifest)")
  }
}
