/// The figures of an analysis window.
struct Summary {
  /// The bouts cut at the window's edges, seconds from trial start; they fill the window.
  var bouts: [Bout]
  /// Seconds of each state in the window.
  var seconds: [State: Double]
  /// The lengths of the immobile bouts, increasing, seconds.
  var immobileDurations: [Double]
  /// Trial start to the first immobile bout; the window's end if there is none.
  var latency: Double
  /// Whether there is no immobile bout before the window's end.
  var latencyCensored: Bool
  /// The per-bin table.
  var bins: [Bin]

  /// Summarises bouts (seconds from trial start) inside a window.
  ///
  /// - Parameters:
  ///   - bouts: ordered, without overlap; what they leave of the window is unscored.
  ///   - window: the analysis window, seconds from trial start.
  ///   - bin: width of a bin, seconds; the last bin is shorter where the window is no multiple.
  init(bouts all: [Bout], window: ScoringSettings.Window, bin: Double) {
    bouts = Self.fill(all, window: window)
    var seconds: [State: Double] = [:]
    for bout in bouts { seconds[bout.state, default: 0] += bout.duration }
    self.seconds = seconds
    immobileDurations = bouts.filter { $0.state == .immobile }.map(\.duration).sorted()
    let latest = window.end - Classification.durationTolerance
    let first = all.first { $0.state == .immobile && $0.start >= 0 && $0.start < latest }
    latency = first?.start ?? window.end
    latencyCensored = first == nil
    bins = Self.bins(bouts, window: window, width: bin)
  }

  /// Mean length of the immobile bouts, seconds; `nil` without bouts.
  var meanDuration: Double? {
    guard !immobileDurations.isEmpty else { return nil }
    return immobileDurations.reduce(0, +) / Double(immobileDurations.count)
  }

  /// Median length of the immobile bouts, seconds; `nil` without bouts.
  var medianDuration: Double? {
    guard !immobileDurations.isEmpty else { return nil }
    let middle = immobileDurations.count / 2
    return immobileDurations.count % 2 == 1
      ? immobileDurations[middle]
      : (immobileDurations[middle - 1] + immobileDurations[middle]) / 2
  }

  /// The bouts inside the window, which they fill.
  ///
  /// Times are sums and differences of others: what reaches into the window by no more than their rounding
  /// does not reach into it.
  private static func fill(_ bouts: [Bout], window: ScoringSettings.Window) -> [Bout] {
    let tolerance = Classification.durationTolerance
    var filled: [Bout] = []
    var now = window.start
    for bout in bouts {
      let start = bout.start > now + tolerance ? bout.start : now
      let end = bout.end < window.end - tolerance ? bout.end : window.end
      guard end - start > tolerance else { continue }
      if start > now { filled.append(Bout(state: .unscored, start: now, end: start)) }
      filled.append(Bout(state: bout.state, start: start, end: end))
      now = end
    }
    if now < window.end { filled.append(Bout(state: .unscored, start: now, end: window.end)) }
    return Classification.merge(filled)
  }

  private static func bins(
    _ bouts: [Bout], window: ScoringSettings.Window, width: Double
  ) -> [Bin] {
    // A remainder of the window that is only rounding makes no bin.
    let count = max(1, Int(((window.end - window.start) / width - 1e-9).rounded(.up)))
    var bins: [Bin] = []
    var first = 0
    for index in 0..<count {
      let start = window.start + Double(index) * width
      let end = index == count - 1 ? window.end : window.start + Double(index + 1) * width
      var bin = Bin(start: start, end: end, immobile: 0, unscored: 0)
      while first < bouts.count, bouts[first].end <= start { first += 1 }
      var other = first
      while other < bouts.count, bouts[other].start < end {
        let overlap = min(bouts[other].end, end) - max(bouts[other].start, start)
        if bouts[other].state == .immobile { bin.immobile += overlap }
        if bouts[other].state == .unscored { bin.unscored += overlap }
        other += 1
      }
      bins.append(bin)
    }
    return bins
  }
}
