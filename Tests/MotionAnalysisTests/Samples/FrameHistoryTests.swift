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
}
