/// Codec refresh pulses: at a keyframe the whole picture is coded anew, and what had drifted from the
/// truth jumps back at once, inside the arenas and outside.
///
/// A sample is a pulse when a keyframe stands between it and the frame it is compared with over the
/// lag, and the picture outside the arena changed there at least `factor` times as much as in
/// the samples around, and by `leastRise` more.
struct KeyframePulses {
  static let factor = 3.0
  /// Part of the pixels, 0-1.
  static let leastRise = 0.001
  /// So many samples on either side show what is usual.
  static let neighbours = 6

  /// `[sample]`: see `crossings(_:)`.
  let crossing: [Bool]
  /// `[arena]`: the samples that are pulses.
  private let pulses: [[Int]]

  /// Looks for the pulses of a trace, in what changed at a rung.
  init(trace: Trace, rung: Int) {
    crossing = Self.crossings(trace)
    pulses =
      crossing.contains(true)
      ? Outside(trace: trace, rung: rung)?.pulses(at: crossing, arenas: trace.arenas.count) ?? []
      : []
  }

  /// Flags the pulses in the samples of an arena.
  func flag(_ flags: inout [SampleFlags], arena: Int) {
    guard !pulses.isEmpty else { return }
    for sample in pulses[arena] { flags[sample].insert(.keyframePulse) }
  }

  /// Whether the counts of arenas may be read: there is nothing else to see pulses in.
  static func readArenas(_ trace: Trace) -> Bool {
    trace.background.pixelCount == 0 && trace.arenas.count > 1
      && crossings(trace).contains(true)
  }

  /// `[sample]`: whether a keyframe stands between the frames compared over the lag.
  ///
  /// None counts where one stands between more than half of them (each picture is coded by itself, say): what
  /// is always there explains nothing.
  static func crossings(_ trace: Trace) -> [Bool] {
    var crossing = [Bool](repeating: false, count: trace.count)
    let most = mostTicks(trace)
    for keyframe in 0..<trace.count where trace.keyframes[keyframe] {
      var sample = keyframe
      while sample < trace.count, trace.ticks[sample] - trace.ticks[keyframe] <= most {
        let real = trace.lag.real[sample]
        if real > 0, trace.ticks[sample] - real < trace.ticks[keyframe] { crossing[sample] = true }
        sample += 1
      }
    }
    let compared = trace.lag.real.count { $0 > 0 }
    guard 2 * crossing.count(where: \.self) <= compared else {
      return [Bool](repeating: false, count: trace.count)
    }
    return crossing
  }

  /// Further back than this no sample with evidence is compared over the lag, ticks.
  private static func mostTicks(_ trace: Trace) -> Int64 {
    let seconds = MotionEnergy.mostLagStretch * trace.lag.asked
    let ticks = seconds * Double(trace.timeBase.denominator) / Double(trace.timeBase.numerator)
    return Int64(min(ticks, Double(Int64.max / 4))) + 1
  }

  /// What changed outside the arenas, or where nothing lies outside all of them, in the other arenas.
  private struct Outside {
    /// What changed at a sample.
    struct Changed {
      // As bits, which are in the order of the numbers where none is below 0: which is the least changes all
      // the time, and of whole numbers it is told without branches.
      private var leastBits = Double.infinity.bitPattern
      private var secondBits = Double.infinity.bitPattern
      /// The arena with the least part; -1 for the background.
      private var arena = -1

      /// The part of the pixels outside an arena, of several the least.
      func part(outOf arena: Int) -> Double {
        Double(bitPattern: self.arena == arena ? secondBits : leastBits)
      }

      /// Adds the part of an arena's pixels.
      mutating func add(_ part: Double, of arena: Int) {
        let bits = part.bitPattern
        self.arena = bits < leastBits ? arena : self.arena
        secondBits = min(secondBits, max(leastBits, bits))
        leastBits = min(leastBits, bits)
      }
    }

    /// `[sample]`: whether anything was compared.
    private let isCompared: [Bool]
    /// `[sample]`.
    private var changed: [Changed]

    /// Is `nil` when there is nothing but one arena.
    init?(trace: Trace, rung: Int) {
      let background = trace.background
      guard background.pixelCount > 0 || trace.arenas.count > 1 else { return nil }
      isCompared = trace.lag.real.map { $0 > 0 }
      changed = [Changed](repeating: Changed(), count: trace.count)
      let rungs = trace.pixelThresholds.count
      if background.pixelCount > 0 {
        add(background.changed, rung, rungs, pixels: background.pixelCount)
      } else {
        for (index, arena) in trace.arenas.enumerated() {
          add(arena.changes.changed, rung, rungs, pixels: arena.pixelCount, arena: index)
        }
      }
    }

    private mutating func add(
      _ counts: CompactCounts, _ rung: Int, _ rungs: Int, pixels: Int, arena: Int = -1
    ) {
      let pixels = Double(pixels)
      changed.withUnsafeMutableBufferPointer { changed in
        counts.forEach(from: rung, by: rungs) { sample, count in
          changed[sample].add(Double(count) / pixels, of: arena)
        }
      }
    }

    /// `[arena]`: the samples at a keyframe at which the picture outside changed clearly more than at most of
    /// those around, none of them at a keyframe: more than `factor` times and `leastRise` above their median.
    ///
    /// That holds when it holds of more than half of them, each alone.
    func pulses(at crossing: [Bool], arenas: Int) -> [[Int]] {
      var pulses = [[Int]](repeating: [], count: arenas)
      var around: [Int] = []
      for sample in crossing.indices where crossing[sample] && isCompared[sample] {
        around.removeAll(keepingCapacity: true)
        for direction in [-1, 1] { add(to: &around, from: sample, direction, crossing) }
        for arena in 0..<arenas {
          let now = changed[sample].part(outOf: arena)
          let below = around.count {
            let part = changed[$0].part(outOf: arena)
            return now > KeyframePulses.factor * part && now > part + KeyframePulses.leastRise
          }
          if below > around.count / 2 { pulses[arena].append(sample) }
        }
      }
      return pulses
    }

    /// Adds the nearest samples on a side that were compared, not at a keyframe.
    private func add(
      to around: inout [Int], from sample: Int, _ direction: Int, _ crossing: [Bool]
    ) {
      var (index, taken) = (sample + direction, 0)
      while crossing.indices.contains(index), taken < KeyframePulses.neighbours,
        abs(index - sample) < 4 * KeyframePulses.neighbours
      {
        if !crossing[index], isCompared[index] {
          around.append(index)
          taken += 1
        }
        index += direction
      }
    }
  }
}
