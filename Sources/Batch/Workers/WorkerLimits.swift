import Configuration

/// What one worker process may use: the one place that decides it, for every command that decodes.
///
/// Nothing that a file announces counts, only its bytes and the frames that it gave.
public struct WorkerLimits: Sendable, Equatable {
  /// The most memory (address space) beside the program itself, bytes; 0 for no limit.
  public var memory: UInt64
  /// The least wall time that a recording may take, seconds.
  public var leastTime: Double
  /// The most wall time as a multiple of the length read so far, where that is longer.
  public var timeFactor: Double
  /// How long a worker may show neither frames nor bytes read, seconds.
  public var stall: Double

  /// Any file may need so much memory, bytes, and so much more for each of its bytes: small files that want as
  /// much as large ones are no recordings.
  static let (leastMemory, memoryPerByte): (UInt64, UInt64) = (768 << 20, 200)
  /// Any file may need so much processor time, seconds, and a second more for so many bytes. Still pictures in the
  /// sparest encoding take a tenth of it.
  static let (leastProcessorTime, bytesPerSecond): (UInt64, UInt64) = (10, 1000)
  /// Bytes a second that the slowest disk gives.
  private static let slowestDisk = 1e6

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
      memory: UInt64(clamping: limits.memoryMB) << 20, leastTime: limits.timeLeast,
      timeFactor: limits.timeFactor, stall: limits.stall)
  }

  /// What the system lets a process use that reads a file of so many bytes.
  func limits(size: Int64) -> WorkerJob.Limits {
    let bytes = UInt64(clamping: min(size, 1 << 50))
    return WorkerJob.Limits(
      memory: memory > 0 ? min(memory, Self.memory(size: size)) : 0,
      processor: Self.leastProcessorTime + bytes / Self.bytesPerSecond)
  }

  /// The memory that any file of so many bytes may need, bytes.
  static func memory(size: Int64) -> UInt64 {
    leastMemory + UInt64(clamping: min(size, 1 << 50)) * memoryPerByte
  }

  /// The wall time that a file of so many bytes may take by now, seconds.
  ///
  /// - Parameters:
  ///   - frames: those that it gave.
  ///   - seconds: up to which time of the recording; a frame counts as a second at most, whatever its time stamp.
  func time(size: Int64, frames: Int, seconds: Double) -> Double {
    max(leastTime, min(seconds, Double(frames)) * timeFactor)
      + Double(max(0, size)) / Self.slowestDisk
  }
}
