/// Counts along the ladder of pixel thresholds as a file keeps them: for each rung the pixels that
/// changed by more than its threshold but not by more than the next one's.
enum LadderCounts {
  /// `[sample]`: the band of a rung of `changed[sample * rungs + rung]`, which never grows with the rung.
  static func band(_ rung: Int, of changed: [UInt32], rungs: Int) -> [Int64] {
    stride(from: rung, to: changed.count, by: rungs).map {
      Int64(changed[$0]) - (rung + 1 < rungs ? Int64(changed[$0 + 1]) : 0)
    }
  }
}
