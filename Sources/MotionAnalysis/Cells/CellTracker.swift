import ImmobilityCore
import MotionKernels
import VideoDecoding

/// Follows the cells of all arenas through the samples of a recording.
struct CellTracker {
  private let layout: CellLayout
  private let findsLight: Bool
  /// One tick, seconds.
  private let tick: Double
  /// The samples of the latest window, oldest first.
  private var held: [Held] = []
  /// `[arena]`.
  private var strokes: [CellLadder]
  private var movement: [CellLadder]
  private var looks: [CellLooks]
  /// `[arena][sample with a value]`: the median variation of its cells, grey levels.
  private var medians: [[Float]]
  /// The weights of the latest window, which nearly always serve the next one too.
  private var variation: (offsets: [Double], weights: CellVariation)?

  private struct Held {
    /// `[cell]`: brightness in the light of the first sample, grey levels.
    var values: [Float]
    /// When the camera took it, ticks.
    var taken: Double
    var hasDecodeError: Bool
  }

  /// No window holds more frames.
  private static let mostFrames = 64
  /// Offsets that differ by less are the same, seconds.
  private static let tolerance = 1e-6
  /// Of an arena's cells no more are looked at for the noise.
  private static let mostForNoise = 128
  /// The noise is this quantile of the samples' medians, 0-1: while nothing moves.
  private static let noiseQuantile = 0.25

  /// `[cell]`: the light beside that of the first sample.
  private var light: [Float]
  /// `[cell]`: the latest brightness as it was.
  private var previous: [Float] = []

  /// - Parameter tick: one tick of the recording, seconds.
  init(layout: CellLayout, findsLight: Bool, tick: Double) {
    self.layout = layout
    self.findsLight = findsLight
    self.tick = tick
    strokes = layout.ranges.map { _ in CellLadder() }
    movement = strokes
    looks = layout.ranges.map { _ in CellLooks() }
    medians = layout.ranges.map { _ in [] }
    light = [Float](repeating: 1, count: layout.count)
  }

  /// What a window told.
  enum Window: Equatable {
    /// How far it reaches back, ticks.
    case measured(Double)
    /// There are too few frames yet.
    case tooShort
    /// It holds a damaged frame.
    case damaged
  }

  /// Adds a sample that the recorder repeated: it tells nothing.
  mutating func addNothing() {
    for arena in layout.ranges.indices { appendNothing(arena) }
  }

  /// Adds a sample.
  ///
  /// - Parameters:
  ///   - inBands: whether the light runs over the picture in bands, so that each row of cells has its own.
  ///   - leavesOutDamage: whether windows with a damaged frame tell nothing.
  ///   - look: the sample's number and time (seconds) in the trace, where it may be looked at for what the animal
  ///     is measured by.
  mutating func add(
    _ frame: HeldFrame, inBands: Bool, leavesOutDamage: Bool, look: (sample: Int, time: Double)?
  ) -> Window {
    add(
      means(frame.frame), taken: frame.taken, hasDecodeError: frame.frame.hasDecodeError,
      inBands: inBands, leavesOutDamage: leavesOutDamage, look: look)
  }

  /// Adds a sample by the mean brightness of its cells.
  ///
  /// - Parameters:
  ///   - means: `[cell]`: grey levels.
  ///   - taken: when the camera took it, ticks.
  mutating func add(
    _ means: [Float], taken: Double, hasDecodeError: Bool = false, inBands: Bool = false,
    leavesOutDamage: Bool = true, look: (sample: Int, time: Double)? = nil
  ) -> Window {
    if findsLight, !previous.isEmpty { follow(means, inBands: inBands) }
    previous = means
    if let look, !hasDecodeError {
      for (arena, range) in layout.ranges.enumerated() {
        looks[arena].offer(means[range], sample: look.sample, time: look.time)
      }
    }
    held.append(
      Held(
        values: zip(means, light).map { $0 / $1 }, taken: taken, hasDecodeError: hasDecodeError))
    forget()
    guard held.count >= CellMotion.leastFrames else {
      addNothing()
      return .tooShort
    }
    if leavesOutDamage, held.contains(where: \.hasDecodeError) {
      addNothing()
      return .damaged
    }
    measure()
    return .measured(taken - held[0].taken)
  }

