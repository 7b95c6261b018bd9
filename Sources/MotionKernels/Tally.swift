/// Where a kernel adds what it counts. The memory belongs to the caller.
public struct Tally {
  /// `[group * rungs + rung]`: pixels whose absolute difference is above the rung's threshold, modulo
  /// 2^32.
  public let changed: UnsafeMutablePointer<UInt32>
  /// `[group]`: the sum of all absolute differences, grey levels.
  public let sums: UnsafeMutablePointer<UInt64>

  /// Makes a tally over memory for every group that the spans name.
  public init(changed: UnsafeMutablePointer<UInt32>, sums: UnsafeMutablePointer<UInt64>) {
    self.changed = changed
    self.sums = sums
  }
}
