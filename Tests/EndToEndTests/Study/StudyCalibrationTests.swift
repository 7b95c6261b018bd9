import FixtureFiles
import Foundation
import GRDB
import StudyStore
import Testing

/// `calibrate` and `agree` with a study's folder among their inputs.
@Suite struct StudyCalibrationTests {
  private static let names = ["fst_24fps.mp4", "fst_60fps.mp4", "fst_2997fps.mp4"]
  private static let places = ["day1/a.mp4", "day2/a.mp4", "day2/b.mp4"]

  /// A study of three recordings, two of one file name, that was scored.
  private func bench(
    manifest: String? = nil, settings: String = "", batch: Bool = true
  ) throws -> StudyBench {
    let bench = try StudyBench()
    for (name, place) in zip(Self.names, Self.places) {
      try bench.add(file: Fixture.behaviour(name), as: place)
    }
    try bench.write("arenas.toml", try arenaFile(shift: 0))
    if let manifest { try bench.write("manifest.csv", manifest) }
    try configure(bench, settings: settings, manifest: manifest != nil)
    if batch { #expect(try bench.batch().status == 0) }
    return bench
  }

  private func configure(
    _ bench: StudyBench, settings: String = "", manifest: Bool, profile: String? = nil
  ) throws {
    try bench.write(
      settings: settings,
      more: "arenas = \"arenas.toml\"\n" + (manifest ? "manifest = \"manifest.csv\"\n" : "")
        + (profile.map { "profile = \"\($0)\"\n" } ?? ""))
  }

  private func arenaFile(shift: Double) throws -> String {
    try Fixture.behaviourTruth(Self.names[0]).arenas.map { arena in
      let shape =
        if let r = arena.rectangle {
          "rectangle = [\(r[0] + shift), \(r[1]), \(r[2] - shift), \(r[3])]"
        } else if let e = arena.ellipse {
          "ellipse = \(e)"
        } else {
          "polygon = \(arena.polygon ?? [])"
        }
      return "[[arena]]\nname = \"\(arena.name)\"\n\(shape)\n"
    }.joined()
  }

  /// Scores of a rater who is 0.4 s late, of animals called as `animal` says.
  private func scores(
    _ bench: StudyBench, recording: (String) -> String = { $0 },
    animal: (String, String) -> String = { $1 }
  ) throws -> String {
    var text = "recording,animal,rater,start_s,stop_s,behaviour,recording_duration_s\n"
    for (name, place) in zip(Self.names, Self.places) {
      let truth = try Fixture.behaviourTruth(name)
      for arena in truth.arenas {
        for bout in arena.immobileBouts {
          text +=
            "\(recording(place)),\(animal(place, arena.name)),anna,\(bout.start + 0.4),"
            + "\(min(bout.end + 0.4, truth.duration)),immobile,\(truth.duration)\n"
        }
      }
    }
    let path = bench.root + "/anna.csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The manifest: each animal of each recording, the first with a trial that starts at 1 s, one excluded.
  private func manifest() throws -> String {
    let arenas = try Fixture.behaviourTruth(Self.names[0]).arenas.map(\.name)
    var text = "recording,arena,animal_id,trial_start_s,exclude,reason\n"
    for (index, place) in Self.places.enumerated() {
      for arena in arenas {
        let isOut = index == 2 && arena == "left"
        text +=
          "\(place),\(arena),rat-\(place.prefix(6).dropFirst(3))-\(arena),\(index == 0 ? 1 : 0),"
          + (isOut ? "yes,fell in\n" : ",\n")
      }
    }
    return text
  }

  private func animal(_ place: String, _ arena: String) -> String {
    "rat-\(place.prefix(6).dropFirst(3))-\(arena)"
  }

  private func calibrate(
    _ bench: StudyBench, _ manual: String, _ options: [String] = []
  ) throws -> Program.Run {
    try Program.run(
      [
        "calibrate", "--manual", manual, "--measure", "changed", "-o", bench.study + "/p.toml",
        "--format", "json", bench.study,
      ] + options)
  }

  @Test func aStudyIsCalibratedFromItsTracesAndRescoredWithTheProfileDecodingNothing() throws {
    let bench = try bench(manifest: try manifest())
    // Traces of arenas that are no longer the study's lie beside those that are.
    try bench.write("arenas.toml", try arenaFile(shift: 2))
    #expect(try bench.batch().count("decoded") == 3)
    #expect(bench.names(in: "traces").count == 6)
    try bench.add("h264_cfr.mp4", as: "new.mp4")

    let manual = try scores(bench, animal: animal)
    let run = try calibrate(bench, manual)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("3 scored recordings with their traces"))
    #expect(
      run.errors.contains("left out: recordings/new.mp4: is not scored yet; run 'stillwater batch"))
    #expect(run.errors.contains("rat-2/b-left is excluded (fell in); it takes no part"))
    #expect(!run.errors.contains("lie over every profile"))
    #expect(!run.errors.contains("have to be read again"))
    #expect(run.errors.contains("profile = \"p.toml\" in \(bench.study)/study.toml"))
    let document = try run.json()
    let animals = try #require(document["animals"] as? [[String: Any]])
    #expect(
      animals.compactMap { $0["recording"] as? String }.contains { $0.hasSuffix("day1/a.mp4") })
    let names = animals.compactMap { $0["animal"] as? String }
    #expect(names.contains("rat-1/a-left") && !names.contains("rat-2/b-left"), "\(names)")
    // Each recording's own trial start.
    for animal in animals {
      let window = try #require(animal["window_s"] as? [Double])
      let isFirst = (animal["recording"] as? String ?? "").hasSuffix("day1/a.mp4")
      #expect(window[0] == (isFirst ? 1 : 0), "\(animal)")
    }
    let profile = try String(contentsOfFile: bench.study + "/p.toml", encoding: .utf8)
    #expect(profile.contains("protocol = \"freezing\""))
    #expect(profile.contains("recordings/day2/b.mp4"))

