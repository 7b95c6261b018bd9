import FixtureFiles
import Foundation
import Testing

/// What `schedule` writes is what systemd, sh and cron understand.
struct ScheduleTests {
  private static let hasSystemd = access("/usr/bin/systemd-analyze", X_OK) == 0

  @Test(.enabled(if: hasSystemd), arguments: ["plain", "with space", "it's 50% of $HOME \"x\""])
  func systemdAcceptsTheUnits(name: String) throws {
    let bench = try StudyBench()
    let study = bench.root + "/" + name
    try FileManager.default.moveItem(atPath: bench.study, toPath: study)
    let run = try Program.run(["schedule", "--study", study, "--at", "21:30"])
    #expect(run.status == 0, "\(run.errors)")
    let units = try FileManager.default.contentsOfDirectory(atPath: study + "/schedule").sorted()
    #expect(units == ["stillwater-bench.service", "stillwater-bench.timer"])
    // An unknown key only warns, so that what it says counts.
    let verified = try Program.shell(
      "systemd-analyze verify "
        + units.map { "\"$DIRECTORY/\($0)\"" }.joined(separator: " "),
      environment: ["DIRECTORY": study + "/schedule"])
    #expect(verified.status == 0)
    #expect(verified.errors.isEmpty && verified.output.isEmpty, "\(verified.errors)")
    let service = try String(
      contentsOfFile: study + "/schedule/stillwater-bench.service", encoding: .utf8)
    #expect(service.contains("ExecStart=\"\(try realPath(Program.path))\" batch --study "))
  }

  @Test(arguments: ["plain", "with space", "it's 50% of $HOME \"x\""])
  func theCronLineRuns(name: String) throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "a.mp4")
    try bench.add("empty.mp4", as: "b.mp4")
    let study = bench.root + "/" + name
    try FileManager.default.moveItem(atPath: bench.study, toPath: study)
    let run = try Program.run(["schedule", "--study", study])
    #expect(run.output.hasPrefix("0 22 * * * "))
    // As cron does: the sixth field on, with \% as %.
    let command = run.output.split(separator: " ", maxSplits: 5)[5]
      .split(separator: "\n").joined()
    let night = try Program.shell(
      command.components(separatedBy: "\\%").joined(separator: "%"))
    #expect(night.status == 0, "\(night.errors)")
    #expect(night.output == "Stillwater, study bench: exit code 3\n")
    let log = try String(contentsOfFile: study + "/logs/nightly.log", encoding: .utf8)
    #expect(log.contains("recordings/b.mp4: "))
    #expect(
      FileManager.default.fileExists(atPath: study + "/reports/run-1.txt"))
  }

  @Test(arguments: ["24:00", "9", "12:60", "x:10", "12:5x", "-1:00"])
  func wrongTimesAreRefused(time: String) throws {
    #expect(try Program.run(["schedule", "--study", "/tmp", "--at", time]).status == 64)
  }

  private func realPath(_ path: String) throws -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}
