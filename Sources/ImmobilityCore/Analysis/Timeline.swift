/// The trial as a row of half-open segments of time, each with the sample that tells about it.
///
/// A sample stands for the time in which its frame is shown, from its own time stamp to the next
/// frame's. A frame that is shown for very long (the recorder paused, frames were lost) stands only
/// for one ordinary frame interval; the rest is a segment without a sample.
struct Timeline {
  /// A stretch of time, seconds from the recording's first frame.
  struct Segment: Equatable {
    /// Its first second.
    var start: Double
    /// The first second after it.
    var end: Double
    /// The trace's sample that tells about it; `nil` where none does.
    var sample: Int?
  }

  /// Up to so many times the median a frame's interval is an ordinary one: time stamps are whole numbers of
  /// ticks, and where only some frames are analysed their distances alternate.
  static let mostStretch = 1.5

  /// The segments in order, without gaps, from the trial's start to the end of the analysis.
  private(set) var segments: [Segment] = []

  /// Lays the samples of a trace over [start, end), seconds from the recording's first frame.
  ///
  /// - Parameter bridge: a frame shown for up to this long (or up to `mostStretch` times the median interval,
  ///   if that is longer) stands for all that time, seconds.
  init(trace: Trace, start: Double, end: Double, bridge: Double) {
    guard end > start else { return }
    let ordinary = Self.medianInterval(trace)
    let longest = max(bridge, Self.mostStretch * ordinary) + MotionEnergy.timeTolerance
    var now = start
    segments.reserveCapacity(trace.count + 2)
    var next = trace.count > 0 ? trace.time(of: 0) : trace.end
    for sample in 0..<trace.count {
      let shown = next
      next = sample + 1 < trace.count ? trace.time(of: sample + 1) : trace.end
      if next <= now { continue }
      if shown >= end { break }
      if shown > now { append(from: now, to: min(shown, end), sample: nil) }
      let held = next - shown > longest ? shown + ordinary : next
      append(from: max(shown, now), to: min(held, end), sample: sample)
      append(from: max(held, now), to: min(next, end), sample: nil)
      now = min(next, end)
    }
    append(from: now, to: end, sample: nil)
  }

  /// The segments of a range that have evidence, with their energies.
  ///
  /// - Parameter evidence: `[segment]`: motion energy in percent; `nil` where there is none.
  func cells(in range: Range<Int>, evidence: [Double?]) -> [Smoothing.Cell] {
    segments.withUnsafeBufferPointer { segments in
      [Smoothing.Cell](unsafeUninitializedCapacity: range.count) { cells, used in
        for index in range {
          guard let value = evidence[index] else { continue }
          cells.initializeElement(
            at: used,
            to: Smoothing.Cell(
              start: segments[index].start, end: segments[index].end, value: value))
          used += 1
        }
      }
    }
  }

  private mutating func append(from start: Double, to end: Double, sample: Int?) {
    if end > start { segments.append(Segment(start: start, end: end, sample: sample)) }
  }

  /// The median interval between the samples, seconds; the last frame's duration for one sample.
  static func medianInterval(_ trace: Trace) -> Double {
    let samples = trace.coveredSamples
    guard samples.count > 1 else { return trace.timeBase.seconds(trace.lastFrameDuration) }
    let intervals = samples.dropFirst().map { trace.ticks[$0] - trace.ticks[$0 - 1] }
    return trace.timeBase.seconds(Selection.middle(of: intervals))
  }
}
