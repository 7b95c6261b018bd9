/// The depths of an arena: the mean over its pixels of by how much differences exceed the pixel
/// threshold, less what noise alone makes, grey levels.
struct Depths {
  /// `[sample]`: over the short lag.
  let short: [Double]
  /// `[sample]`: over the long lag.
  let long: [Double]

  init(trace: Trace, arena: Int, threshold: RungPosition) {
    let measures = trace.arenas[arena]
    let rungs = trace.pixelThresholds.count
    let noise = measures.noiseDepth.isEmpty ? 0 : threshold.between(measures.noiseDepth, from: 0)
    func depths(_ comparisons: Comparisons) -> [Double] {
      precondition(comparisons.depth.count >= trace.count * rungs, "each sample has its depths")
      return comparisons.depth.withUnsafeBufferPointer { counted in
        [Double](unsafeUninitializedCapacity: trace.count) { depths, used in
          for sample in 0..<trace.count {
            let depth = threshold.between(counted, from: sample &* rungs)
            depths[sample] = max(0, depth / Comparisons.depthUnits - noise)
          }
          used = trace.count
        }
      }
    }
    short = depths(measures.short)
    long = depths(measures.long)
  }
}
