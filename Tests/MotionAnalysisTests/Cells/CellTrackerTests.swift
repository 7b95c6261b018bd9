import FixtureFiles
import Foundation
import ImmobilityCore
import MotionKernels
import Testing
import VideoDecoding

@testable import MotionAnalysis

/// Cells through a recording, in an arena of 8 x 8 cells.
@Suite struct CellTrackerTests {
  private static let cells = 64
  /// Ticks a second.
  private static let rate = 60_000.0
  private static let still = [Float](repeating: 120, count: cells)

  private func tracker(findsLight: Bool = false, width: Int = 16, height: Int = 16) -> CellTracker {
    let orientation = Orientation(
      quarterTurns: 0, mirrored: false, codedWidth: width, codedHeight: height)
    return CellTracker(
      layout: CellLayout([
        ArenaRaster(Arena(name: "a", shape: .wholePicture), orientation: orientation)
      ]), findsLight: findsLight, tick: 1 / Self.rate)
  }

  /// How far each window reaches back, seconds; `nil` where there are too few frames.
  private func reaches(_ times: [Double]) -> [Double?] {
    var tracker = tracker()
    return times.map { time in
      switch tracker.add(Self.still, taken: time * Self.rate) {
      case .measured(let ticks): ticks / Self.rate
      case .tooShort, .damaged: nil
      }
    }
  }

  private func even(_ count: Int, rate: Double) -> [Double] {
    (0..<count).map { Double($0) / rate }
  }

  /// 0.3 s, where that holds five frames, and 64 frames at most.
  @Test(arguments: [
    (5.0, 4), (10, 4), (13.33, 4), (15, 4), (25, 7), (29.97, 8), (30, 9), (60, 18), (120, 36),
    (210, 63), (240, 63), (1_000, 63),
  ])
  func windowsLastThreeTenthsOfASecond(rate: Double, intervals: Int) throws {
    let found = reaches(even(200, rate: rate))
    #expect(found[..<4].allSatisfy { $0 == nil })
    for sample in 4..<200 {
      let expected = Double(min(sample, intervals)) / rate
      #expect(abs(try #require(found[sample]) - expected) < 1e-6, "\(sample)")
    }
  }

  /// After a pause windows keep four frames of before it until there are five behind it.
  @Test func windowsReachAcrossAGapOnlyForFiveFrames() throws {
    let times = even(30, rate: 30) + even(30, rate: 30).map { $0 + 11 }
    let found = try reaches(times)[4...].map { try #require($0) }
    for sample in 30..<34 { #expect(found[sample - 4] > 10, "\(sample)") }
    for sample in 34..<60 {
      #expect(abs(found[sample - 4] - Double(min(sample - 30, 9)) / 30) < 1e-6, "\(sample)")
    }
  }

  @Test func windowsWithADamagedFrameTellNothing() {
    for leavesOut in [true, false] {
      var tracker = tracker()
      let windows = (0..<60).map { sample in
        tracker.add(
          Self.still, taken: Double(sample) / 30 * Self.rate, hasDecodeError: sample == 30,
          leavesOutDamage: leavesOut)
      }
      let damaged = windows.indices.filter { windows[$0] == .damaged }
      #expect(damaged == (leavesOut ? Array(30...39) : []))
      #expect(windows.indices.filter { windows[$0] == .tooShort } == [0, 1, 2, 3])
      #expect(tracker.motion(gain: [])[0].strokes.count == 60)
    }
  }

  @Test func repeatedFramesAreNoneOfTheWindow() throws {
    var tracker = tracker()
    var reaches: [CellTracker.Window] = []
    for sample in 0..<60 {
      guard sample % 2 == 0 else {
        tracker.addNothing()
        continue
      }
      reaches.append(tracker.add(Self.still, taken: Double(sample) / 30 * Self.rate))
    }
    // At 15 different frames a second a window holds five.
    #expect(reaches[..<4].allSatisfy { $0 == .tooShort })
    for window in reaches[4...] {
      guard case .measured(let ticks) = window else {
        Issue.record("not measured")
        continue
      }
      #expect(abs(ticks / Self.rate - 4.0 / 15) < 1e-9)
    }
    let motion = try #require(tracker.motion(gain: []).first)
    #expect(motion.strokes.count == 60 && motion.movement.count == 60)
  }

  /// Thirty frames a second of an animal of four dark cells that stays; of which one more cell is brightened by
  /// `wave`, grey levels.
  private func motion(
    seconds: Double = 12, findsLight: Bool = false, inBands: Bool = false, gain: [Double] = [],
    light: (_ row: Int, _ time: Double) -> Double = { _, _ in 1 }, wave: (Double) -> Double
  ) throws -> CellMotion {
    var tracker = tracker(findsLight: findsLight)
    for sample in 0..<Int(seconds * 30) {
      let time = Double(sample) / 30
      let means = (0..<Self.cells).map { cell -> Float in
        let value = cell < 4 ? 40.0 : cell == 20 ? 120 + wave(time) : 120
        return Float(value * light(cell / 8, time))
      }
      _ = tracker.add(
        means, taken: time * Self.rate, inBands: inBands, look: (sample, time))
    }
    return try #require(tracker.motion(gain: gain).first)
  }

  private func beat(_ time: Double, hertz: Double = 4) -> Double { sin(2 * .pi * hertz * time) }

  /// Strokes of one cell, by the definition: 100 (e - t) / (K A) with K = 80, A = 4 and t = 0.05 K.
  @Test func strokesAreAmountsOfTheAnimal() throws {
    let wave = { (time: Double) in time >= 4 && time < 8 ? 20 * self.beat(time) : 0 }
    let motion = try motion(wave: wave)
    let yardstick = try #require(motion.yardstick)
    #expect(yardstick == .init(contrast: 80, area: 4, noise: 0, isFromRest: true))
    #expect(motion.strokes.count == 360 && motion.movement.count == 360)
    #expect(motion.strokes[..<4] == [0, 0, 0, 0])
    let variation = CellVariation(times: (0..<10).map { Double($0) / 30 })
    for end in 9..<360 {
      let values = (0..<10).map { Float(120 + wave(Double(end - 9 + $0) / 30)) }
      var (strokes, movement): (Float, Float) = (0, 0)
      values.withUnsafeBufferPointer { values in
        guard let first = values.baseAddress else { return }
        variation.measure(
          (0..<10).map { first + $0 }, count: 1, strokes: &strokes, movement: &movement)
      }
      func amount(_ variation: Float, part: Double) -> Double {
        100 * max(0, Double(variation) - part * 80) / (80 * 4)
      }
      // Between two rungs of the ladder a line stands for the threshold.
      #expect(
        abs(Double(motion.strokes[end]) / 100 - amount(strokes, part: 0.05)) < 0.03, "\(end)")
      #expect(
        abs(Double(motion.movement[end]) / 100 - amount(movement, part: 0.07)) < 0.15, "\(end)")
    }
    #expect(motion.strokes[135..<235].allSatisfy { $0 > 100 })
    #expect(motion.strokes[250...].allSatisfy { $0 == 0 })
  }

