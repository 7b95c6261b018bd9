import FixtureFiles
import Foundation
import Testing

/// What ends reading early for a reason of the machine never looks like a short recording.
struct MachineFailureTests {
  /// From too little to start to enough: each limit gives the whole score or an error, nothing in between.
  @Test(arguments: ["h264_bframes.mp4", "hevc.mp4"])
  func tooLittleMemoryIsNoShortRecording(fixture: String) throws {
    let line =
      "\"$STILLWATER\" score --quiet --protocol freezing --format csv '\(Fixture.decoder(fixture))'"
    let whole = try Program.shell(line)
    #expect(whole.status == 0)
    var failed = 0
    for kilobytes in stride(from: 240_000, through: 330_000, by: 10_000) {
      let run = try Program.shell("ulimit -v \(kilobytes); " + line)
      if run.status == 0 {
        #expect(run.output == whole.output, "\(kilobytes)")
      } else if run.status == 65 {
        failed += 1
        #expect(run.errors.contains("memory"), "\(kilobytes): \(run.errors)")
        #expect(run.errors.contains("ulimit -v"), "\(kilobytes): \(run.errors)")
      } else {
        // The program itself could not be loaded.
        #expect(run.status == 127 || run.errors.contains("memory"), "\(run.status): \(run.errors)")
      }
    }
    print("\(fixture): \(failed) limits between loading and decoding")
  }

  @Test func aFailingDiskIsNoShortRecording() throws {
    guard try Program.shell("command -v strace").status == 0 else {
      print("SKIPPED aFailingDiskIsNoShortRecording: strace is not installed")
      return
    }
    let bench = try StudyBench()
    let file = bench.recordings + "/a.mp4"
    try FileManager.default.copyItem(atPath: Fixture.behaviour("freezing_30fps.mp4"), toPath: file)
    for first in [2, 4] {
      let run = try Program.shell(
        "strace -f -qq -o /dev/null -P '\(file)' -e inject=read,pread64:error=EIO:when=\(first)+ "
          + "\"$STILLWATER\" score --quiet --protocol freezing --format json '\(file)'")
      #expect(run.status == 65, "\(run.errors)")
      #expect(run.errors.contains("disk"), "\(run.errors)")
    }
  }
}
