import FixtureFiles
import Testing
import VideoDecoding

/// Time stamps that recorders got wrong, and files without any.
@Suite struct ClockTests {
  /// Thirty frames at 30 frames/s, the last 15 of them stamped 0.3 s too early: the recording is as long as it was.
  @Test func timeGoesOnWhereTheClockWasSetBack() throws {
    var reader = try VideoReader(path: Fixture.decoder("clock_back.mkv"))
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

  /// Each raw stream here but one states its rate in its pictures; all containers hold time stamps.
  @Test(arguments: VideoReaderTests.scored)
  func onlyFilesWithoutAnyTimesHaveAnAssumedRate(_ truth: DecoderCase) throws {
    var reader = try VideoReader(path: Fixture.decoder(truth.file))
    _ = try reader.nextFrame()
    #expect(reader.info.rateIsAssumed == (truth.file == "mjpeg_raw.mjpeg"))
  }

  @Test func streamsAreCounted() throws {
    for (file, place) in [("two_videos.mkv", 0), ("preview_first.mkv", 1)] {
      let info = try VideoReader(path: Fixture.decoder(file)).info
      #expect(info.videoStreams == 2, "\(file)")
      #expect(info.videoStream == place && info.codec == "h264", "\(file)")
    }
    // Sound does not count, nor do cover pictures.
    let sound = try VideoReader(path: Fixture.decoder("audio_then_video.mp4")).info
    #expect(sound.videoStreams == 1 && sound.videoStream == 0)
  }
}
