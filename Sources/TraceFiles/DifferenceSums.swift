import ImmobilityCore

/// Sums of absolute differences as a file keeps them: less the part of the pixels that changed by more
/// than the lowest pixel threshold, which their count and their depth foretell. What is left is little
/// more than the camera's noise.
struct DifferenceSums {
  /// Grey levels.
  let lowestThreshold: Int64
  /// The number of pixel thresholds.
  let rungs: Int
  /// The pixels of the arena.
  let pixels: Int64

  init(pixelThresholds: [UInt8], pixels: Int64) {
    lowestThreshold = Int64(pixelThresholds.first ?? 0)
    rungs = pixelThresholds.count
    self.pixels = pixels
  }

  /// What the changed pixels of a sample make of its sum.
  private func foretold(_ sample: Int, _ changed: [UInt32], _ depth: [UInt16]) -> Int64 {
    let place = sample &* rungs
    return lowestThreshold &* Int64(changed[place])
      &+ Int64(depth[place]) &* pixels / Int64(Comparisons.depthUnits)
  }

  /// `[sample]`: the sums less what is foretold.
  func rest(of counted: Comparisons) -> [Int64] {
    counted.absoluteDifference.indices.map {
      Int64(counted.absoluteDifference[$0]) - foretold($0, counted.changed, counted.depth)
    }
  }

  /// `[sample]`: the sums of a rest; `nil` when one is negative.
  func sums(fromRest rest: ArraySlice<Int64>, changed: [UInt32], depth: [UInt16]) -> [UInt64]? {
    var signs: Int64 = 0
    let sums = [UInt64](unsafeUninitializedCapacity: rest.count) { sums, used in
      rest.withUnsafeBufferPointer { rest in
        for sample in 0..<rest.count {
          let sum = rest[sample] &+ foretold(sample, changed, depth)
          signs |= sum
          sums[sample] = UInt64(bitPattern: sum)
        }
      }
      used = rest.count
    }
    return signs < 0 ? nil : sums
  }
}
