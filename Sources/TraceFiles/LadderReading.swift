import ImmobilityCore

/// Reads the counts and depths of arenas from their byte planes: what `LadderCounts`, `LadderDepths` and
/// `LadderRows` took apart.
///
/// It goes through the rungs from the last one down to the lowest that is wanted, in plain loops that the
/// compiler turns into vector code.
struct LadderReading {
  /// Rows as a file keeps them; see `LadderRows`.
  struct Rows {
    /// `[rung]`: planes `[byte, arena, sample]`; empty below the lowest rung that is wanted.
    var planes: [NPYArray]
    /// `[arena * rungs + rung]`.
    var centres: [Int32]
  }

  /// Bands of counts.
  let bands: Rows
  /// Rests of depths; `nil` when none are wanted.
  let rests: Rows?
  /// The rungs that are wanted.
  let wanted: ClosedRange<Int>
  let samples: Int

  /// Samples taken at a time.
  private static let run = 512

  /// The rows in memory that a rung is added to.
  private struct Memory {
    /// `[sample]`: the counts of the latest rung.
    var count: UnsafeMutablePointer<Int32>
    /// `[sample]`: the depths of the latest rung.
    var depth: UnsafeMutablePointer<Int32>
    /// A run of bands, and of rests.
    var band: UnsafeMutablePointer<Int32>
    var rest: UnsafeMutablePointer<Int32>
  }

  /// The counts and depths `[sample * wanted.count + rung - wanted.lowerBound]` of an arena, no depths when
  /// none are wanted.
  ///
  /// - Parameter slopes: `[rung]`: those of `LadderDepths`.
  /// - Returns: `nil` when a count is above the arena's pixels or grows with the rung, or a depth is none.
  func read(
    arena: Int, pixels: Int64, slopes: [Float]
  ) -> (changed: [UInt32], depth: [UInt16])? {
    let size = samples * wanted.count
    var isSound = true
    var depth: [UInt16] = []
    let changed = [UInt32](unsafeUninitializedCapacity: size) { changed, used in
      used = size
      guard let changed = changed.baseAddress else { return }
      depth = [UInt16](unsafeUninitializedCapacity: rests == nil ? 0 : size) { depth, used in
        used = rests == nil ? 0 : size
        isSound = read(
          arena: arena, pixels: pixels, slopes: slopes, changed,
          rests == nil ? nil : depth.baseAddress)
      }
    }
    return isSound ? (changed, depth) : nil
  }

  private func read(
    arena: Int, pixels: Int64, slopes: [Float], _ changed: UnsafeMutablePointer<UInt32>,
    _ depth: UnsafeMutablePointer<UInt16>?
  ) -> Bool {
    let rungs = bands.planes.count
    let size = 2 * samples + 2 * Self.run
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { memory in
      guard let first = memory.baseAddress else { return false }
      let rows = Memory(
        count: first, depth: first + samples, band: first + 2 * samples,
        rest: first + 2 * samples + Self.run)
      memory.update(repeating: 0)
      var isSound = true
      for rung in stride(from: rungs - 1, through: wanted.lowerBound, by: -1) {
        let most = Int32(truncatingIfNeeded: pixels)
        let place = arena * rungs + rung
        if !addBands(arena, rung, centre: bands.centres[place], slope: slopes[rung], most, rows) {
          isSound = false
        }
        guard wanted.contains(rung) else { continue }
        let (to, step) = (rung - wanted.lowerBound, wanted.count)
        for sample in 0..<samples {
          changed[to &+ sample &* step] = UInt32(bitPattern: rows.count[sample])
        }
        if let depth {
          for sample in 0..<samples {
            depth[to &+ sample &* step] = UInt16(truncatingIfNeeded: rows.depth[sample])
          }
        }
      }
      return isSound
    }
  }

  /// Adds a rung's bands, and its rests if there are any, to the counts and depths of the next one; `false`
  /// when what comes out is impossible.
  private func addBands(
    _ arena: Int, _ rung: Int, centre: Int32, slope: Float, _ most: Int32, _ rows: Memory
  ) -> Bool {
    bands.planes[rung].withJoining { joining in
      guard let rests else {
        var isSound = true
        for start in stride(from: 0, to: samples, by: Self.run) {
          let count = min(Self.run, samples - start)
          joining.join(from: arena * samples + start, count: count, into: rows.band)
          if !Self.add(rows.band, centre, most, to: rows.count + start, count) { isSound = false }
        }
        return isSound
      }
      let restCentre = rests.centres[arena * bands.planes.count + rung]
      return rests.planes[rung].withJoining { restJoining in
        var isSound = true
        for start in stride(from: 0, to: samples, by: Self.run) {
          let count = min(Self.run, samples - start)
          let place = arena * samples + start
          joining.join(from: place, count: count, into: rows.band)
          restJoining.join(from: place, count: count, into: rows.rest)
          // The depths first: they read the counts of the next rung too.
          let areDepths = Self.addDepths(rows, start, (centre, restCentre), slope: slope, count)
          let areCounts = Self.add(rows.band, centre, most, to: rows.count + start, count)
          if !areDepths || !areCounts { isSound = false }
        }
        return isSound
      }
    }
  }

  @inline(__always)
  private static func add(
    _ band: UnsafeMutablePointer<Int32>, _ centre: Int32, _ most: Int32,
    to counts: UnsafeMutablePointer<Int32>, _ count: Int
  ) -> Bool {
    var signs: Int32 = 0
    for index in 0..<count {
      let own = band[index] &+ centre
      let now = counts[index] &+ own
      counts[index] = now
      // Negative: the band, the count, or what is left to the most.
      signs |= own | now | (most &- now)
    }
    return signs >= 0
  }

  @inline(__always)
  private static func addDepths(
    _ rows: Memory, _ start: Int, _ centres: (band: Int32, rest: Int32), slope: Float, _ count: Int
  ) -> Bool {
    let next = rows.count + start
    let depths = rows.depth + start
    var beyond: Int32 = 0
    for index in 0..<count {
      let now = next[index] &+ rows.band[index] &+ centres.band
      let depth =
        depths[index] &+ rows.rest[index] &+ centres.rest
        &+ LadderDepths.foretold(now, next[index], slope: slope)
      depths[index] = depth
      beyond |= depth
    }
    return UInt32(bitPattern: beyond) >> 16 == 0
  }
}
