import ImmobilityCore

/// Depths along the ladder of pixel thresholds as a file keeps them: the difference between a rung's
/// depth and the next one's, less what the counts of changed pixels foretell of it.
///
/// A depth is the sum of the counts over all thresholds from the rung's on; between two rungs they lie
/// near the straight line from one count to the other, so that little is left to be kept.
struct LadderDepths {
  /// `[rung]`: grey levels to the next rung; behind the last one as far as differences usually reach.
  let widths: [Int64]

  /// How far differences reach beyond the last rung, twice their mean excess, grey levels.
  private static let lastWidth: Int64 = 24

  init(pixelThresholds: [UInt8]) {
    widths = pixelThresholds.indices.map {
      $0 + 1 < pixelThresholds.count
        ? Int64(pixelThresholds[$0 + 1]) - Int64(pixelThresholds[$0]) : Self.lastWidth
    }
  }

  /// Half of `Comparisons.depthUnits`, for the mean of two counts.
  static let halfUnits = Int64(Comparisons.depthUnits / 2)

  /// What counts at a rung and the next one foretell of the difference between their depths.
  private func foretold(_ rung: Int, _ changed: UInt32, _ next: UInt32, pixels: Int64) -> Int64 {
    Self.halfUnits * widths[rung] * (Int64(changed) + Int64(next)) / pixels
  }

  /// Appends the rest `[rung, sample]` of `depth[sample * rungs + rung]` that counts of the same shape do
  /// not foretell.
  func appendRest(of counted: Comparisons, pixels: Int, to rest: inout [Int64]) {
    let rungs = widths.count
    for rung in 0..<rungs {
      let isLast = rung + 1 == rungs
      for index in stride(from: rung, to: counted.depth.count, by: rungs) {
        let step = Int64(counted.depth[index]) - (isLast ? 0 : Int64(counted.depth[index + 1]))
        rest.append(
          step
            - foretold(
              rung, counted.changed[index], isLast ? 0 : counted.changed[index + 1],
              pixels: Int64(pixels)))
      }
    }
  }
}
