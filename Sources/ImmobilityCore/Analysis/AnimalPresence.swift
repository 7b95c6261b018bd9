/// When the animal is in its arena, from how the arena looks.
///
/// An arena that is empty at first looks like the first snapshot until the animal is put in, and never
/// again after that; one that is empty at last looks like the last snapshot from when the animal was
/// taken out. An animal that was there from the start and then moves off leaves its first place
/// behind, which looks otherwise ever after: that tells the two apart. What is there for a short time, after
/// which the arena looks empty again, is a hand on its way to another arena. Where the signs are weak nothing is
/// found.
struct AnimalPresence {
  /// A change between an empty arena and one with an animal.
  struct Change: Equatable {
    /// Seconds from the recording's first frame.
    var time: Double
    /// How clearly the signs are told from each other, 0-1.
    var confidence: Double
  }

  /// The animal is in the arena from here on; `nil`: from the first sample, or not known.
  var entry: Change?
  /// The animal has left the arena from here on; `nil`: there to the last sample, or not known.
  var exit: Change?
  /// The animal may have come only here, or have been there and kept still: the signs are too weak.
  var doubtfulEntry: Change?
  /// The animal may have left here, or keep still from here on: the signs are too weak.
  var doubtfulExit: Change?

  /// Under this confidence nothing counts as found
  static let leastConfidence = 0.75
  /// or, where a hand was seen to bring or take the animal, under this one,
  static let leastWithHand = 0.5
  /// and under this one there is not even doubt: an animal left its place. What came or went in a way that
  /// does not tell an animal from a hand has this confidence.
  static let leastDoubt = 0.3
  /// An arena has to be seen empty for this many snapshots.
  static let leastEmpty = 4
  /// What differs by more than this many animals holds a hand as well.
  static let handFactor = 1.75
  /// A hand is there for at most this many snapshots; what differs so much for longer is no hand.
  static let longestHand = 20
  /// Between empty and not, at most this many snapshots lie.
  static let mostTransition = 2
  /// An animal has to be seen for this many snapshots: longer than a hand usually stays.
  static let leastPresent = 12

  init(trace: Trace, arena: Int) {
    let track = trace.arenas[arena].presence
    let (entryStep, exitStep) = Self.steps(track)
    guard entryStep != nil || exitStep != nil else { return }
    let times = track.samples.map(trace.time(of:))
    let motion = Motion(trace: trace, arena: arena)
    if let step = entryStep {
      let entered = times[step.index]
      let empty = times[step.emptyEnd]
      if motion.isQuiet(before: empty, against: entered..<trace.end),
        motion.most(in: empty...(entered + trace.lag.asked)) >= step.cover / 2
      {
        set(entered, step, \.entry, \.doubtfulEntry)
      }
    }
    if let step = exitStep {
      // Seen from behind: the first snapshot without the animal follows the last one with it.
      let left = times[min(times.count - step.index, times.count - 1)]
      let empty = times[times.count - 1 - step.emptyEnd]
      if motion.isQuiet(
        from: empty, against: trace.time(of: trace.coveredSamples.lowerBound)..<left),
        motion.most(
          in: times[times.count - 1 - step.index]...(empty + trace.lag.asked)) >= step.cover / 2
      {
        set(left, step, \.exit, \.doubtfulExit)
      }
    }
    if let entered = entry, let left = exit, left.time <= entered.time {
      entry = nil
      exit = nil
    }
  }

  private mutating func set(
    _ time: Double, _ step: Step, _ sure: WritableKeyPath<Self, Change?>,
    _ doubtful: WritableKeyPath<Self, Change?>
  ) {
    let least = step.hadHand ? Self.leastWithHand : Self.leastConfidence
    let change = Change(time: time, confidence: step.confidence)
    self[keyPath: step.confidence >= least ? sure : doubtful] = change
  }

  /// Whether an arena looks as if it were empty at first or at last, so that its motion is read too.
  static func maySeeEmpty(_ track: PresenceTrack) -> Bool {
    let (entry, exit) = steps(track)
    return entry != nil || exit != nil
  }

  private static func steps(_ track: PresenceTrack) -> (entry: Step?, exit: Step?) {
    (
      step(track.fromFirst, lasting: track.lastingFromFirst),
      step(track.fromLast.reversed(), lasting: track.lastingFromLast.reversed())
    )
  }

  /// Adds `emptyArena` to the samples before the entry and after the exit.
  func flagEmpty(_ flags: inout [SampleFlags], trace: Trace) {
    guard entry != nil || exit != nil else { return }
    for sample in flags.indices {
      let time = trace.time(of: sample)
      if let entry, time < entry.time { flags[sample].insert(.emptyArena) }
      if let exit, time >= exit.time { flags[sample].insert(.emptyArena) }
    }
  }

  private struct Step {
    /// The first snapshot with the animal and without the hand that brought it.
    var index: Int
    /// The last snapshot up to which the arena looked empty.
    var emptyEnd: Int
    /// The part of the arena that the animal covers, 0-1.
    var cover: Double
    var confidence: Double
    /// Whether a hand was seen between.
    var hadHand: Bool
  }

