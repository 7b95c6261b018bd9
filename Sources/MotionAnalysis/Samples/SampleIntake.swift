import ImmobilityCore
import VideoDecoding

/// Takes the frames of a recording in turn and makes a trace of those that become samples.
///
/// What a sample is never depends on frames long before the trial, so that these need not be decoded:
/// choosing begins with the last frame at or before `readFrom`. Frames of the longest lag before the trial
/// become samples too: without them nobody would know that the camera was bumped just before.
struct SampleIntake {
  /// From here on frames matter, seconds from the recording's first frame.
  let readFrom: Double
  /// The part of the recording that the trace tells about, seconds; no frame from its end on is taken.
  private(set) var covered: ScoringSettings.Window
  /// Frames before that part become samples from here on, seconds.
  private let tellFrom: Double

  private let timeBase: TimeBase
  private let firstTick: Int64
  private let grid: PixelGrid
  private var builder: TraceBuilder
  private var history: FrameHistory
  private var choice: SampleChoice
  private var repeated: RepeatedFrames?
  private var clock: CameraClock
  /// Frames of which the next ones tell whether the recorder repeated them.
  private var undecided: [HeldFrame] = []
  /// The latest frame at or before `readFrom`.
  private var candidate: VideoFrame?
  private var pending: TraceBuilder.Sample?
  private var lastSampleTick: Int64?
  private var keyframeWasMet = false
  private var filledStampWasMet = false

  /// - Parameters:
  ///   - firstTick: the recording's first time stamp.
  ///   - announced: the recording's announced length, seconds, and frames per second. The trace's memory is
  ///     laid out for them; nothing else depends on them.
  init(
    layout: TraceLayout, settings: ScoringSettings, timeBase: TimeBase, firstTick: Int64,
    announced: (duration: Double, rate: Double) = (0, 0)
  ) {
    covered = settings.coverage(ofRecordingWith: layout.arenas.map(\.arena.name))
    let reach = max(settings.lag, CellMotion.window)
    readFrom = covered.start - 2 * reach
    tellFrom = covered.start - reach
    self.timeBase = timeBase
    self.firstTick = firstTick
    grid = layout.grid
    var thresholds = Set(NoiseFloor.ladder)
    if case .fixed(let level) = settings.pixelThreshold { thresholds.insert(level) }
    let cleaning = settings.cleaning.intersection(.whileReading)
    builder = TraceBuilder(
      layout: layout,
      request: TraceBuilder.Request(
        pixelThresholds: thresholds.sorted(), lag: settings.lag,
        analysisRate: settings.analysisRate, cleaning: cleaning, covered: covered),
      timeBase: timeBase, firstTick: firstTick)
    let rate = min(announced.rate, settings.analysisRate ?? announced.rate)
    builder.expect(seconds: min(announced.duration, covered.end) - readFrom, rate: rate)
    history = FrameHistory(reach: settings.lag, tick: timeBase.seconds(1))
    choice = SampleChoice(rate: settings.analysisRate)
    clock = CameraClock(tick: timeBase.seconds(1))
    repeated =
      cleaning.contains(.duplicates)
      ? RepeatedFrames(groups: layout.grid.groups, tick: timeBase.seconds(1)) : nil
  }

  /// Takes the next frame in presentation order.
  mutating func take(_ frame: VideoFrame) {
    if time(frame) <= readFrom {
      candidate = frame
      return
    }
    if let earlier = candidate {
      candidate = nil
      consider(earlier)
    }
    consider(frame)
  }

  private mutating func consider(_ frame: VideoFrame) {
    let held = HeldFrame(frame: frame, pixels: grid.gather(frame))
    switch repeated?.verdict(on: held) ?? .movesOn {
    case .undecided: undecided.append(held)
    case .stillness:
      decide(areRepeated: false)
      consider(held, isRepeated: false)
    case .repetition:
      decide(areRepeated: true)
      consider(held, isRepeated: true)
    case .movesOn:
      decide(areRepeated: true)
      consider(held, isRepeated: false)
    }
  }

  private mutating func decide(areRepeated: Bool) {
    for held in undecided { consider(held, isRepeated: areRepeated) }
    undecided.removeAll(keepingCapacity: true)
  }

  private mutating func consider(_ held: HeldFrame, isRepeated: Bool) {
    var held = held
    let frame = held.frame
    let isRepeated = isRepeated && !frame.hasDecodeError
    if frame.isKeyframe { keyframeWasMet = true }
    if frame.isTimestampFilled { filledStampWasMet = true }
    held.taken = clock.time(frame.tick, isRepeated: isRepeated)
    let time = (shown: time(frame), taken: (held.taken - Double(firstTick)) * timeBase.seconds(1))
    guard choice.takes(shown: time.shown, taken: time.taken, isRepeated: isRepeated) else { return }
    let sample = TraceBuilder.Sample(
      held: held, isRepeated: isRepeated, followsKeyframe: keyframeWasMet,
      followsFilledStamp: filledStampWasMet)
    keyframeWasMet = false
    filledStampWasMet = false
    // A sample tells about the trial once it is known to be shown in it: those that begin in it at once, while
    // their pixels are still in the processor's cache.
    settle(isBefore: time.shown <= covered.start)
    pending = sample
    lastSampleTick = frame.tick
    if time.shown >= covered.start { settle(isBefore: false) }
  }

  private mutating func settle(isBefore: Bool) {
    guard let sample = pending else { return }
    if !isBefore || time(sample.held.frame) >= tellFrom {
      builder.add(sample, history: history, isBefore: isBefore)
    }
    pass()
  }

  private mutating func pass() {
    guard let sample = pending else { return }
    if !sample.isRepeated { history.append(sample.held) }
    pending = nil
  }

  /// Ends the trace.
  ///
  /// - Parameters:
  ///   - end: the end of the last frame taken, ticks of the recording.
  ///   - isEndOfRecording: whether no frame came after it.
  mutating func finish(end: Int64, isEndOfRecording: Bool) -> Trace {
    if let earlier = candidate {
      candidate = nil
      consider(earlier)
    }
    decide(areRepeated: true)
    settle(isBefore: false)
    let last = lastSampleTick ?? end
    if isEndOfRecording { covered.end = .infinity }
    return builder.finish(lastFrameDuration: end - last, coveredEnd: covered.end)
  }

  private func time(_ frame: VideoFrame) -> Double { timeBase.seconds(frame.tick - firstTick) }
}
