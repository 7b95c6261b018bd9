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

  /// The same where the contrast changes: `contrast[sample]` times as strong as in the light that all is read
  /// in. Read at a threshold as many times as high and divided by it, depth is as in that light. Noise is
  /// that of the picture at hand: it is taken away at the threshold that was read.
  ///
  /// - Parameter ladder: the thresholds that depths are read between, grey levels.
  init(trace: Trace, arena: Int, threshold: Double, ladder: [UInt8], contrast: [Double]) {
    let measures = trace.arenas[arena]
    let reading = LadderDepth(ladder, trace: trace, pixels: measures.pixelCount)
    func depths(_ comparisons: Comparisons) -> [Double] {
      contrast.indices.map { sample in
        let level = threshold * contrast[sample]
        let depth = reading.depth(sample, comparisons, at: level)
        return max(0, depth - reading.noise(measures.noiseDepth, at: level)) / contrast[sample]
      }
    }
    short = depths(measures.short)
    long = depths(measures.long)
  }
}
