import FixtureFiles
import Foundation
import Testing

/// Names are bytes, and what they hold reaches neither a terminal nor a spreadsheet.
struct NameTests {
  @Test func namesThatLookAlikeAreTwoRecordings() throws {
    let bench = try StudyBench()
    let (one, other) = ("M\u{FC}ller.mp4", "Mu\u{308}ller.mp4")
    // Foundation's own paths are made alike; the shell's are bytes.
    for (fixture, name) in [("h264_short_gop.mp4", one), ("hevc.mp4", other)] {
      let copy = try Program.shell("cp '\(Fixture.decoder(fixture))' '\(bench.recordings)/\(name)'")
      #expect(copy.status == 0)
    }
    guard try Program.shell("ls '\(bench.recordings)' | wc -l").output.contains("2") else {
      print("SKIPPED namesThatLookAlikeAreTwoRecordings: this file system makes them one")
      return
    }
    try bench.write(
      "manifest.csv", "recording,animal_id\n\(one),composed\n\(other),combined\n")
    try bench.write(more: "manifest = \"manifest.csv\"")
    let run = try bench.batch()
    #expect(run.status == 0, "\(run.run.errors)")
    #expect(try run.count("decoded") == 2)
    #expect(run.run.errors.contains("looks like the name of another recording"))
    #expect(try bench.status()["done"] as? Int == 2)
    let rows = try Program.run(["export", "--study", bench.study, "--print", "animals"]).output
      .split(separator: "\n").map { Array($0.utf8) }
    for (name, animal) in [(one, "composed"), (other, "combined")] {
      let start = Array("recordings/\(name),whole,\(animal),".utf8)
      #expect(rows.count { $0.starts(with: start) } == 1, "\(animal)")
    }
    #expect(try bench.batch().count("skipped") == 2)
  }

  @Test func directionsOfTextDoNotReachTheTerminal() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let name = "a\u{202E}4pm.\u{2066}x\u{200F}\u{61C}.mp4"
    try FileManager.default.copyItem(
      atPath: Fixture.decoder("text.mp4"), toPath: folder + "/" + name)
    for arguments in [["score"], ["probe"], ["arenas"], ["score", "--lag", "x\u{202E}y"]] {
      let run = try Program.run(arguments + [folder + "/" + name])
      #expect(run.status != 0)
      for scalar in (run.output + run.errors).unicodeScalars {
        #expect(!["\u{202E}", "\u{2066}", "\u{200F}", "\u{61C}"].contains(scalar), "\(arguments)")
      }
    }
  }

  @Test func formulasDoNotReachASpreadsheet() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let name = "=HYPERLINK(1).mp4"
    try FileManager.default.copyItem(
      atPath: Fixture.decoder("hevc.mp4"), toPath: folder + "/" + name)
    let line = "cd '\(folder)'; \"$STILLWATER\" score --quiet --protocol freezing --format csv"
    let safe = try Program.shell(line + " --output-dir out '\(name)'")
    #expect(safe.status == 0, "\(safe.errors)")
    #expect(safe.output.contains("\n'\(name),") && !safe.output.contains("\n="))
    for file in ["animals.csv", "bouts.csv", "bins.csv"] {
      let text = try String(contentsOfFile: folder + "/out/" + file, encoding: .utf8)
      #expect(text.contains("\n'\(name),") && !text.contains("\n="))
    }
    let raw = try Program.shell(line + " --raw-text '\(name)'")
    #expect(raw.output.contains("\n\(name),"))
  }
}
