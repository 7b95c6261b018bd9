import ImmobilityCore
import VideoDecoding

/// Collects a trace, one sample after the other.
struct TraceBuilder {
  private(set) var trace: Trace
  private var comparer: FrameComparer
  private var cells: CellTracker
  private let layout: TraceLayout
  private let firstTick: Int64
  /// One tick of the recording.
  private let timeBase: TimeBase
  /// So many of the trace's ticks make one of the recording's, which may be as long as a frame: when the
  /// camera took a frame that the recorder repeats lies between.
  private let fineness: Int64
  private var noise: CameraNoise
  /// `[sample]`: what changed outside the arenas before the part that the trace covers. It is read at the
  /// end, when the noise is known: while the camera is bumped none can be told.
  private var cellsBefore: [CellCounts] = []
  private var snapshots = PresenceSnapshots()
  /// The rungs that every trace has; all where there is none of them. Flags do not depend on a rung that was
  /// asked for by hand.
  private let standardRungs: [Int]
  /// So many samples are likely to come.
  private var expectedSamples = 0

  /// No tick of a trace is longer, seconds.
  private static let longestTick = 0.0001

  /// No memory is laid out for more counts than this: four hours of four arenas at 30 samples per second.
  private static let mostReserved = 13_000_000

  /// What a trace is asked to hold.
  struct Request {
    var pixelThresholds: [UInt8]
    var lag: Double
    var analysisRate: Double?
    var cleaning: Cleaning
    /// The part of the recording that is read, seconds.
    var covered: ScoringSettings.Window
  }

  /// - Parameter firstTick: the recording's first time stamp.
  init(layout: TraceLayout, request: Request, timeBase: TimeBase, firstTick: Int64) {
    self.layout = layout
    self.firstTick = firstTick
    self.timeBase = timeBase
    comparer = FrameComparer(
      layout: layout, pixelThresholds: request.pixelThresholds,
      findsLight: request.cleaning.contains(.light))
    cells = CellTracker(
      layout: CellLayout(layout.arenas.map(\.raster)),
      findsLight: request.cleaning.contains(.light), tick: timeBase.seconds(1))
    noise = CameraNoise(arenas: layout.arenas.count)
    fineness = Self.fineness(of: timeBase)
    let rungs = request.pixelThresholds.indices
    let standard = rungs.filter { NoiseFloor.ladder.contains(request.pixelThresholds[$0]) }
    standardRungs = standard.isEmpty ? Array(rungs) : standard
    trace = Trace(
      timeBase: TimeBase(
        numerator: timeBase.numerator, denominator: timeBase.denominator * fineness),
      ticks: [], lastFrameDuration: 0, frames: [], readingFlags: [],
      keyframes: [], analysisRate: request.analysisRate, cleaning: request.cleaning,
      covered: request.covered, pixelThresholds: request.pixelThresholds,
      lag: LagTrack(asked: request.lag, real: []),
      reach: LagTrack(asked: CellMotion.window, real: []),
      arenas: layout.arenas.map { ArenaTrace(arena: $0.arena, pixelCount: $0.raster.pixelCount) },
      background: BackgroundTrace(
        pixelCount: layout.background.pixelCounts.reduce(0, +),
        cellCount: layout.background.cells.count))
  }

  /// How many ticks of a trace make one of the recording's.
  static func fineness(of timeBase: TimeBase) -> Int64 {
    max(1, Int64((timeBase.seconds(1) / longestTick).rounded(.up)))
  }

  /// A number of the recording's ticks in the trace's; of damaged time stamps no more than can be added up.
  static func fine(_ ticks: Int64, fineness: Int64) -> Int64 {
    let most = Int64.max / 4
    let (product, isTooLarge) = ticks.multipliedReportingOverflow(by: fineness)
    guard !isTooLarge else { return ticks < 0 ? -most : most }
    return min(max(product, -most), most)
  }

  /// The same of a number that may lie between two ticks.
  static func fine(fraction ticks: Double, fineness: Int64) -> Int64 {
    let most = Double(Int64.max / 4)
    return Int64(min(max((ticks * Double(fineness)).rounded(), -most), most))
  }

  /// Tells of how many seconds samples are likely to come, and how many in each.
  mutating func expect(seconds: Double, rate: Double) {
    let expected = seconds * rate
    guard expected >= 1 else { return }
    // Headers are not believed.
    let most = Self.mostReserved / (trace.pixelThresholds.count * (trace.arenas.count + 1))
    expectedSamples = Int(min(expected, Double(most))) + 64
  }

  /// A frame that became a sample.
  struct Sample {
    var held: HeldFrame
    /// Whether the recorder repeated the frame before.
    var isRepeated: Bool
    /// Whether a keyframe stands after the sample before, up to this one.
    var followsKeyframe: Bool
    /// Whether the same holds of a frame whose time stamp was filled in.
    var followsFilledStamp: Bool
  }

