import FixtureFiles
import Testing
import VideoDecoding

@testable import MotionAnalysis

@Suite struct FrameHistoryTests {
  /// Real lags in frames for a constant rate, by trying every earlier frame.
  private func slowReference(_ sample: Int, fps: Double, lag: Double) -> Int? {
    var best: (frames: Int, off: Double)?
    for back in stride(from: sample, through: 1, by: -1) {  // the older first
      let off = abs(Double(back) / fps - lag)
      if best.map({ off < $0.off - 1e-6 }) ?? true { best = (back, off) }
    }
    guard let best, Double(best.frames) / fps >= lag / 2 - 1e-6 else { return nil }
    return best.frames
  }

  @Test(
    arguments: [
      ("fps_120.mp4", 120.0), ("fps_10.mp4", 10), ("fps_5.mp4", 5), ("h264_cfr.mp4", 25),
      ("faststart.mp4", 30),
    ], [1.0 / 15, 0.25, 0.1, 0.3])
  func findsTheNearestFrame(_ file: (String, Double), _ lag: Double) throws {
    var reader = try VideoReader(path: Fixture.decoder(file.0))
    let tick = reader.info.timeBase.value
    var history = FrameHistory(reach: lag, tick: tick)
    var sample = 0
    while let frame = try reader.nextFrame() {
      let found = history.reference(for: HeldFrame(frame: frame, pixels: []), lag: lag)
      let expected = slowReference(sample, fps: file.1, lag: lag)
      #expect(found.map { frame.index - $0.frame.index } == expected, "sample \(sample)")
      history.append(HeldFrame(frame: frame, pixels: []))
      sample += 1
    }
    #expect(sample > 5)
  }

  @Test func tiesGoToTheOlder() throws {
    // 10 frames/s, lag 0.25 s: 0.2 and 0.3 s are equally near.
    var reader = try VideoReader(path: Fixture.decoder("fps_10.mp4"))
    var history = FrameHistory(reach: 0.25, tick: reader.info.timeBase.value)
    var lags: [Int?] = []
    while let frame = try reader.nextFrame() {
      let held = HeldFrame(frame: frame, pixels: [])
      lags.append(history.reference(for: held, lag: 0.25).map { frame.index - $0.frame.index })
      history.append(held)
    }
    #expect(lags[..<3] == [nil, nil, 2])
    #expect(lags[3...].allSatisfy { $0 == 3 })
  }

  /// Letting frames go changes no reference, however unevenly the frames were taken.
  @Test(arguments: 0..<16, [1.0 / 15_360, 1.0 / 90_000, 0.001, 1e-6, 1.0 / 30])
  func whatIsLetGoIsNotMissed(seed: UInt64, tick: Double) throws {
    var reader = try VideoReader(path: Fixture.decoder("fps_10.mp4"))
    let frame = try #require(try reader.nextFrame())
    var generator = SeededGenerator(state: seed)
    let (reach, lag) = (0.25, 1.0 / 15)
    // Even, with single frames missing, or quite irregular; never less than half a tick apart.
    let even = Double.random(in: 0.004...0.1, using: &generator) / tick
    let kind = seed % 4
    var taken = 0.0
    var all: [HeldFrame] = []
    var history = FrameHistory(reach: reach, tick: tick)
    var most = 0
    for _ in 0..<250 {
      let held = HeldFrame(frame: frame, pixels: [], taken: taken)
      for lag in [reach, lag] {
        let expected = Self.nearest(to: held, among: all, lag: lag, tick: tick)
        #expect(history.reference(for: held, lag: lag)?.taken == expected?.taken)
      }
      all.append(held)
      history.append(held)
      most = max(most, history.count)
      let step: Double =
        switch kind {
        case 0: even.rounded()
        case 1: even * Double(Int.random(in: 1...3, using: &generator))
        case 2: Double.random(in: 0.5...max(1, 2 * even), using: &generator)
        default: Double(Int.random(in: 1...max(1, Int(2 * even)), using: &generator))
        }
      taken += max(0.5, step)
    }
    #expect(most < 250)
  }

  /// The nearest of all earlier frames, of two equally near ones the older.
  private static func nearest(
    to frame: HeldFrame, among earlier: [HeldFrame], lag: Double, tick: Double
  ) -> HeldFrame? {
    var best: HeldFrame?
    var distance = Double.infinity
    for candidate in earlier.reversed() {
      let off = abs((frame.taken - candidate.taken) * tick - lag)
      if off <= distance + 1e-6 {
        best = candidate
        distance = min(off, distance)
      }
    }
    guard let best, (frame.taken - best.taken) * tick >= lag / 2 - 1e-6 else { return nil }
    return best
  }

  /// At an even rate nothing is held that no later frame is compared with.
  @Test(arguments: [(30, 8), (25, 7), (60, 16), (10, 3)])
  func holdsWhatIsNeeded(fps: Int, held: Int) throws {
    var reader = try VideoReader(path: Fixture.decoder("fps_10.mp4"))
    let frame = try #require(try reader.nextFrame())
    var history = FrameHistory(reach: 0.25, tick: 1.0 / 15_360)
    for sample in 0..<100 {
      let taken = Double(sample * 15_360 / fps)
      history.append(HeldFrame(frame: frame, pixels: [], taken: taken))
    }
    #expect(history.count == held)
  }
}