  /// A cell that brightens steadily moves and does not stroke.
  @Test func driftingIsMovementAlone() throws {
    let motion = try motion { time in time >= 4 && time < 6 ? 100 * (time - 4) : 0 }
    #expect(motion.strokes[130..<178].allSatisfy { $0 == 0 })
    #expect(motion.movement[130..<178].allSatisfy { $0 > 100 })
  }

  @Test func slowBreathingIsNeither() throws {
    let motion = try motion { 3 * beat($0, hertz: 2) }
    #expect(motion.strokes.allSatisfy { $0 == 0 } && motion.movement.allSatisfy { $0 == 0 })
  }

  /// A lamp that flickers for the last third: for itself as much variation as strokes.
  @Test func flickerIsTakenOut() throws {
    let flicker = { (_: Int, time: Double) in time < 8 ? 1 : 1 + 0.1 * self.beat(time) }
    let seen = try motion(light: flicker) { _ in 0 }
    #expect(seen.strokes[260...].contains { $0 > 100 })
    let found = try motion(findsLight: true, light: flicker) { _ in 0 }
    #expect(found.strokes.allSatisfy { $0 == 0 } && found.movement.allSatisfy { $0 == 0 })
    // Strokes in that light stay what they are.
    let strokes = try motion(findsLight: true, light: flicker) { 20 * beat($0, hertz: 3) }
    #expect(strokes.strokes[9...].allSatisfy { $0 > 50 })
  }

  @Test func bandsOfLightAreTakenOutRowByRow() throws {
    let bands = { (row: Int, time: Double) in
      time < 8 ? 1 : 1 + 0.1 * self.beat(time + Double(row) / 40)
    }
    let evenly = try motion(findsLight: true, light: bands) { _ in 0 }
    #expect(evenly.strokes[260...].contains { $0 > 100 })
    let inBands = try motion(findsLight: true, inBands: true, light: bands) { _ in 0 }
    #expect(inBands.strokes.allSatisfy { $0 == 0 })
  }