  /// Adds a sample, compared with those before it.
  ///
  /// - Parameter isBefore: whether it stands before the part that the trace covers; noise, presence and the
  ///   light's contrast are those of that part alone.
  mutating func add(_ sample: Sample, history: FrameHistory, isBefore: Bool = false) {
    let frame = sample.held.frame
    var flags: SampleFlags = sample.followsFilledStamp ? .timestampFilled : []
    let leavesOutDamage = trace.cleaning.contains(.damage)
    var earlier: HeldFrame?
    if sample.isRepeated {
      flags.insert(.duplicatedFrame)
    } else {
      earlier = history.reference(for: sample.held, lag: trace.lag.asked)
      if leavesOutDamage,
        [frame, earlier?.frame].contains(where: { $0?.hasDecodeError == true })
      {
        // What a decoder invents for damaged pixels is no measurement.
        flags.insert(.decodeError)
        earlier = nil
      }
    }
    comparer.compare(sample.held, with: earlier)
    let time = timeBase.seconds(frame.tick - firstTick)
    var reach = 0.0
    if sample.isRepeated {
      cells.addNothing()
    } else {
      let window = cells.add(
        sample.held, inBands: comparer.bands != nil, leavesOutDamage: leavesOutDamage,
        look: isBefore ? nil : (trace.count, time))
      switch window {
      case .measured(let ticks): reach = ticks
      case .tooShort: break
      case .damaged:
        flags.insert(.decodeError)
        earlier = nil
      }
    }
    // Only now: a copy of the builder that was made before would have all arrays be made anew without it.
    if trace.count == 0 { trace.reserve(samples: expectedSamples) }
    trace.ticks.append(Self.fine(frame.tick - firstTick, fineness: fineness))
    trace.frames.append(frame.index)
    trace.readingFlags.append(flags)
    trace.keyframes.append(sample.followsKeyframe)
    trace.lag.real.append(fine(earlier.map { sample.held.taken - $0.taken }))
    trace.reach.real.append(fine(reach))
    if let earlier, !isBefore { measureNoise(frame, earlier.frame, time: time) }
    appendCounts(isBefore: isBefore)
    if flags.isDisjoint(with: [.duplicatedFrame, .decodeError]), !isBefore {
      snapshots.offer(sample: trace.count - 1, time: time) { layout.looks.gather(frame) }
    }
  }

  /// A lag of so many of the recording's ticks in the trace's; 0 for none.
  private func fine(_ ticks: Double?) -> Int64 {
    Self.fine(fraction: ticks ?? 0, fineness: fineness)
  }

  private mutating func appendCounts(isBefore: Bool) {
    let rungs = trace.pixelThresholds.count
    for arena in trace.arenas.indices {
      let pixels = trace.arenas[arena].pixelCount
      trace.arenas[arena].changes.append(
        comparer.counts, arena: arena, rungs: rungs, pixels: pixels)
    }
    let counts = CellCounts(comparer.counts, layout, rungs: rungs)
    if isBefore { cellsBefore.append(counts) }
    let cells = counts.read(noise: noise.least, trace.pixelThresholds, rungs: standardRungs)
    trace.background.cellsStirred.append(cells.stirred)
    trace.background.cellsChanged.append(cells.changed)
    for rung in 0..<rungs {
      trace.background.changed.append(comparer.counts.sum(layout.backgroundGroups, rung, rungs))
    }
  }

  private mutating func measureNoise(_ current: VideoFrame, _ earlier: VideoFrame, time: Double) {
    guard noise.isDue(at: time) else { return }
    // Single pixels: neighbours in a block of the encoder's have one noise.
    let pixels = layout.looks.gather(earlier)
    // Bands of light are no noise; even light spreads no differences.
    noise.measure(
      current: layout.looks.gather(current),
      earlier: comparer.bands?.relit(pixels, layout.looks) ?? pixels,
      groups: layout.looks.groups, time: time)
  }

  /// Ends the trace: how long the last sample stands for, ticks, and up to where the recording was
  /// read, seconds, infinite for its end.
  mutating func finish(lastFrameDuration: Int64, coveredEnd: Double) -> Trace {
    trace.lastFrameDuration = Self.fine(lastFrameDuration, fineness: fineness)
    trace.covered.end = coveredEnd
    for (sample, counts) in cellsBefore.enumerated() {
      let cells = counts.read(noise: noise.least, trace.pixelThresholds, rungs: standardRungs)
      trace.background.cellsStirred[sample] = cells.stirred
      trace.background.cellsChanged[sample] = cells.changed
    }
    for arena in trace.arenas.indices {
      trace.arenas[arena].noise = noise.deviation(of: arena)
      trace.arenas[arena].presence = snapshots.track(layout.looks.groups[arena])
    }
    if trace.cleaning.contains(.light), let track = ContrastTrack(snapshots.looks, trace: trace) {
      trace.contrastGain = track.samples(trace)
    }
    let motion = cells.motion(gain: contrast())
    for arena in trace.arenas.indices { trace.arenas[arena].cells = motion[arena] }
    return trace
  }
}

extension TraceBuilder {
  /// `[sample]`: how strong the contrast is beside the usual one of the recording; empty where it stays.
  private func contrast() -> [Double] {
    let known = trace.contrastGain.filter { $0 > 0 }.sorted()
    guard let usual = known.isEmpty ? nil : known[known.count / 2] else { return [] }
    return trace.contrastGain.map { $0 > 0 ? Double($0) / Double(usual) : 1 }
  }
}

extension Comparisons {
  /// Appends what was counted for an arena of a number of pixels.
  fileprivate mutating func append(
    _ counts: FrameComparer.Counts, arena: Int, rungs: Int, pixels: Int
  ) {
    let places = (arena * rungs)..<((arena + 1) * rungs)
    changed.append(contentsOf: counts.changed[places])
    meanDifference.append(Self.meanDifference(sum: counts.sums[arena], pixels: pixels))
    light.append(
      LightTrack.Change(
        shift: counts.lightShift[arena], isCompensated: counts.isCompensated[arena]))
  }
}

extension FrameComparer.Counts {
  /// The pixels of some groups that changed at a rung.
  fileprivate func sum(_ groups: Range<Int>, _ rung: Int, _ rungs: Int) -> UInt64 {
    groups.reduce(0) { $0 + UInt64(changed[$1 * rungs + rung]) }
  }
}
