/// Small movements of an animal that counts as immobile in a test of freezing.
///
/// Breathing, but also grooming or sniffing in place, moves less of an animal than the threshold asks for. The two
/// cannot be told from each other by their size.
enum SmallMovements {
  /// Movement from this part of the motion threshold on is seen, 0-1.
  static let part = 0.05
  /// Seen for more than this part of the immobile time, 0-1, they are worth a note.
  static let worthwhile = 0.08

  /// The note about them, seconds from trial start; `nil` where there are none, or for another measure.
  ///
  /// - Parameters:
  ///   - bouts: all states of the trial, seconds of the recording, in order.
  ///   - evidence: `[segment]`: motion energy in percent; `nil` where there is none.
  static func note(
    _ bouts: [Bout], timeline: Timeline, evidence: [Double?], trialStart: Double,
    settings: ScoringSettings
  ) -> QualityNote? {
    guard settings.measure == .movement else { return nil }
    var (still, stirring) = (0.0, 0.0)
    var bout = 0
    for (segment, energy) in zip(timeline.segments, evidence) {
      while bout < bouts.count, bouts[bout].end <= segment.start { bout += 1 }
      guard bout < bouts.count, bouts[bout].state == .immobile, let energy else { continue }
      still += segment.end - segment.start
      if energy >= part * settings.motionThreshold { stirring += segment.end - segment.start }
    }
    guard still > 0, stirring > worthwhile * still else { return nil }
    let first = timeline.segments.first?.start ?? trialStart
    let last = timeline.segments.last?.end ?? trialStart
    return QualityNote(
      flag: "small_movements", start: first - trialStart, end: last - trialStart,
      detail: "small movements in \(Rounding.text(100 * stirring / still, places: 0)) % of the "
        + "immobile time: breathing, or the animal grooms or sniffs in place; look at it")
  }
}