  private func means(_ frame: VideoFrame) -> [Float] {
    [Float](unsafeUninitializedCapacity: layout.count) { means, used in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: layout.count) { sums in
        guard let sums = sums.baseAddress else { return }
        frame.withLuma { luma, stride in
          for (grid, range) in zip(layout.grids, layout.ranges) {
            grid.sum(luma, stride: stride, into: sums + range.lowerBound)
          }
        }
        for (grid, range) in zip(layout.grids, layout.ranges) {
          for (cell, pixels) in zip(range, grid.pixelCounts) {
            means[cell] = Float(sums[cell]) / Float(pixels)
          }
        }
      }
      used = layout.count
    }
  }

  /// Follows the light from the previous sample to this one.
  private mutating func follow(_ means: [Float], inBands: Bool) {
    for (grid, range) in zip(layout.grids, layout.ranges) {
      var first = range.lowerBound
      while first < range.upperBound {
        var end = range.upperBound
        if inBands {
          let row = grid.rows[first - range.lowerBound]
          end = first
          while end < range.upperBound, grid.rows[end - range.lowerBound] == row { end += 1 }
        }
        let factor = CellLight.factor(means[first..<end], before: previous[first..<end])
        if factor != 1 {
          for cell in first..<end { light[cell] = min(max(light[cell] * factor, 0.01), 100) }
        }
        first = end
      }
    }
  }

  private func seconds(_ sample: Held) -> Double {
    (sample.taken - (held.last?.taken ?? 0)) * tick
  }

  /// Lets go of samples before the latest window.
  private mutating func forget() {
    var unneeded = 0
    while held.count - unneeded > CellMotion.leastFrames,
      -seconds(held[unneeded]) > CellMotion.window + Self.tolerance
        || held.count - unneeded > Self.mostFrames
    {
      unneeded += 1
    }
    if unneeded > 0 { held.removeFirst(unneeded) }
  }

  private mutating func measure() {
    let frames = held
    let offsets = frames.map(seconds)
    let weights: CellVariation
    if let known = variation, known.offsets.count == offsets.count,
      zip(known.offsets, offsets).allSatisfy({ abs($0 - $1) < Self.tolerance })
    {
      weights = known.weights
    } else {
      weights = CellVariation(times: offsets)
      variation = (offsets, weights)
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * layout.count) { memory in
      guard let base = memory.baseAddress else { return }
      let (strokes, movement) = (base, base + layout.count)
      Self.withPointers(frames) { values in
        weights.measure(values, count: layout.count, strokes: strokes, movement: movement)
      }
      // In the light of the latest sample.
      for cell in 0..<layout.count {
        strokes[cell] *= light[cell]
        movement[cell] *= light[cell]
      }
      for (arena, range) in layout.ranges.enumerated() {
        let ofArena = UnsafeBufferPointer(start: strokes + range.lowerBound, count: range.count)
        self.strokes[arena].append(ofArena)
        self.movement[arena].append(
          UnsafeBufferPointer(start: movement + range.lowerBound, count: range.count))
        medians[arena].append(Self.median(ofArena))
      }
    }
  }

  private mutating func appendNothing(_ arena: Int) {
    let nothing = UnsafeBufferPointer<Float>(start: nil, count: 0)
    strokes[arena].append(nothing)
    movement[arena].append(nothing)
  }

  /// Calls `body` with where the values of each sample are kept.
  private static func withPointers(_ frames: [Held], _ body: ([UnsafePointer<Float>]) -> Void) {
    func descend(_ index: Int, _ pointers: inout [UnsafePointer<Float>]) {
      guard index < frames.count else { return body(pointers) }
      frames[index].values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress else { return }
        pointers.append(base)
        descend(index + 1, &pointers)
      }
    }
    var pointers: [UnsafePointer<Float>] = []
    pointers.reserveCapacity(frames.count)
    descend(0, &pointers)
  }

  private static func median(_ variation: UnsafeBufferPointer<Float>) -> Float {
    let step = max(1, variation.count / mostForNoise)
    let some = stride(from: 0, to: variation.count, by: step).map { variation[$0] }.sorted()
    return some.isEmpty ? 0 : some[some.count / 2]
  }

  /// The motion of each arena.
  ///
  /// - Parameter gain: `[sample]`: how strong the contrast is beside the usual; empty where it stays.
  func motion(gain: [Double]) -> [CellMotion] {
    layout.ranges.indices.map { arena in
      let sorted = medians[arena].sorted()
      let noise =
        sorted.isEmpty ? 0 : Double(sorted[Int(Self.noiseQuantile * Double(sorted.count - 1))])
      guard let yardstick = looks[arena].yardstick(noise: noise, gain: gain) else {
        let nothing = [UInt16](repeating: 0, count: strokes[arena].count)
        return CellMotion(strokes: nothing, movement: nothing)
      }
      func units(_ ladder: CellLadder, _ part: Double) -> [UInt16] {
        let threshold = yardstick.threshold(part: part)
        return (0..<ladder.count).map { sample in
          let now = gain.isEmpty ? 1 : gain[sample]
          let sum = ladder.sum(sample, above: threshold * now) / now
          let percent = 100 * sum / (yardstick.contrast * yardstick.area)
          return UInt16(min((CellMotion.units * percent).rounded(), Double(UInt16.max)))
        }
      }
      return CellMotion(
        strokes: units(strokes[arena], CellMotion.strokesPart),
        movement: units(movement[arena], CellMotion.movementPart), yardstick: yardstick)
    }
  }
}
