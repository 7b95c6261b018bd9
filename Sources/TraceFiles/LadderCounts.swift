import ImmobilityCore

/// Counts along the ladder of pixel thresholds as a file keeps them: for each rung the pixels that
/// changed by more than its threshold but not by more than the next one's, and samples last.
enum LadderCounts {
  /// Appends the bands `[rung, sample]` of `changed[sample * rungs + rung]`, which never grows with the
  /// rung.
  static func appendBands(of changed: [UInt32], rungs: Int, to bands: inout [UInt32]) {
    let samples = changed.count / rungs
    for rung in 0..<rungs {
      for sample in 0..<samples {
        let index = sample * rungs + rung
        bands.append(changed[index] &- (rung + 1 < rungs ? changed[index + 1] : 0))
      }
    }
  }

  /// The counts `[sample * rungs + rung]` of bands `[rung, sample]`; `nil` when they overflow.
  static func changed(fromBands bands: ArraySlice<UInt32>, rungs: Int) -> [UInt32]? {
    let samples = bands.count / rungs
    var overflow: UInt32 = 0
    let changed = [UInt32](unsafeUninitializedCapacity: samples * rungs) { changed, used in
      bands.withUnsafeBufferPointer { bands in
        for sample in 0..<samples {
          var sum: UInt32 = 0
          var rung = rungs &- 1
          while rung >= 0 {
            let next = sum &+ bands[rung &* samples &+ sample]
            overflow |= next < sum ? 1 : 0
            sum = next
            changed[sample &* rungs &+ rung] = sum
            rung &-= 1
          }
        }
      }
      used = samples * rungs
    }
    return overflow == 0 ? changed : nil
  }
}
