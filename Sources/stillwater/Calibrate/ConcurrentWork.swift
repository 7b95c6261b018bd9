import Calibration
import Dispatch
import Synchronization

/// Does independent pieces of work on all cores; what comes out is in order whoever was first.
struct ConcurrentWork: WorkSharing {
  /// The most pieces at once; 0 is one for each core.
  var threads: Int

  func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    guard threads != 1, count > 1 else { return OneByOne().map(count, work) }
    let results = Mutex([Value?](repeating: nil, count: count))
    let next = Atomic(0)
    let workers = threads == 0 ? count : min(threads, count)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = work(index)
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
