import ImmobilityCore

/// Depths along the ladder of pixel thresholds as a file keeps them: the difference between a rung's
/// depth and the next one's, less what the counts of changed pixels foretell of it.
///
/// A depth is the sum of the counts over all thresholds from the rung's on; between two rungs they lie
/// near the straight line from one count to the other, so that little is left to be kept.
enum LadderDepths {
  /// How far differences reach beyond the last rung, twice their mean excess, grey levels.
  private static let lastWidth = 24
  /// Adding this to a number of less than 2^22 leaves the nearest whole number, of two the even one, in
  /// the low bits.
  private static let rounding: Float = 12_582_912  // 2^23 + 2^22

  /// `[rung]`: what one pixel that changed, at the rung or at the next one, adds to the difference between
  /// their depths: half of the grey levels between them, over the pixels of the arena.
  static func slopes(pixelThresholds: [UInt8], pixels: Int64) -> [Float] {
    pixelThresholds.indices.map {
      let width =
        $0 + 1 < pixelThresholds.count
        ? Int(pixelThresholds[$0 + 1]) - Int(pixelThresholds[$0]) : lastWidth
      return Float(Comparisons.depthUnits) / 2 * Float(width) / Float(pixels)
    }
  }

  /// What counts at a rung and the next one foretell of the difference between their depths: every
  /// step is rounded to single precision, the last one to a whole number.
  @inline(__always)
  static func foretold(_ changed: Int32, _ next: Int32, slope: Float) -> Int32 {
    let sum = (Float(changed) + Float(next)) * slope + rounding
    return Int32(bitPattern: sum.bitPattern) &- Int32(bitPattern: rounding.bitPattern)
  }

  /// `[sample]`: the rest of the depths at a rung that counts do not foretell.
  static func rest(_ rung: Int, of counted: Comparisons, slopes: [Float]) -> [Int64] {
    let rungs = slopes.count
    let isLast = rung + 1 == rungs
    return stride(from: rung, to: counted.depth.count, by: rungs).map {
      let foretold = foretold(
        Int32(bitPattern: counted.changed[$0]),
        isLast ? 0 : Int32(bitPattern: counted.changed[$0 + 1]), slope: slopes[rung])
      return Int64(counted.depth[$0]) - (isLast ? 0 : Int64(counted.depth[$0 + 1]))
        - Int64(foretold)
    }
  }
}
