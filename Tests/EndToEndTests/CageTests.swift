import FixtureFiles
import Foundation
import Testing

/// Decoders are kept from everything but their recording.
struct CageTests {
  private static let hook = "STILLWATER_TEST_WORKER"

  @Test func everyWayOutIsARecordedFailureAndTheBatchGoesOn() throws {
    let bench = try StudyBench()
    try bench.add("h264_short_gop.mp4", as: "good.mp4")
    let ways = ["open", "write", "connect", "fork", "exec", "kill"]
    for way in ways { try bench.add("h264_open_gop.mp4", as: way + ".mp4") }
    let hooks = ways.map { "\($0):\($0).mp4" }.joined(separator: "/")
    let run = try bench.batch(environment: [Self.hook: hooks])
    guard !run.failures.isEmpty else {
      print("SKIPPED everyWayOutIsARecordedFailure: the ways out are in debug builds alone")
      return
    }
    #expect(run.status == 3)
    #expect(try run.count("decoded") == 1)
    for way in ways {
      let message = run.failures["recordings/\(way).mp4"] ?? ""
      let isRefused =
        message.contains("was refused by the cage (\(way)") || message.contains("never needs")
      #expect(isRefused, "\(way): \(message)")
      #expect(!message.contains("escaped"))
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/stillwater-escaped"))
    let next = try bench.batch(["--retry-failed"])
    #expect(next.status == 0)
  }

  @Test func theCageChangesNoResult() throws {
    for fixture in [
      "h264_bframes.mp4", "rawvideo_bgr24.avi", "odd_size_vp9.webm", "damaged_packet.mp4",
    ] {
      let runs = try ["off", "best"].map {
        try Program.run([
          "score", "--quiet", "--protocol", "freezing", "--format", "json", "--sandbox", $0,
          Fixture.decoder(fixture),
        ])
      }
      #expect(runs[0].status == runs[1].status && runs[0].output == runs[1].output)
    }
  }

  @Test func theVersionTellsWhatTheKernelHas() throws {
    let run = try Program.run(["version", "--verbose"])
    #expect(run.status == 0)
    for word in ["libavcodec", "no_new_privs", "Landlock", "seccomp", "cage: "] {
      #expect(run.output.contains(word))
    }
    let required = try Program.run([
      "probe", "--sandbox", "required", Fixture.decoder("h264_cfr.mp4"),
    ])
    #expect(required.status == (run.output.contains("cage: whole") ? 0 : 70), "\(required.errors)")
    #expect(try Program.run(["probe", "--sandbox", "maybe", "x"]).status == 64)
  }
}
