/// Does independent pieces of work, perhaps several at once. What comes out never depends on how many.
public protocol WorkSharing: Sendable {
  /// The values of `work` for 0 ..< `count`, in this order.
  func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value]
}

/// One piece of work after the other.
public struct OneByOne: WorkSharing {
  /// Makes a worker.
  public init() {}

  /// The values of `work`, in order.
  public func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    (0..<count).map(work)
  }
}
