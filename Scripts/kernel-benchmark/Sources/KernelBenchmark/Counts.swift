import MotionKernels

/// Memory that the forms count into, for one group.
final class Counts {
  let tally: Tally
  private let rungs: Int

  init(rungs: Int) {
    self.rungs = rungs
    tally = Tally(
      changed: .allocate(capacity: rungs), depths: .allocate(capacity: rungs),
      sums: .allocate(capacity: 1))
    clear()
  }

  deinit {
    tally.changed.deallocate()
    tally.depths.deallocate()
    tally.sums.deallocate()
  }

  /// Sets all counts to 0.
  func clear() {
    tally.changed.initialize(repeating: 0, count: rungs)
    tally.depths.initialize(repeating: 0, count: rungs)
    tally.sums.initialize(to: 0)
  }

  /// The sum, then the changed pixels and the depth of each rung.
  var values: [UInt64] {
    [tally.sums[0]] + (0..<rungs).flatMap { [UInt64(tally.changed[$0]), tally.depths[$0]] }
  }
}
