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
    let sections = try #require(document["comparisons"] as? [String: [[String: Any]]])
    let effects = try #require(sections["effects"])
    let truth: [String: [String: Double]] = [
      "fluoxetine": ["none": -45, "CMS": -45], "imipramine": ["none": -60, "CMS": -25],
    ]
    var found = 0
    for effect in effects
    where effect["session"] as? String == "test" && effect["measure"] as? String == "immobile_s" {
      let group = try #require(effect["group"] as? String)
      let stress = try #require((effect["stratum"] as? [String: String])?["stress"])
      let known = try #require(truth[group]?[stress])
      let interval = try #require(effect["interval_95"] as? [Double])
      #expect(interval[0] < known && known < interval[1], "\(group), \(stress)")
      #expect(abs(try #require(effect["difference"] as? Double) - known) < 0.01)
      found += 1
    }
    #expect(found == 4)
    let interactions = try #require(sections["interactions"])
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
      #expect(twice.status == 65 && twice.errors.contains("is in the tables twice"))
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

  /// What is left out is in every form, with its reason.
  @Test func whatIsLeftOutIsInEveryForm() throws {
    try inFolder { folder in
      let header =
        "recording,arena,animal_id,group,dose,excluded,exclusion_reason,window_start_s,window_end_s,"
        + "immobile_s,unscored_s,latency_s,latency_censored,bout_count,error\n"
      func row(_ name: String, _ group: String, _ seconds: Int, _ excluded: String = "false,")
        -> String
      {
        "\(name).mp4,whole,\(name),\(group),\(excluded),120,360,\(seconds),0,30,false,5,\n"
      }
      var text = header
      for place in 0..<5 {
        text += row("v\(place)", "vehicle,", 150 + place * 4)
        text += row("d\(place)", "drug,10", 100 + place * 5)
      }
      text += row("d5", "drug,10", 130, "true,drowned") + row("n0", ",", 1, "true,escaped")
      let table = try write(text, folder + "/animals.csv")
      let page = folder + "/page.html"
      let run = try Program.run(["compare", table, "--output", page])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("drug 10: left out: 1 animal: excluded: drowned"))
      #expect(run.output.contains("n0        no group  n0.mp4     excluded: escaped"))
      let csv = try Program.run(["compare", table, "--format", "csv"]).output
      #expect(csv.contains("left_out,,drug,10,d5,,,1,") && csv.contains(",excluded: drowned\n"))
      #expect(csv.contains("left_out,,,,n0,,,1,") && csv.contains(",excluded: escaped\n"))
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.contains("<td>d5</td><td>drug 10</td>") && html.contains("excluded: escaped"))
      let json = try Program.run(["compare", table, "--format", "json"]).json()
      #expect(
        (json["left_out"] as? [[String: Any]])?.map { $0["animal_id"] as? String } == ["d5", "n0"])
    }
  }

  @Test func binsAreReadAndDrawn() throws {
    try inFolder { folder in
      var animals =
        "recording,arena,animal_id,group,window_start_s,window_end_s,immobile_s,latency_s,bout_count\n"
      var bins = "recording;arena;start_s;end_s;immobile_s;unscored_s\n"
      for place in 0..<6 {
        let name = "r\(place)"
        let group = place < 3 ? "saline" : "drug"
        animals += "\(name),left,\(name),\(group),0,120,\(40 + place),9,4\n"
        bins += "\(name);left;0;60;\(20 + place),5;0\n\(name);left;60;120;\(20 - place);0\n"
      }
      let table = try write(animals, folder + "/animals.csv")
      let course = try write(bins, folder + "/bins.csv")
      let page = folder + "/page.html"
      let run = try Program.run(["compare", table, "--bins", course, "--output", page])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("21.5 (+/- 2.5)"), "\(run.output)")
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.contains("<h2>Time course</h2>"))
      let csv = try Program.run(["compare", table, "--bins", course, "--format", "csv"]).output
      #expect(csv.contains("time_course,,drug,,,60-120 s,immobile_s,3,,16"), "\(csv)")
      let wrong = try write("recording,start_s,end_s,immobile_s\nr0,0,60,x\n", folder + "/w.csv")
      let refused = try Program.run(["compare", table, "--bins", wrong])
      #expect(refused.status == 65)
      #expect(refused.errors.contains("w.csv: line 2: 'immobile_s' is 'x'"))
    }
  }

  /// A column named regimen is part of the arm; options name arms, contrasts, clusters and aliases.
  @Test func armsAreAsDeclared() throws {
    try inFolder { folder in
      var text =
        "recording,animal_id,group,dose,regimen,cage,window_start_s,window_end_s,immobile_s,latency_s,"
        + "bout_count,bout_mean_s\n"
      for place in 0..<4 {
        for (name, group) in [
          ("v", "vehicle,0,"), ("a", "fluoxetine,20,acute"), ("s", "fluoxetine,20.0,sub-chronic"),
        ] {
          text +=
            "\(name)\(place).mp4,\(name)\(place),\(group),c\(place / 2),0,300,\(100 + place * 9),20,5,\(place + 2)\n"
        }
      }
      let table = try write(text, folder + "/animals.csv")
      let run = try Program.run(["compare", table])
      #expect(run.output.contains("fluoxetine        20.0  sub-chronic  4"), "\(run.output)")
      let same = try Program.run([
        "compare", table, "--same", "20.0=20", "--contrast",
        "fluoxetine 20 acute:fluoxetine 20 sub-chronic", "--measure", "bout_mean_s", "--adjust",
        "holm",
      ])
      #expect(same.status == 0, "\(same.errors)")
      #expect(same.output.contains("fluoxetine 20 acute - fluoxetine 20 sub-chronic"))
      #expect(same.output.contains("mean bout s") && same.output.contains("p Holm"))
      let pooled = try Program.run(["compare", table, "--arm", "group", "--cluster", "cage"])
      #expect(pooled.status == 0, "\(pooled.errors)")
      #expect(pooled.output.contains("'regimen' is pooled"))
      #expect(pooled.output.contains("2 (8 animals)"))
      for (arguments, status, word) in [
        (["--arm", "group", "strain"], Int32(65), "can be part of an arm are regimen, cage"),
        (["--same", "drug"], 64, "WRITTEN=MEANT"), (["--measure", "speed"], 64, "bout_mean_s"),
        (["--contrast", "a:b"], 65, "no arm 'a'"), (["--cluster", "litter"], 65, "--cluster"),
      ] {
        let refused = try Program.run(["compare", table] + arguments)
        #expect(refused.status == status && refused.errors.contains(word), "\(refused.errors)")
      }
    }
  }
}