  /// The light doubles at 6 s: the same strokes have the same amount relative to the contrast of the moment.
  @Test func amountsAreRelativeToTheContrastOfTheMoment() throws {
    let light = { (_: Int, time: Double) in time < 6 - 1e-9 ? 1.0 : 1.5 }
    let gain = (0..<360).map { $0 < 180 ? 1.0 : 1.5 }
    let motion = try motion(findsLight: true, gain: gain, light: light) { 20 * beat($0) }
    for sample in 15..<180 {
      let later = Int(motion.strokes[sample + 165 + 15])
      #expect(abs(Int(motion.strokes[sample]) - later) <= 3, "\(sample)")
      #expect(motion.strokes[sample] > 100)
    }
  }

  /// A single flash over an empty arena: far more than fits.
  @Test func theLargestAmountIsHeld() throws {
    var tracker = tracker()
    for sample in 0..<300 {
      let level: Float = sample == 200 ? 255 : 0
      _ = tracker.add(
        [Float](repeating: level, count: Self.cells), taken: Double(sample) / 30 * Self.rate,
        look: sample == 200 ? nil : (sample, Double(sample) / 30))
    }
    let motion = try #require(tracker.motion(gain: []).first)
    #expect(motion.strokes[200] == .max && motion.movement[200] == .max)
    #expect(motion.strokes[199] == 0 && motion.strokes[210] == 0)
  }

  /// In a noisy picture less counts: 2.5 times the noise.
  @Test func noiseIsNoMotion() throws {
    var state: UInt64 = 1
    var tracker = tracker()
    for sample in 0..<600 {
      let means = (0..<Self.cells).map { cell -> Float in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (cell < 4 ? 40 : 120) + 6 * (Float(state >> 40) / Float(1 << 23) - 1)
      }
      _ = tracker.add(
        means, taken: Double(sample) / 30 * Self.rate, look: (sample, Double(sample) / 30))
    }
    let motion = try #require(tracker.motion(gain: []).first)
    // Evenly spread up to 6: a deviation of 6 / sqrt(3).
    #expect(abs(try #require(motion.yardstick).noise - 3.46) < 0.35)
    #expect(motion.strokes.allSatisfy { $0 < 20 })
  }

  @Test func nothingIsToldWithoutLooks() throws {
    var tracker = tracker()
    for sample in 0..<20 { _ = tracker.add(Self.still, taken: Double(sample) * 2_000) }
    let motion = try #require(tracker.motion(gain: []).first)
    #expect(motion.yardstick == nil)
    #expect(motion.strokes == [UInt16](repeating: 0, count: 20))
    #expect(self.tracker().motion(gain: [])[0] == CellMotion())
  }

  /// An arena of one pixel has no cell.
  @Test func withoutCellsEachSampleHasNothing() throws {
    var tracker = tracker(findsLight: true, width: 1, height: 1)
    for sample in 0..<20 {
      _ = tracker.add([], taken: Double(sample) * 2_000, look: (sample, Double(sample) / 30))
    }
    let motion = try #require(tracker.motion(gain: []).first)
    #expect(motion.yardstick == nil)
    #expect(motion.strokes.count == 20 && motion.movement.count == 20)
  }

  /// A frame's cells are means of its pixels.
  @Test func framesAreReadCellByCell() throws {
    var reader = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"))
    let orientation = Orientation(reader.info)
    let raster = ArenaRaster(Arena(name: "a", shape: .wholePicture), orientation: orientation)
    let layout = CellLayout([raster])
    let tick = reader.info.timeBase.value
    var (tracker, byHand) = (
      CellTracker(layout: layout, findsLight: false, tick: tick),
      CellTracker(layout: layout, findsLight: false, tick: tick)
    )
    var count = 0
    while let frame = try reader.nextFrame() {
      let look = (sample: count, time: Double(frame.tick) * tick)
      let window = tracker.add(
        HeldFrame(frame: frame, pixels: []), inBands: false, leavesOutDamage: true, look: look)
      let grid = layout.grids[0]
      let side = grid.side
      let across = (frame.width + side - 1) / side
      var sums = [Int](repeating: 0, count: across * ((frame.height + side - 1) / side))
      var pixels = sums
      frame.withLuma { luma, stride in
        for row in 0..<frame.height {
          for column in 0..<frame.width {
            sums[row / side * across + column / side] += Int(luma[row * stride + column])
            pixels[row / side * across + column / side] += 1
          }
        }
      }
      let kept = sums.indices.filter { 2 * pixels[$0] >= side * side }
      let means = kept.map { Float(sums[$0]) / Float(pixels[$0]) }
      #expect(byHand.add(means, taken: Double(frame.tick), look: look) == window)
      count += 1
    }
    #expect(count > 20)
    #expect(tracker.motion(gain: []) == byHand.motion(gain: []))
    #expect(tracker.motion(gain: [])[0].movement.contains { $0 > 0 })
  }
}
