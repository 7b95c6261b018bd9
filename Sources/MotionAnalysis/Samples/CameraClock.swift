/// When the camera took the frames that a recorder shows.
///
/// A recorder that raises the frame rate shows at each of its own ticks the camera's latest frame, and
/// repeats it until the next one is there. Its time stamps are those of its ticks, so the camera's even
/// intervals look uneven: of 40 frames per second shown at 60 every other one seems to come twice as
/// soon as the one before. A frame that is first shown at `t` was taken at or before `t`, and after the
/// tick before. Where evenly spaced times fit many frames in a row like that, the frames were taken at
/// them; where none fit, as where a camera drops a frame now and then, the time stamps stand.
struct CameraClock {
  /// The beat is taken from so many of the latest intervals between the camera's frames.
  private static let remembered = 24
  /// It is believed from so many on, if
  private static let least = 12
  /// so many frames were repeated among them: fewer fit by chance.
  private static let leastRepeated = 4
  /// A beat that was believed before holds again when it fits so many.
  private static let leastAgain = 6
  /// Time stamps may be rounded to milliseconds, seconds.
  private static let rounding = 0.001

  /// The time stamps of the camera's latest frames, ticks, and how many repetitions came before each.
  private var shown: [(stamp: Int64, repetitions: Int)] = []
  /// The latest intervals between all frames, ticks.
  private var intervals: [Int64] = []
  private var previous: Int64?
  private var repetitions = 0
  /// The camera's interval, ticks, once it was believed.
  private var believed: Double?
  /// When the latest of the camera's frames was taken, ticks.
  private var taken: Double?
  /// One tick, seconds.
  private let tick: Double

  /// - Parameter tick: one tick, seconds.
  init(tick: Double) { self.tick = tick }

  /// When the next frame was taken, ticks: never later than its time stamp, which are given increasing.
  mutating func time(_ stamp: Int64, isRepeated: Bool) -> Double {
    if let previous {
      intervals.append(stamp - previous)
      if intervals.count > Self.remembered { intervals.removeFirst() }
    }
    previous = stamp
    guard !isRepeated else {
      repetitions += 1
      return Double(stamp)
    }
    shown.append((stamp, repetitions))
    repetitions = 0
    if shown.count > Self.remembered + 1 { shown.removeFirst() }
    var now = Double(stamp)
    if let before = taken, let step, let beat = beat(step) {
      now = min(max(before + beat, now - step), now)
    }
    taken = now
    return now
  }

  /// The recorder's interval, ticks.
  private var step: Double? {
    intervals.isEmpty ? nil : Double(intervals.sorted()[intervals.count / 2])
  }

  /// The camera's interval, ticks; `nil` where its frames do not fit an even beat or none was repeated.
  private mutating func beat(_ step: Double) -> Double? {
    if shown.count > Self.least, repeated(shown.indices) >= Self.leastRepeated,
      let beats = beats(fitting: shown.indices, step)
    {
      believed = (beats.lowerBound + beats.upperBound) / 2
      return believed
    }
    guard let believed, shown.count > Self.leastAgain else { return nil }
    let latest = (shown.count - Self.leastAgain - 1)..<shown.count
    guard repeated(latest) > 0, let beats = beats(fitting: latest, step), beats.contains(believed)
    else { return nil }
    return believed
  }

  /// How many repetitions lie between some of the camera's frames.
  private func repeated(_ frames: Range<Int>) -> Int {
    shown[frames].dropFirst().reduce(0) { $0 + $1.repetitions }
  }

  /// The intervals at which some frames may have been taken, ticks; `nil` where no even beat fits.
  private func beats(fitting frames: Range<Int>, _ step: Double) -> ClosedRange<Double>? {
    let slack = step + min(Self.rounding / tick, step / 4)
    var (shortest, longest) = (0.0, Double.infinity)
    for later in frames {
      for earlier in frames.lowerBound..<later {
        // Frames that are n apart were taken n beats apart, give or take the recorder's interval.
        let between = Double(shown[later].stamp - shown[earlier].stamp)
        shortest = max(shortest, (between - slack) / Double(later - earlier))
        longest = min(longest, (between + slack) / Double(later - earlier))
      }
    }
    return shortest <= longest && longest.isFinite ? shortest...longest : nil
  }
}
