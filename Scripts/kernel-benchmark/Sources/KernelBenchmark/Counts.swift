import MotionKernels

/// Memory that the forms count into, for one group.
final class Counts {
  let tally: Tally
  private let rungs: Int

  init(rungs: Int) {
    self.rungs = rungs
    tally = Tally(changed: .allocate(capacity: rungs), sums: .allocate(capacity: 1))
    clear()
  }

  deinit {
    tally.changed.deallocate()
    tally.sums.deallocate()
  }

  /// Sets all counts to 0.
  func clear() {
    tally.changed.initialize(repeating: 0, count: rungs)
    tally.sums.initialize(to: 0)
  }

  /// The sum, then the changed pixels of each rung.
  var values: [UInt64] {
    [tally.sums[0]] + (0..<rungs).map { UInt64(tally.changed[$0]) }
  }
}