    try FileManager.default.removeItem(atPath: bench.recordings + "/new.mp4")
    try configure(bench, manifest: true, profile: "p.toml")
    let rescored = try bench.command("rescore", ["--json"])
    #expect(rescored.status == 0, "\(rescored.run.errors)")
    #expect(try rescored.count("rescored") == 3)
    #expect(try rescored.count("decoded") == 0 && rescored.count("remaining") == 0)
    let table = try bench.command("export", ["--print", "animals"]).run.output
    let rows = table.split(whereSeparator: \.isNewline)
    #expect(rows.count == 13)
    for row in rows.dropFirst() { #expect(row.contains(",p,profile,"), "\(row)") }
    // A batch agrees that there is nothing left to do.
    #expect(try bench.batch().count("decoded") == 0)
    // Scored with its own profile in force, the study gives the very same one.
    let again = try calibrate(bench, manual)
    #expect(again.status == 0, "\(again.errors)")
    let settings = { (text: String) in text.prefix(upTo: text.range(of: "# The inputs")!.lowerBound)
    }
    #expect(
      settings(try String(contentsOfFile: bench.study + "/p.toml", encoding: .utf8))
        == settings(profile))
  }

  @Test func aProfileWithAnotherLagNeedsOtherTraces() throws {
    let bench = try bench()
    let manual = try scores(bench)
    #expect(try calibrate(bench, manual).status == 0)
    let text = try String(contentsOfFile: bench.study + "/p.toml", encoding: .utf8)
    let lines = text.split(separator: "\n").map { line in
      line.hasPrefix("lag_s = 0") ? "lag_s = 0.25" : String(line)
    }
    #expect(lines.contains("lag_s = 0.25"))
    try bench.write("p.toml", lines.joined(separator: "\n"))
    try configure(bench, manifest: false, profile: "p.toml")
    let rescored = try bench.command("rescore", ["--json"])
    #expect(try rescored.count("rescored") == 0 && rescored.count("remaining") == 3)
    #expect(try bench.batch().count("decoded") == 3)
  }

  @Test func namesThatFitSeveralRecordingsAreAnErrorAlsoWhereOneOfThemIsNotScored() throws {
    let bench = try bench()
    let manual = try scores(bench) { String($0.dropFirst(5)) }
    func expectAmbiguous() throws {
      let run = try calibrate(bench, manual)
      #expect(run.status == 65 && run.output.isEmpty)
      #expect(
        run.errors.contains("anna.csv: line 2: 'a.mp4' fits 2 recordings, such as"), "\(run.errors)"
      )
      #expect(run.errors.contains("write more of the recording's path in the scores"))
      #expect(!FileManager.default.fileExists(atPath: bench.study + "/p.toml"))
    }
    try expectAmbiguous()
    // Nobody may take the scores of one for those of the other because that has no trace.
    let store = try StudyStore(path: bench.study + "/store.sqlite", access: .readWrite)
    try store.forget(path: "recordings/day1/a.mp4")
    try expectAmbiguous()
    // With folders it is known which one is meant: that one is missing.
    let run = try calibrate(bench, try scores(bench))
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("day1/a.mp4 is not scored yet"), "\(run.errors)")
    #expect(try run.json()["verdict"] != nil)
  }

  @Test func aTraceThatIsGoneIsNamedWithWhatToDo() throws {
    let bench = try bench()
    for name in bench.names(in: "traces") {
      try FileManager.default.removeItem(atPath: bench.study + "/traces/" + name)
    }
    let run = try calibrate(bench, try scores(bench))
    #expect(run.status == 65)
    #expect(
      run.errors.contains("recordings/day2/b.mp4: its trace is missing; run 'stillwater batch"),
      "\(run.errors)")
    #expect(run.errors.contains("no arena of a recording has a manual score"), "\(run.errors)")
  }

  @Test func studiesThatCannotBeUsedAreToldWhy() throws {
    let bench = try bench(batch: false)
    let manual = try scores(bench)
    func refused(_ inputs: [String], _ status: Int32, _ words: String) throws {
      let run = try Program.run(
        ["calibrate", "--manual", manual, "-o", bench.root + "/p.toml"] + inputs)
      #expect(run.status == status && run.errors.contains(words), "\(run.status): \(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: bench.root + "/p.toml"))
    }
    try refused([bench.recordings], 65, "is a folder without study.toml")
    try refused(
      [bench.study], 65, "no recording of this study is scored yet; run 'stillwater batch")
    _ = try StudyStore(path: bench.study + "/store.sqlite", access: .create)
    try refused(
      [bench.study], 65, "no recording of this study is scored yet; run 'stillwater batch")
    #expect(try bench.batch().status == 0)
    try refused([bench.study, bench.study + "/."], 64, "name it once")
    try refused(["--protocol", "fst-mouse", bench.study], 64, "--protocol: the study")
    let other = try self.bench(settings: "min_mobile_s = 0.2")
    try refused([bench.study, other.study], 65, "different protocols or settings")
    try DatabaseQueue(path: bench.study + "/store.sqlite").write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 mazes')")
    }
    try refused([bench.study], 65, "'9 mazes'")
  }

  @Test func settingsOfTheStudyThatWouldHideTheProfileAreTold() throws {
    let bench = try bench(settings: "motion_threshold_percent = 0.07")
    let run = try calibrate(bench, try scores(bench))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("[settings] there lie over every profile"), "\(run.errors)")
  }

  @Test func aStudyIsAScorerOfAgree() throws {
    let bench = try bench(manifest: try manifest())
    let manual = try scores(bench, animal: animal)
    let run = try Program.run(["agree", manual, bench.study, "--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("1 excluded animals were left out"))
    #expect(!run.errors.contains("\(bench.study): line"))
    let document = try run.json()
    let pairs = try #require(document["pairs"] as? [[String: Any]])
    #expect(pairs.first?["reference"] as? String == "anna")
    #expect(pairs.first?["scorer"] as? String == "bench")
    let exports = bench.root + "/exports"
    #expect(try bench.command("export", ["--output-dir", exports]).status == 0)
    let fromFile = try Program.run(
      ["agree", manual, "bench=" + exports + "/score.json", "--format", "json"])
    let other = try #require(try fromFile.json()["pairs"] as? [[String: Any]])
    let count = { (pair: [String: Any]?) in (pair?["totals"] as? [String: Any])?["animals"] as? Int
    }
    // The file holds the excluded animal too.
    #expect(count(pairs.first) == count(other.first).map { $0 - 1 }, "\(pairs)")
    let empty = try self.bench(batch: false)
    let none = try Program.run(["agree", manual, empty.study])
    #expect(none.status == 65 && none.errors.contains("no animal of this study has a score"))
  }
}
