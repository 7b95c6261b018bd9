import Configuration

/// What one worker process may use.
public struct WorkerLimits: Sendable, Equatable {
  /// The most memory (address space) beside the program itself, bytes; 0 for no limit.
  public var memory: UInt64
  /// The least wall time that a recording may take, seconds.
  public var leastTime: Double
  /// The most wall time as a multiple of the recording's own length, where that is longer.
  public var timeFactor: Double
  /// How long a worker may show neither frames nor bytes read, seconds.
  public var stall: Double

  /// Makes limits; see the properties.
  public init(memory: UInt64, leastTime: Double, timeFactor: Double, stall: Double) {
    self.memory = memory
    self.leastTime = leastTime
    self.timeFactor = timeFactor
    self.stall = stall
  }

  /// The limits of a study.
  public init(_ limits: StudyFile.Limits) {
    self.init(
      memory: UInt64(limits.memoryMB) << 20, leastTime: limits.timeLeast,
      timeFactor: limits.timeFactor, stall: limits.stall)
  }

  /// The wall time that a recording of a known or announced length may take, seconds.
  func time(recording seconds: Double) -> Double { max(leastTime, seconds * timeFactor) }
}
