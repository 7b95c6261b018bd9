import FixtureFiles
import Foundation
import GRDB
import Testing

/// What happens to a study's files outside of the program's hands.
struct StudySafetyTests {
  private func bench() throws -> StudyBench {
    let bench = try StudyBench()
    try bench.add("h264_short_gop.mp4", as: "one.mp4")
    try bench.add("hevc.mp4", as: "two.mp4")
    #expect(try bench.batch().status == 0)
    return bench
  }

  @Test func extremeValuesOfTheStoreAreErrorsOrNumbers() throws {
    let changes = [
      "UPDATE run SET started_ms = -9223372036854775808, ended_ms = 9223372036854775807",
      "UPDATE run SET process_id = 9223372036854775807",
      "UPDATE run SET found = 9223372036854775807, frames = -9223372036854775808",
      "UPDATE score SET pixel_threshold = 4611686018427387904",
      "UPDATE score SET nominal_fps = -1e308", "UPDATE score SET nominal_fps = 1e308",
      "UPDATE score SET width = -9223372036854775808, height = 9223372036854775807",
      "UPDATE score SET rotation_degrees = 9223372036854775807",
      "UPDATE score SET duration_s = 1e308, first_pts_s = -1e308",
      "UPDATE score SET scored_ms = 9223372036854775807",
      "UPDATE score SET frames_decoded = -9223372036854775808",
      "UPDATE animal SET window_start_s = -1e308, window_end_s = 1e308",
      "UPDATE animal SET trial_start_s = 1e308",
      "UPDATE animal SET bout_count = -9223372036854775808",
      "UPDATE animal SET latency_s = 9e999", "UPDATE animal SET bouts = '[0,0,1e308]'",
      "UPDATE animal SET bins = '[-1e308,1e308,1e308,1e308]'",
      "UPDATE recording SET size = -9223372036854775808, modified_ns = 9223372036854775807",
    ]
    let bench = try bench()
    let saved = try Data(contentsOf: URL(fileURLWithPath: bench.study + "/store.sqlite"))
    for change in changes {
      try saved.write(to: URL(fileURLWithPath: bench.study + "/store.sqlite"))
      let queue = try DatabaseQueue(path: bench.study + "/store.sqlite")
      try queue.write { try $0.execute(sql: change) }
      try queue.close()
      for command in ["status", "export", "report"] {
        let run = try bench.command(command)
        #expect(
          [0, 65].contains(run.status), "\(change): \(command): \(run.status) \(run.run.errors)")
        if run.status != 0 { #expect(!run.run.errors.isEmpty) }
      }
    }
  }

  @Test func timesBeyondTheYear2262AreTimes() throws {
    let bench = try bench()
    for date in ["2300-01-01", "2400-01-01", "1800-01-01"] {
      guard
        try Program.shell("touch -d \(date) '\(bench.recordings)/one.mp4'").status == 0
      else { continue }
      let run = try bench.batch()
      #expect(run.status == 0, "\(date): \(run.run.errors)")
    }
    for since in ["9999-12-31", "1970-01-01", "99999999999d"] {
      #expect(try bench.batch(["--since", since]).status == 0)
    }
  }

  @Test func whatDeadProcessesLeftIsRemoved() throws {
    let bench = try bench()
    #expect(try bench.command("export").status == 0)
    for place in ["exports/.animals.csv.999999.part", "reports/.report.html.999999.part"] {
      try bench.write(place, "half")
    }
    try bench.write("exports/.notes.part", "a person's own")
    #expect(try bench.command("export").status == 0)
    #expect(try bench.command("report").status == 0)
    #expect(bench.names(in: "exports").filter { $0.hasSuffix(".part") } == [".notes.part"])
    #expect(bench.names(in: "reports").allSatisfy { !$0.hasSuffix(".part") })
  }

  @Test func theListOfHashesTellsOldFromNew() throws {
    let bench = try bench()
    #expect(try bench.command("export").status == 0)
    let folder = bench.study + "/exports"
    #expect(try Program.shell("cd '\(folder)' && sha256sum --quiet --check SHA256SUMS").status == 0)
    let agree = ["agree", "a=\(folder)/bouts.csv", "b=\(folder)/bouts.csv"]
    let untouched = try Program.run(agree)
    #expect(!untouched.errors.contains("is not the file that was exported"))
    let bouts = URL(fileURLWithPath: folder + "/bouts.csv")
    try (Data(contentsOf: bouts) + Data("\n".utf8)).write(to: bouts)
    let edited = try Program.run(agree)
    #expect(edited.errors.contains("is not the file that was exported"))
  }

  @Test func aFileInThePlaceOfAnotherIsNotShownBesideItsScore() throws {
    let bench = try bench()
    let file = bench.recordings + "/one.mp4"
    // The same size and time, another content, put into its place in one step.
    let swap = try Program.shell(
      """
      cp '\(file)' '\(bench.root)/new'; printf 'x' | dd of='\(bench.root)/new' bs=1 seek=2000 conv=notrunc 2>/dev/null
      touch -r '\(file)' '\(bench.root)/new'; mv '\(bench.root)/new' '\(file)'
      """)
    #expect(swap.status == 0)
    #expect(try bench.command("report").status == 0)
    let page = try String(contentsOfFile: bench.study + "/reports/report.html", encoding: .utf8)
    #expect(page.contains("file has changed since it was scored"))
    let run = try bench.batch()
    #expect(try run.count("decoded") == 1)
  }

  @Test func aFullDiskCanBeReadFrom() throws {
    let bench = try bench()
    let disk = bench.root + "/disk"
    let mount = try Program.shell("mkdir '\(disk)' && mount -t tmpfs -o size=4m none '\(disk)'")
    guard mount.status == 0 else {
      print("SKIPPED aFullDiskCanBeReadFrom: no right to mount a small disk")
      return
    }
    defer { _ = try? Program.shell("umount -l '\(disk)'") }
    let study = disk + "/study"
    let full = try Program.shell(
      "cp -a '\(bench.study)' '\(disk)/' && rm -f '\(study)'/store.sqlite-* && cat /dev/zero > '\(disk)/fill'"
    )
    #expect(full.errors.contains("No space left"))
    let place = bench.root + "/elsewhere"
    for arguments in [
      ["status"], ["export", "--output-dir", place],
      ["report", "--output", bench.root + "/r.html"],
    ] {
      let run = try Program.run(arguments + ["--study", study])
      #expect(run.status == 0, "\(arguments): \(run.errors)")
    }
    // What can only be written there says so.
    #expect(try Program.run(["export", "--study", study]).status == 73)
    #expect(try Program.run(["batch", "--study", study, "--limit", "0"]).status == 73)
  }
}
