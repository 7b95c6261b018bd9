/// Notes about stretches of an analysis that deserve a look.
enum Quality {
  /// Stretches of one flag that are nearer than this are one note, seconds.
  static let nearness = 1.0
  /// A recording that ends this much before its window, or less, is worth no note, seconds.
  static let worthwhile = 0.5

  /// The notes of an arena's flags, in order of time, seconds from trial start.
  ///
  /// The first samples of every recording have no earlier frame; they are worth no note as long as they are
  /// bridged.
  ///
  /// - Parameter start: the trial's start, seconds from the recording's first frame.
  static func notes(
    timeline: Timeline, flags: [SampleFlags], start trialStart: Double, settings: ScoringSettings
  ) -> [QualityNote] {
    var notes: [QualityNote] = []
    let met = flags.reduce(into: SampleFlags()) { $0.formUnion($1) }.subtracting(.outsideTrial)
    let segments = timeline.segments.filter {
      $0.sample.map { !flags[$0].isDisjoint(with: met) } ?? false
    }
    for (flag, name) in SampleFlags.named where met.contains(flag) {
      for stretch in stretches(of: flag, in: segments, flags: flags) {
        let length = stretch.end - stretch.start
        if flag == .noEarlierFrame, length <= settings.bridge + Classification.durationTolerance {
          continue
        }
        notes.append(
          QualityNote(
            flag: name, start: stretch.start - trialStart,
            end: stretch.end - trialStart,
            detail: "\(stretch.samples == 1 ? "1 sample" : "\(stretch.samples) samples"): "
              + explanation(flag, settings)))
      }
    }
    for segment in timeline.segments where segment.sample == nil {
      let length = segment.end - segment.start
      guard length > settings.bridge + Classification.durationTolerance else { continue }
      notes.append(
        QualityNote(
          flag: "no_frames", start: segment.start - trialStart,
          end: segment.end - trialStart,
          detail: "no frame for \(Rounding.text(length)) s; unscored"))
    }
    return notes.sorted { ($0.start, $0.flag) < ($1.start, $1.flag) }
  }

  /// The notes about an arena that may be empty at first or at last, where the signs are too weak to tell.
  static func doubts(
    _ presence: AnimalPresence, trial: (start: Double, length: Double)
  ) -> [QualityNote] {
    func note(from start: Double, to end: Double, _ text: String) -> QualityNote? {
      let (start, end) = (max(start, 0), min(end, trial.length))
      guard end - start > worthwhile else { return nil }
      return QualityNote(
        flag: "arena_may_be_empty", start: start, end: end,
        detail: text
          + ", or the animal keeps still; the signs are too weak, so it is scored: look at it")
    }
    let entry = presence.doubtfulEntry.flatMap {
      note(
        from: 0, to: $0.time - trial.start, "perhaps no animal yet (if so, give --trial-start)")
    }
    let exit = presence.doubtfulExit.flatMap {
      note(
        from: $0.time - trial.start, to: trial.length,
        "perhaps no animal any more (if so, give --window)")
    }
    return [entry, exit].compactMap(\.self)
  }

  /// The note about a latency before which so much is unscored that the animal may have been immobile earlier;
  /// `nil` where it is less.
  ///
  /// - Parameters:
  ///   - bouts: seconds from trial start.
  ///   - least: a bout is no shorter, seconds.
  static func latencyDoubt(
    _ summary: Summary, bouts: [Bout], least: Double
  ) -> QualityNote? {
    let unscored = bouts.filter { $0.state == .unscored && $0.start < summary.latency }
    let seconds = unscored.reduce(0) { $0 + min($1.end, summary.latency) - $1.start }
    guard let first = unscored.first, seconds >= max(least, worthwhile) else { return nil }
    let before =
      summary.latencyCensored ? "without an immobile bout" : "before the first immobile bout"
    return QualityNote(
      flag: "latency_uncertain", start: first.start, end: summary.latency,
      detail: "\(Rounding.text(seconds)) s \(before) are unscored; the animal may have been "
        + "immobile earlier than the latency says")
  }

  /// The note about a recording that ends before its window; `nil` where it does not.
  ///
  /// - Parameters:
  ///   - recorded: seconds recorded from the trial's start on.
  ///   - latencyCensored: whether no immobile bout was found.
  static func endsEarly(
    recorded: Double, window: ScoringSettings.Window, latencyCensored: Bool
  ) -> QualityNote? {
    guard window.end - recorded > worthwhile else { return nil }
    let missing = Rounding.text(window.end - recorded)
    let latency =
      latencyCensored
      ? "; the animal was seen for \(Rounding.text(recorded)) s only, not to the censored latency"
      : ""
    return QualityNote(
      flag: "recording_ends_early", start: recorded, end: window.end,
      detail: "the recording ends \(missing) s before the end of the analysis window; "
        + "unscored\(latency)")
  }

  private struct Stretch {
    var start: Double
    var end: Double
    var samples: Int
  }

  private static func stretches(
    of flag: SampleFlags, in segments: [Timeline.Segment], flags: [SampleFlags]
  ) -> [Stretch] {
    var stretches: [Stretch] = []
    for segment in segments {
      guard let sample = segment.sample, flags[sample].contains(flag) else { continue }
      if let last = stretches.last, segment.start - last.end < nearness {
        stretches[stretches.count - 1].end = segment.end
        stretches[stretches.count - 1].samples += 1
      } else {
        stretches.append(Stretch(start: segment.start, end: segment.end, samples: 1))
      }
    }
    return stretches
  }

  private static func explanation(_ flag: SampleFlags, _ settings: ScoringSettings) -> String {
    let lag = settings.measure.isOfCells ? CellMotion.window : settings.lag
    let asked = "\(Rounding.text(lag)) s"
    return switch flag {
    case .noEarlierFrame:
      "too few earlier frames within \(asked)"
    case .decodeError: "damaged frames, not used"
    case .timeGap:
      settings.measure.isOfCells
        ? "the frames lie too far apart to see strokes (7 frames per second are needed), not used; use "
          + "--measure changed with a longer --lag if the whole recording is like that"
        : "the frames lie too far apart for the lag of \(asked), not used; give a longer --lag if the whole "
          + "recording is like that"
    case .timestampFilled: "time stamps missing or out of order, filled from the frames before"
    case .duplicatedFrame:
      "frames that the recorder repeated, not used; where the encoder only repeats a picture in which "
        + "nothing moves, use them with --cleaning -duplicates"
    case .keyframePulse: "the codec refreshed the picture at a keyframe, not used"
    case .lightChange: "the light changed or flickers; its change was taken out before counting"
    case .lightStep: "the light changed too much to be taken out, not used"
    case .cameraBump: "the whole picture moved, not used; check that the arenas still fit"
    case .emptyArena: "no animal in the arena, not used"
    case .cameraNudge:
      "the whole picture moved a little, used all the same; check that the arenas still fit"
    case .contrastChange:
      "the light differs from that at the trial's start; motion was measured relative to each light's contrast"
    case .contrastUncertain:
      "the light differs from that at the trial's start, and what that does to the motion measured "
        + "is not known; compare these times with the rest with care"
    default: ""
    }
  }
}
