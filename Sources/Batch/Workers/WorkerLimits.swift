/// What one worker process may use.
public struct WorkerLimits: Sendable, Equatable {
  /// The most memory (address space), bytes; 0 for no limit.
  public var memory: UInt64
  /// The least wall time that a recording may take, seconds.
  public var leastTime: Double
  /// The most wall time as a multiple of the recording's own length, where that is longer.
  public var timePerSecond: Double
  /// How long a worker may show neither frames nor bytes read, seconds.
  public var stall: Double

  /// Makes limits; see the properties.
  public init(
    memory: UInt64 = 2 << 30, leastTime: Double = 600, timePerSecond: Double = 4,
    stall: Double = 120
  ) {
    self.memory = memory
    self.leastTime = leastTime
    self.timePerSecond = timePerSecond
    self.stall = stall
  }

  /// The wall time that a recording of a known or announced length may take, seconds.
  func time(recording seconds: Double) -> Double { max(leastTime, seconds * timePerSecond) }
}
