import ImmobilityCore

/// Reads the numbers of a ladder from what a file keeps of them: what `LadderForetelling` left over, in byte
/// planes. It goes through the places in their order, in plain loops that the compiler turns into vector
/// code.
struct LadderReading {
  /// `[place]`: planes `[byte, arena, sample]`, of a beginning of the places.
  var planes: [NPYArray]
  /// `[arena]`.
  var foretellings: [LadderForetelling]
  var samples: Int

  /// Where numbers go and how large they may be.
  enum Target {
    /// Counts at one of the rungs that are wanted.
    case changed(Int?)
    /// Depths at one of the rungs that are wanted.
    case depth(Int?)
    case difference
  }

  /// What was read of an arena; empty where nothing was wanted.
  struct Numbers {
    /// `[sample * rungs + rung]`, of the rungs that are wanted.
    var changed: [UInt32] = []
    var depth: [UInt16] = []
    /// `[sample]`.
    var differences: [UInt16] = []
  }

  /// Samples taken at a time.
  private static let run = 512

  /// The numbers of an arena.
  ///
  /// - Parameters:
  ///   - targets: `[place]`: where numbers go, for each place that is read.
  ///   - rungs: the number of rungs that are wanted.
  /// - Returns: `nil` when a count is more than the arena's pixels, a depth or mean difference is none, or
  ///   counts grow with the rung.
  func read(arena: Int, pixels: Int, targets: [Target], rungs: Int) -> Numbers? {
    var numbers = Numbers()
    for target in targets {
      switch target {
      case .changed(.some) where numbers.changed.isEmpty:
        numbers.changed = [UInt32](repeating: 0, count: samples * rungs)
      case .depth(.some) where numbers.depth.isEmpty:
        numbers.depth = [UInt16](repeating: 0, count: samples * rungs)
      case .difference: numbers.differences = [UInt16](repeating: 0, count: samples)
      default: break
      }
    }
    let size = (targets.count + 2) * Self.run
    let areInside = withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { memory in
      guard let rows = memory.baseAddress else { return false }
      var areInside = true
      for start in stride(from: 0, to: samples, by: Self.run) {
        let count = min(Self.run, samples - start)
        for place in targets.indices {
          let most =
            switch targets[place] {
            case .changed: Double(pixels)
            case .depth: Double(UInt16.max)
            case .difference: Double(Comparisons.mostMeanDifference)
            }
          let row = rows + place * Self.run
          if !fill(place, arena, start..<(start + count), rows: rows, most: most) {
            areInside = false
          }
          switch targets[place] {
          case .changed(let rung?):
            Self.store(row, count, in: &numbers.changed, from: start * rungs + rung, step: rungs)
          case .depth(let rung?):
            Self.store(row, count, in: &numbers.depth, from: start * rungs + rung, step: rungs)
          case .difference: Self.store(row, count, in: &numbers.differences, from: start, step: 1)
          default: break
          }
        }
      }
      return areInside
    }
    return areInside && Self.neverGrow(numbers.changed, rungs: rungs) ? numbers : nil
  }

  /// Fills a place's row for a run of samples; `false` when a number is below 0 or above the most, which it
  /// is then held inside.
  private func fill(
    _ place: Int, _ arena: Int, _ run: Range<Int>, rows: UnsafeMutablePointer<Double>, most: Double
  ) -> Bool {
    let foretelling = foretellings[arena]
    let row = rows + place * Self.run
    foretelling.weights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      LadderForetelling.foretell(
        centre: foretelling.centres[place], weights: weights + place * foretelling.places,
        before: place, rows: rows, stride: Self.run, count: run.count, into: row)
    }
    planes[place].withJoining { joining in
      joining.add(from: arena * samples + run.lowerBound, count: run.count, to: row)
    }
    var signs: UInt64 = 0
    for index in 0..<run.count {
      // Negative: the number, or what is left to the most.
      signs |= row[index].bitPattern | (most - row[index]).bitPattern
    }
    guard signs >> 63 != 0 else { return true }
    for index in 0..<run.count { row[index] = min(max(row[index], 0), most) }
    return false
  }

  @inline(__always)
  private static func store<Value: FixedWidthInteger>(
    _ row: UnsafePointer<Double>, _ count: Int, in values: inout [Value], from first: Int, step: Int
  ) {
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<count {
        // Whole numbers inside of what the type holds: see `fill`.
        values[first &+ index &* step] = Value(truncatingIfNeeded: Int64(row[index]))
      }
    }
  }

  /// Whether no count is above that of the rung before it.
  private static func neverGrow(_ changed: [UInt32], rungs: Int) -> Bool {
    guard rungs > 1 else { return true }
    return changed.withUnsafeBufferPointer { changed in
      var isOrdered = true
      for first in stride(from: 0, to: changed.count, by: rungs) {
        for index in (first &+ 1)..<(first &+ rungs) where changed[index] > changed[index &- 1] {
          isOrdered = false
        }
      }
      return isOrdered
    }
  }
}
