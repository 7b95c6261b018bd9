import FixtureFiles
import Foundation
import Testing

/// What a file does not say, or says twice, is told where the numbers are.
@Suite struct StreamTests {
  private func notes(_ file: String, _ options: [String] = []) throws -> [String: [String: Any]] {
    let run = try Program.run(
      ["score", "--quiet", "--format", "json"] + options + [Fixture.decoder(file)])
    #expect(run.status == 0, "\(run.errors)")
    let animals = try #require(try run.recordings().first?["animals"] as? [[String: Any]])
    let quality = try #require(animals.first?["quality"] as? [[String: Any]])
    return Dictionary(
      quality.compactMap { note in (note["flag"] as? String).map { ($0, note) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func probe(_ file: String) throws -> [String: Any] {
    try #require(
      try Program.run(["probe", "--format", "json", Fixture.decoder(file)]).recordings().first)
  }

  @Test func anAssumedFrameRateIsTold() throws {
    let file = "mjpeg_raw.mjpeg"
    let note = try #require(try notes(file)["frame_rate_assumed"])
    #expect((note["detail"] as? String)?.contains("25 frames/s were assumed") == true)
    #expect(note["start_s"] as? Double == 0 && note["end_s"] as? Double == 1.2)
    let probed = try probe(file)
    #expect(probed["assumed_fps"] as? Double == 25)
    let video = try #require(probed["video"] as? [String: Any])
    #expect(video["nominal_fps"] is NSNull)
    let table = try Program.run(["probe", Fixture.decoder(file)]).output
    #expect(table.contains("not announced, 25 frames/s assumed"))
    #expect(try notes("h264_raw.h264")["frame_rate_assumed"] == nil)
    #expect(try probe("h264_raw.h264")["assumed_fps"] is NSNull)
  }

  @Test func severalVideoStreamsAreTold() throws {
    let file = "preview_first.mkv"
    let note = try #require(try notes(file)["several_video_streams"])
    let detail = try #require(note["detail"] as? String)
    #expect(detail.contains("2 video streams; scored was 0:v:1 (h264, 96 x 64 pixels)"))
    #expect(try probe(file)["video_streams"] as? Int == 2)
    #expect(try Program.run(["probe", Fixture.decoder(file)]).output.contains("read is 0:v:1"))
    #expect(try notes("audio_then_video.mp4")["several_video_streams"] == nil)
  }

  /// The frame after the step is no sample of its own at 30 samples a second: the next one tells.
  @Test func aClockThatWasSetBackIsTold() throws {
    let note = try #require(try notes("clock_back.mkv")["timestamp_filled"])
    #expect(abs((try #require(note["start_s"] as? Double)) - 0.5) < 0.05)
    let video = try #require(try probe("clock_back.mkv")["video"] as? [String: Any])
    #expect(abs((try #require(video["duration_s"] as? Double)) - 1) < 0.002)
  }

  @Test func coarseGreyLevelsAreTold() throws {
    #expect(try notes("rawvideo_monob.nut")["coarse_grey_levels"] != nil)
    for file in ["png_pal8.mov", "ffv1_gray.mkv", "h264_cfr.mp4", "animation.gif"] {
      #expect(try notes(file)["coarse_grey_levels"] == nil, "\(file)")
    }
  }

  /// The notes are kept in a trace.
  @Test func aTraceTellsTheSame() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let trace = folder + "/two.npz"
    let made = try Program.run([
      "score", "--quiet", "--save-trace", trace, Fixture.decoder("preview_first.mkv"),
    ])
    #expect(made.status == 0, "\(made.errors)")
    let run = try Program.run(["score", "--quiet", "--format", "json", trace])
    #expect(run.output.contains("several_video_streams"))
  }
}
