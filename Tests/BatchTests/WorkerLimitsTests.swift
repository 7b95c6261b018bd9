import Testing

@testable import Batch

struct WorkerLimitsTests {
  private let limits = WorkerLimits(memory: 4 << 30, leastTime: 300, timeFactor: 10, stall: 120)

  @Test func smallFilesMayNeedLittle() {
    #expect(limits.limits(size: 4620).memory == 768 << 20 + 924_000)
    #expect(limits.limits(size: 4620).processor == 14)
    #expect(limits.limits(size: 1 << 30).memory == 4 << 30)
    #expect(limits.limits(size: .max).processor > 1_000_000)
    #expect(limits.limits(size: 0).processor == 10)
    let own = WorkerLimits(memory: 64 << 20, leastTime: 1, timeFactor: 1, stall: 1)
    #expect(own.limits(size: 1 << 30).memory == 64 << 20)
  }

  /// A frame stands for a second at most, whatever its time stamp says.
  @Test func timeStampsOfYearsGiveNoTime() {
    #expect(limits.time(size: 0, frames: 2, seconds: 1e9) == 300)
    #expect(limits.time(size: 0, frames: 900_000, seconds: 30_000) == 300_000)
    #expect(limits.time(size: 0, frames: 0, seconds: 0) == 300)
    // A large file on a slow disk is hashed before its first frame.
    #expect(limits.time(size: 3_600_000_000, frames: 0, seconds: 0) == 3900)
  }
}
