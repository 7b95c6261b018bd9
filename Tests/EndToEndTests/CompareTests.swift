import FixtureFiles
import Foundation
import Testing

/// Tables of animals to comparisons.
@Suite struct CompareTests {
  private let study = Fixture.comparison("made_study.csv")
  private let design = ["--stratum", "stress=none", "--pair", "pretest:test"]

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func write(_ text: String, _ path: String) throws -> String {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func knownEffectsOfAMadeStudyAreFound() throws {
    let run = try Program.run(["compare", study, "--format", "json"] + design)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let document = try run.json()
    let effects = try #require(document["effects"] as? [[String: Any]])
    let truth: [String: [String: Double]] = [
      "fluoxetine": ["none": -45, "CMS": -45], "imipramine": ["none": -60, "CMS": -25],
    ]
    var found = 0
    for effect in effects
    where effect["session"] as? String == "test" && effect["measure"] as? String == "immobile_s" {
      let group = try #require(effect["group"] as? String)
      let stress = try #require((effect["stratum"] as? [String: String])?["stress"])
      let known = try #require(truth[group]?[stress])
      let interval = try #require(effect["bca_interval"] as? [Double])
      #expect(interval[0] < known && known < interval[1], "\(group), \(stress)")
      #expect(abs(try #require(effect["difference"] as? Double) - known) < 0.01)
      found += 1
    }
    #expect(found == 4)
    let interactions = try #require(document["interactions"] as? [[String: Any]])
    let interaction = try #require(
      interactions.first {
        $0["group"] as? String == "imipramine" && $0["session"] as? String == "test"
          && $0["measure"] as? String == "immobile_s"
      })
    #expect(abs(try #require(interaction["difference"] as? Double) - 35) < 0.01)
  }

  @Test func theOrderOfRowsAndFilesChangesNothing() throws {
    try inFolder { folder in
      let lines = try String(contentsOfFile: study, encoding: .utf8).split(separator: "\n")
      let rows = Array(lines.dropFirst().reversed())
      let first = try write(
        ([lines[0]] + rows.prefix(31)).joined(separator: "\n") + "\n", folder + "/1.csv")
      let second = try write(
        ([lines[0]] + rows.dropFirst(31)).joined(separator: "\n") + "\n", folder + "/2.csv")
      let page = folder + "/page.html"
      let whole = try Program.run(
        ["compare", study, "--format", "csv", "--output", page] + design)
      let parts = try Program.run(["compare", second, first, "--format", "csv"] + design)
      #expect(whole.status == 0 && parts.output == whole.output)
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.hasPrefix("<!DOCTYPE html>") && !html.contains("src=\"http"))
      let other = try Program.run(
        ["compare", study, "--format", "csv", "--seed", "2"] + design)
      #expect(other.output != whole.output)
      let twice = try Program.run(["compare", study, study])
      #expect(twice.status == 65 && twice.errors.contains("stands in the tables twice"))
    }
  }

  @Test func scoresAndAManifestAreEnough() throws {
    try inFolder { folder in
      let names = ["fst_24fps.mp4", "fst_mpeg4.avi", "fst_mjpeg.avi"]
      let scored = try Program.run(
        ["score", "--quiet", "--output-dir", folder, "--arena", "left=rect:0,0,80,180"]
          + names.map { Fixture.behaviour($0) } + [Fixture.decoder("empty.mp4")])
      #expect(scored.status == 3)
      let manifest = try write(
        """
        recording;arena;animal_id;group;dose;exclude;reason;batch
        fst_24fps.mp4;left;m1;saline;;;;a
        fst_mpeg4.avi;left;m2;saline;;;;a
        fst_mjpeg.avi;left;m3;drug;0,5;yes;it died;a
        empty.mp4;left;m4;drug;0,5;;;a
        never.mp4;left;m5;other;1;;;a

        """, folder + "/manifest.csv")
      let run = try Program.run(
        ["compare", folder + "/animals.csv", "--manifest", manifest, "--stratum", "batch"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("batch a\n"))
      #expect(run.output.contains("1 animal: excluded: it died"))
      #expect(run.output.contains("1 animal: not scored: the file is empty"))
      #expect(run.output.contains("other 1: no data: 1 animal: not among the scores"))
      #expect(run.errors.contains("1 rows of"))
      let without = try Program.run(["compare", folder + "/animals.csv"])
      #expect(without.status == 65)
      #expect(without.errors.contains("has no group; add a column 'group'"))
    }
  }

  @Test func whatIsWrongIsTold() throws {
    try inFolder { folder in
      func refusal(_ arguments: [String], _ status: Int32 = 65) throws -> String {
        let run = try Program.run(["compare"] + arguments)
        #expect(run.status == status && run.output.isEmpty, "\(arguments): \(run.errors)")
        return run.errors
      }
      #expect(
        try refusal([study, "--vehicle", "saline"]).contains("fluoxetine, imipramine, vehicle"))
      #expect(try refusal([study, "--stratum", "sex"]).contains("can be strata are stress"))
      #expect(
        try refusal([study, "--stratum", "stress=mild"]).contains("its levels are CMS, none"))
      #expect(try refusal([study, "--pair", "day1:test"]).contains("no session 'day1'"))
      #expect(try refusal([folder + "/none.csv"], 66).contains("none.csv"))
      _ = try refusal([study, "--pair", "test"], 64)
      _ = try refusal([study, "--output", "page.txt"], 64)
      _ = try refusal([study, "--output", folder + "/no/page.html"], 73)
      let copy = try write("recording\n", folder + "/copy.html")
      #expect(try refusal([copy, "--output", copy], 73).contains("is one of the inputs"))
      let bad = try write("recording,start_s\n", folder + "/bouts.csv")
      #expect(try refusal([bad]).contains("name an animals.csv"))
    }
  }
}
