import ImmobilityCore

/// Reads the counts and depths of arenas from their byte planes: what `LadderCounts` and `LadderDepths`
/// took apart.
///
/// It takes some samples at a time through all rungs, from the last to the first, so that everything
/// stays in the processor's nearest cache, in plain loops that the compiler turns into vector code.
struct LadderReading {
  /// `[arena, rung, sample]`: bands of counts.
  let bands: BytePlanes.Joining
  /// `[arena, rung, sample]`: rests of depths.
  let rests: BytePlanes.Joining
  let ladder: LadderDepths
  let samples: Int

  /// Samples taken at a time.
  private static let run = 256
  /// Adding this to a small number, also a negative one, leaves the nearest whole number in the low bits.
  private static let rounding = 6_755_399_441_055_744.0  // 2^52 + 2^51

  /// Four rows of a run of samples.
  private struct Rows {
    var band: UnsafeMutablePointer<UInt32>
    var rest: UnsafeMutablePointer<Int32>
    /// The counts of the rung.
    var count: UnsafeMutablePointer<UInt32>
    /// The depths of the rung.
    var depth: UnsafeMutablePointer<Int32>
  }

  /// The counts and depths `[sample * rungs + rung]` of an arena.
  ///
  /// - Returns: `nil` when a count is above the arena's pixels or a depth is none.
  func read(arena: Int, pixels: Int64) -> (changed: [UInt32], depth: [UInt16])? {
    let rungs = ladder.widths.count
    var isSound = true
    var depth: [UInt16] = []
    let changed = [UInt32](unsafeUninitializedCapacity: samples * rungs) { changed, used in
      depth = [UInt16](unsafeUninitializedCapacity: samples * rungs) { depth, used in
        used = samples * rungs
        guard let changed = changed.baseAddress, let depth = depth.baseAddress else { return }
        isSound = read(arena: arena, pixels: pixels, changed, depth)
      }
      used = samples * rungs
    }
    return isSound ? (changed, depth) : nil
  }

  private func read(
    arena: Int, pixels: Int64, _ changed: UnsafeMutablePointer<UInt32>,
    _ depth: UnsafeMutablePointer<UInt16>
  ) -> Bool {
    let rungs = ladder.widths.count
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4 * Self.run) { memory in
      guard let first = memory.baseAddress else { return false }
      let signed = UnsafeMutableRawPointer(first + 2 * Self.run)
        .bindMemory(to: Int32.self, capacity: 2 * Self.run)
      let rows = Rows(
        band: first, rest: signed, count: first + Self.run, depth: signed + Self.run)
      var isSound = true
      for start in stride(from: 0, to: samples, by: Self.run) {
        let count = min(Self.run, samples - start)
        rows.count.update(repeating: 0, count: count)
        rows.depth.update(repeating: 0, count: count)
        for rung in stride(from: rungs - 1, through: 0, by: -1) {
          let place = (arena * rungs + rung) * samples + start
          bands.join(from: place, count: count, into: rows.band)
          rests.join(from: place, count: count, into: rows.rest)
          if !add(rung: rung, pixels: pixels, rows, count) { isSound = false }
          let to = start * rungs + rung
          for index in 0..<count {
            changed[to &+ index &* rungs] = rows.count[index]
            depth[to &+ index &* rungs] = UInt16(truncatingIfNeeded: rows.depth[index])
          }
        }
      }
      return isSound
    }
  }

  /// Adds a rung's bands and rests to the counts and depths of the next one; `false` when what comes out
  /// is impossible.
  @inline(__always)
  private func add(rung: Int, pixels: Int64, _ rows: Rows, _ count: Int) -> Bool {
    let factor = Double(LadderDepths.halfUnits * ladder.widths[rung])
    let inverse = 1 / Double(pixels)
    let most = UInt32(truncatingIfNeeded: pixels)
    var wrong: UInt32 = 0
    for index in 0..<count {
      let next = rows.count[index]
      let now = next &+ rows.band[index]
      rows.count[index] = now
      wrong |= now < next ? 1 : 0
      wrong |= now > most ? 1 : 0
      // What the counts foretell, a division rounded down: one half added before and taken off after,
      // because no rounding of real numbers then reaches a whole number from below.
      let both =
        Double(Int32(truncatingIfNeeded: now)) + Double(Int32(truncatingIfNeeded: next))
      let foretold = (factor * both + 0.5) * inverse - 0.5 + Self.rounding
      let depth =
        rows.depth[index] &+ rows.rest[index]
        &+ Int32(truncatingIfNeeded: foretold.bitPattern)
      rows.depth[index] = depth
      wrong |= UInt32(bitPattern: depth) &>> 16
    }
    return wrong == 0
  }
}
