/// When the animal is in its arena, from how the arena looks.
///
/// An arena that is empty at first looks like the first snapshot until the animal is put in, and never
/// again after that; one that is empty at last looks like the last snapshot from when the animal was
/// taken out. An animal that was there from the start and then moves off leaves its first place
/// behind, which looks otherwise ever after: that tells the two apart. Where the signs are weak
/// nothing is found.
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

  /// Under this confidence nothing counts as found.
  static let leastConfidence = 0.6
  /// An animal covers at least this part of its arena, 0-1.
  static let leastCover = 0.01
  /// An arena has to be seen empty for this many snapshots.
  static let leastEmpty = 2
  /// An animal has to be seen for this many snapshots.
  static let leastPresent = 3

  init(trace: Trace, arena: Int) {
    let track = trace.arenas[arena].presence
    let times = track.samples.map(trace.time(of:))
    entry = Self.step(
      track.fromFirst, lasting: track.lastingFromFirst
    ).map { Change(time: times[$0.index], confidence: $0.confidence) }
    exit = Self.step(
      track.fromLast.reversed(), lasting: track.lastingFromLast.reversed()
    ).map { step in
      // The first snapshot without the animal is the one behind the last with it.
      let last = times.count - 1 - step.index
      return Change(
        time: times[min(last + 1, times.count - 1)], confidence: step.confidence)
    }
    if let entry, let exit, exit.time <= entry.time {
      self.entry = nil
      self.exit = nil
    }
  }

  /// Adds `emptyArena` to the samples before the entry and after the exit.
  func flagEmpty(_ flags: inout [SampleFlags], trace: Trace) {
    for sample in flags.indices {
      let time = trace.time(of: sample)
      if let entry, time < entry.time { flags[sample].insert(.emptyArena) }
      if let exit, time >= exit.time { flags[sample].insert(.emptyArena) }
    }
  }

  /// The snapshot from which on an arena that looked empty holds an animal: `differs` is the part that
  /// differs from the first snapshot, `lasting` the part that does so nearly always from there on.
  private static func step(
    _ differs: [Double], lasting: [Double]
  ) -> (index: Int, confidence: Double)? {
    guard differs.count >= leastEmpty + leastPresent else { return nil }
    // What an animal covers: the median of the snapshots in which the arena does not look empty.
    let high = differs.filter { $0 >= leastCover }.sorted()
    guard high.count >= leastPresent else { return nil }
    let cover = high[high.count / 2]
    // From behind: the first snapshot after which hardly any looks empty.
    let limit = cover / 3
    var index = differs.count
    var empty = 0
    while index > 0 {
      if differs[index - 1] < limit { empty += 1 }
      if Double(empty) > 0.05 * Double(differs.count - index + 1), differs[index - 1] < limit { break }
      index -= 1
    }
    while index < differs.count, differs[index] < limit { index += 1 }
    guard index >= leastEmpty, differs.count - index >= leastPresent else { return nil }
    // Before it, all but a hand looked empty.
    let before = differs[..<index].sorted()
    let quiet = before[(before.count * 3) / 4]
    // The hand: until the arena no longer differs by more than an animal does.
    var settled = index
    while settled < differs.count, differs[settled] > 2 * cover { settled += 1 }
    guard differs.count - settled >= leastPresent else { return nil }
    let confidence = 1 - max(quiet, lasting[settled]) / cover
    guard confidence >= leastConfidence else { return nil }
    return (settled, confidence)
  }
}
