import FixtureFiles
import Testing
import VideoDecoding

/// What a file says of itself, and what it does not say.
@Suite struct VideoInfoTests {
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