  /// The snapshot from which on an arena that looked empty holds an animal: `differs` is the part that
  /// differs from the first snapshot, `lasting` the part that does so nearly always from there on.
  private static func step(_ differs: [Double], lasting: [Double]) -> Step? {
    guard differs.count >= leastEmpty + leastPresent else { return nil }
    // Most arenas hold their animal from the start: nothing that it may cover makes them look empty.
    guard let most = differs.max(), !differs[..<leastEmpty].contains(where: { $0 > most / 8 })
    else {
      return nil
    }
    // What an animal covers: the median of the snapshots in which the arena does not look empty.
    let high = differs.filter { $0 >= PresenceTrack.leastCover }
    guard high.count >= leastPresent else { return nil }
    let cover = Selection.middle(of: high)
    // Once more empty at the end: the animal was taken out again.
    guard let last = differs.lastIndex(where: { $0 >= cover / 4 }) else { return nil }
    let (start, wereHands) = startAfterHands(differs[...last], cover: cover)
    // It looks empty up to a snapshot, is not seen empty any more after it, and between lies no slow
    // change: an animal that floats off leaves its place bit by bit.
    guard let end = differs[start...].firstIndex(where: { $0 > cover / 8 }), end >= leastEmpty
    else { return nil }
    let emptyEnd = end - 1
    guard let present = differs[end...].firstIndex(where: { $0 >= cover / 2 }),
      present - end <= mostTransition, present <= last
    else { return nil }
    let after = differs[present...last]
    guard Double(after.count { $0 < cover / 4 }) <= 0.05 * Double(after.count) else { return nil }
    // The hand: until the arena no longer differs by much more than an animal does, now and next.
    let isHand = { (index: Int) in
      index < differs.count && differs[index] > handFactor * cover
    }
    var settled = present
    while isHand(settled) || isHand(settled + 1) { settled += 1 }
    let isDoubtful = !wereHands || settled - present > longestHand
    let hadHand = !isDoubtful && settled > present
    if isDoubtful { settled = present }
    guard settled <= last,
      differs[settled...last].count(where: { $0 >= cover / 4 }) >= leastPresent
    else { return nil }
    let confidence = 1 - max(differs[emptyEnd], lasting[settled]) / cover
    guard confidence >= leastDoubt else { return nil }
    return Step(
      index: settled, emptyEnd: emptyEnd, cover: cover,
      confidence: isDoubtful ? leastDoubt : confidence, hadHand: hadHand)
  }

  /// The last snapshot of the last stretch of empty ones that follows something, and whether all that was there
  /// before was gone after at most `longestHand` snapshots; if not, the first snapshot.
  private static func startAfterHands(
    _ differs: ArraySlice<Double>, cover: Double
  ) -> (start: Int, wereHands: Bool) {
    var start = 0
    var shown: Int?
    var empty = 0
    for (index, part) in differs.enumerated() {
      guard part > cover / 8 else {
        empty += 1
        continue
      }
      if let first = shown, empty >= leastEmpty {
        guard index - empty - first <= longestHand else { return (0, false) }
        start = index - 1
        shown = index
      }
      shown = shown ?? index
      empty = 0
    }
    return (start, true)
  }

  /// The motion in an arena, which tells an empty one from one with an animal that keeps still.
  private struct Motion {
    /// `[sample]`: seconds, and the part of the arena that changed within `reach`: what changed over the lag in
    /// its samples, each weighed by its time.
    private var samples: [(time: Double, changed: Double)] = []

    init(trace: Trace, arena: Int) {
      let rungs = trace.pixelThresholds.count
      let floor = NoiseFloor(measure: .changed, noise: trace.arenas.compactMap(\.noise))
      let threshold = floor.pixelThreshold(ladder: trace.pixelThresholds)
      let rung = trace.pixelThresholds.firstIndex(of: threshold) ?? 0
      let measures = trace.arenas[arena]
      var (first, sum) = (0, 0.0)
      var parts: [(time: Double, part: Double)] = []
      for sample in trace.coveredSamples where trace.lag.real[sample] > 0 && sample > 0 {
        let time = trace.time(of: sample)
        let changed = Double(measures.changes.changed[sample * rungs + rung])
        let weight = min(1, (time - trace.time(of: sample - 1)) / trace.lag.asked)
        parts.append((time, weight * changed / Double(measures.pixelCount)))
        sum += parts[parts.count - 1].part
        while time - parts[first].time >= Self.reach {
          sum -= parts[first].part
          first += 1
        }
        samples.append((time, max(0, sum)))
      }
    }

    /// Seconds.
    private static let reach = 0.25

    /// Whether hardly anything moved before a time, compared with a stretch that holds an animal.
    func isQuiet(before end: Double, against present: Range<Double>) -> Bool {
      isQuiet(samples.filter { $0.time <= end }, present)
    }

    /// Whether hardly anything moved from a time on, compared with a stretch that holds an animal.
    func isQuiet(from start: Double, against present: Range<Double>) -> Bool {
      isQuiet(samples.filter { $0.time >= start }, present)
    }

    /// The largest part that changed within a stretch: an animal that comes or goes changes the arena by
    /// itself within `reach`, and what changed over the lag is counted whole only one lag later.
    func most(in stretch: ClosedRange<Double>) -> Double {
      samples.lazy.filter { stretch.contains($0.time) }.map(\.changed).max() ?? 0
    }

    private func isQuiet(
      _ empty: [(time: Double, changed: Double)], _ present: Range<Double>
    ) -> Bool {
      let animal = samples.filter { present.contains($0.time) }.map(\.changed).sorted()
      let nothing = empty.map(\.changed).sorted()
      guard let usual = animal.isEmpty ? nil : animal[animal.count / 2], !nothing.isEmpty else {
        return false
      }
      return nothing[nothing.count * 3 / 4] <= max(quietPart, usual / 20)
    }

    /// An empty arena changes by no more than this, 0-1, or a twentieth of what an animal changes.
    private let quietPart = 0.0002
  }
}
