import FixtureFiles
import Testing
import VideoDecoding

/// Recorders whose clock was set while they recorded.
@Suite struct ClockTests {
  /// Thirty frames at 30 frames/s, from the 16th on stamped 0.3 s too early, to the end or up to the 24th: the
  /// recording is as long as it was.
  @Test(arguments: ["clock_back.mkv", "clock_back_and_right.mkv"])
  func timeGoesOnWhereTheClockWasSet(_ file: String) throws {
    var reader = try VideoReader(path: Fixture.decoder(file))
    let decoded = try decode(&reader)
    let tick = reader.info.timeBase.value
    #expect(decoded.ticks.count == 30)
    for (index, stamp) in decoded.ticks.enumerated() where index != 15 {
      #expect(abs(Double(stamp) * tick - Double(index) / 30) < 0.0021, "frame \(index)")
    }
    // What the first frame after the step has to be is known with the second one alone.
    #expect(decoded.ticks[15] == decoded.ticks[14] + 1)
    #expect(reader.statistics.timestampsFilled == 2)
  }
}
