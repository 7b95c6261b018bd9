extension Trace {
  /// `[sample]`: its state; those that lie in no bout are flagged.
  func sampleStates(
    _ bouts: [Bout], timeline: Timeline, flags: inout [SampleFlags]
  ) -> [State] {
    flags.withUnsafeMutableBufferPointer { flags in
      [State](unsafeUninitializedCapacity: count) { states, used in
        states.initialize(repeating: .unscored)
        used = count
        // The samples of a timeline increase.
        var next = 0
        var bout = 0
        for segment in timeline.segments {
          guard let sample = segment.sample else { continue }
          while bout + 1 < bouts.count, bouts[bout].end <= segment.start { bout += 1 }
          states[sample] = bouts[bout].state
          while next < sample {
            flags[next].insert(.outsideTrial)
            next += 1
          }
          next = sample + 1
        }
        while next < count {
          flags[next].insert(.outsideTrial)
          next += 1
        }
      }
    }
  }
}
