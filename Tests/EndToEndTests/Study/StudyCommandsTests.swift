import Foundation
import GRDB
import ImmobilityCore
import MadeStudies
import ManualScores
import StudyStore
import Testing

/// `init`, `status` and `export`, on stores that were filled without recordings.
@Suite struct StudyCommandsTests {
  /// A folder that goes with its test.
  private final class Folder {
    let path: String
    init() throws { path = try Program.temporaryFolder() }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
      try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    }

    func read(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
    }
  }

  private static let exports = [
    "animals.csv", "bouts.csv", "bins.csv", "score.json", "boris_events.csv",
    "prism_immobile_s.csv", "prism_latency_s.csv", "prism_bout_count.csv", "data-dictionary.csv",
    "SHA256SUMS",
  ]

  /// A study with these scores and an arena file with their four cylinders.
  private func study(_ numbers: [Int], manifest: String? = nil) throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "name = \"made\"\nprotocol = \"fst-mouse\"\narenas = \"a.toml\"\n"
        + (manifest == nil ? "" : "manifest = \"m.csv\"\n"), to: "study.toml")
    try folder.write(
      (1...4).map {
        "[[arena]]\nname = \"cylinder \($0)\"\nrectangle = [\($0 * 150), 0, 100, 100]\n"
      }.joined(), to: "a.toml")
    if let manifest { try folder.write(manifest, to: "m.csv") }
    try MadeStore.fill(path: folder.path + "/store.sqlite", with: numbers, batch: 1)
    return folder
  }

  @Test func initMakesAStudyThatEveryCommandReads() throws {
    let folder = try Folder()
    let path = folder.path + "/rats 2026"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/films", withIntermediateDirectories: true)
    // Paths are those of where one types.
    let made = try Program.shell(
      "cd '\(folder.path)' && $STILLWATER init --protocol fst-rat-test --recordings films 'rats 2026'"
    )
    #expect(made.status == 0 && made.output.isEmpty, "\(made.errors)")
    let text = try folder.read("rats 2026/study.toml")
    #expect(text.contains("\nname = \"rats 2026\"\n"))
    #expect(text.contains("\nprotocol = \"fst-rat-test\"\n"))
    #expect(text.contains("/films\"]\n") && text.contains("\nfolders = [\"/"))
    #expect(try Program.run(["status", "--study", path]).status == 0)
    #expect(try Program.run(["export", "--study", path]).status == 0)
    // Nothing is written over.
    try folder.write("mine", to: "rats 2026/manifest.csv")
    let again = try Program.run(["init", path])
    #expect(again.status == 73 && again.errors.contains("is there already"), "\(again.errors)")
    #expect(try folder.read("rats 2026/manifest.csv") == "mine")
    #expect(try folder.read("rats 2026/study.toml") == text)
  }

  @Test func initRefusesAFolderWithAnyOfItsFiles() throws {
    for name in ["study.toml", "store.sqlite"] {
      let folder = try Folder()
      try folder.write("mine", to: name)
      #expect(try Program.run(["init", folder.path]).status == 73)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    }
  }

  @Test func initTakesFoldersThatAreThere() throws {
    let folder = try Folder()
    let missing = try Program.run([
      "init", "--recordings", folder.path + "/none", folder.path + "/s",
    ])
    #expect(missing.status == 66 && missing.errors.contains("no such folder"), "\(missing.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let inside = try Program.run(["init", "--recordings", folder.path, folder.path])
    #expect(inside.status == 0, "\(inside.errors)")
    #expect(try folder.read("study.toml").contains("\nfolders = [\".\"]\n"))
  }

  @Test func initWorksBesideAManifest() throws {
    let folder = try Folder()
    try folder.write("recording,mouse\na.mp4,m1\n", to: "manifest.csv")
    let run = try Program.run(["init", folder.path])
    #expect(
      run.status == 0 && run.errors.contains("counts as this study's manifest"), "\(run.errors)")
    #expect(run.errors.contains("'mouse' (animal_id?)"), "\(run.errors)")
    #expect(try folder.read("manifest.csv") == "recording,mouse\na.mp4,m1\n")
  }

  @Test func whatIsNoStudyIsTold() throws {
    let folder = try Folder()
    for command in ["status", "export"] {
      let run = try Program.run([command, "--study", folder.path])
      #expect(run.status == 66 && run.errors.contains("stillwater init"), "\(run.errors)")
    }
    try folder.write("name = \"x\"\nnames = 5\n", to: "study.toml")
    let run = try Program.run(["status", "--study", folder.path])
    #expect(run.status == 65 && run.errors.contains("line 2"), "\(run.errors)")
  }

  @Test func statusTellsWhatTheStoreAndTheManifestHold() throws {
    let folder = try study(
      [1, 2],
      manifest:
        "recording,arena,exclude,reason\nmouse 1.mp4,cylinder 2,yes,fell\nlater.mp4,cylinder 1,,\n"
    )
    let store = try StudyStore(path: folder.path + "/store.sqlite", access: .readWrite)
    let time = Moment(milliseconds: 1_770_000_000_000)
    try store.saveFailure(
      StoredFailure(
        recording: StoredRecording(path: "bad.mp4", size: 1, modifiedNanoseconds: 2),
        reason: .unusable, message: "no video: moov atom not found", firstAt: time, lastAt: time,
        runID: 1))
    let json = try Program.run(["status", "--study", folder.path, "--json"]).json()
    #expect(json["done"] as? Int == 2 && json["animals"] as? Int == 8)
    #expect(json["pending_is_complete"] as? Bool == true)
    let pending = try #require(json["pending"] as? [[String: String]])
    #expect(pending == [["recording": "later.mp4", "why": "not found yet"]])
    let failed = try #require((json["failed"] as? [[String: Any]])?.first)
    #expect(failed["message"] as? String == "no video: moov atom not found")
    let excluded = try #require((json["excluded"] as? [[String: Any]])?.first)
    #expect(excluded["reason"] as? String == "fell")
    let run = try #require((json["runs"] as? [[String: Any]])?.first)
    #expect(run["outcome"] as? String == "done" && run["seconds"] as? Double == 600)
    let table = try Program.run(["status", "--study", folder.path])
    #expect(table.output.contains("done      2 recordings, 8 animals"), "\(table.output)")
    #expect(table.output.contains("moov atom not found"))
  }

  @Test func statusChangesNothing() throws {
    let folder = try study([1])
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/store.sqlite"))
    #expect(try Program.run(["status", "--study", folder.path]).status == 0)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder.path + "/store.sqlite")) == before)
  }

  @Test func exportsAreTheSameBytesHoweverTheStoreWasFilled() throws {
    let first = try study([3, 1, 2, 105])
    let second = try study([2, 105, 9])
    let store = try StudyStore(path: second.path + "/store.sqlite", access: .readWrite)
    // Scored twice, failed in between, forgotten: no trace of it is left.
    try store.save(MadeScore(77, path: MadeScore(3).stored.recording.path).stored)
    let time = Moment(milliseconds: 99)
    try store.saveFailure(
      StoredFailure(
        recording: MadeScore(1).stored.recording, reason: .crashed, message: "x", firstAt: time,
        lastAt: time, runID: 1))
    try store.forget(path: MadeScore(9).stored.recording.path)
    for number in [1, 3] { try store.save(MadeScore(number).stored) }
    for folder in [first, second] {
      let run = try Program.run(["export", "--study", folder.path])
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
    }
    for name in Self.exports {
      let text = try first.read("exports/" + name)
      #expect(text == (try second.read("exports/" + name)), "\(name)")
      #expect(text.split(separator: "\n").count > 4, "\(name)")
      #expect(!text.contains("2026-"), "\(name)")
    }
  }

  @Test func animalsAreSortedByRecordingAndArenaWithTheManifestsColumns() throws {
    let folder = try study(
      [105, 1],
      manifest:
        "recording;arena;animal_id;group;dose;session;trial_start_s;exclude;reason;weight g\r\n"
        + "mouse 1.mp4;cylinder 1;A;drug;1,5 mg/kg;test;;;;21,5\r\n"
        + "mouse 1.mp4;cylinder 2;B;drug;;test;;x;\"fell; wet\";\r\n")
    let run = try Program.run(["export", "--study", folder.path, "--print", "animals"])
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(
      lines[0].hasPrefix(
        "recording,arena,animal_id,group,dose,session,weight g,excluded,exclusion_reason,protocol"))
    #expect(
      lines[1].hasPrefix("day 0/mouse 1.mp4,cylinder 1,A,drug,\"1,5 mg/kg\",test,\"21,5\",false,,"))
    #expect(lines[2].hasPrefix("day 0/mouse 1.mp4,cylinder 2,B,drug,,test,,true,fell; wet,"))
    // An animal that the manifest does not name keeps the id that it was scored with.
    #expect(lines[3].hasPrefix("day 0/mouse 1.mp4,cylinder 3,M6,,,,,false,,"))
    #expect(lines[5].hasPrefix("day 1/mouse 105.mp4,cylinder 1,M420,"))
    #expect(lines.count == 9)
    // Excluded animals keep their numbers.
    #expect(lines[2].contains(",120,360,"))
  }

  @Test func aRecordingThatIsExcludedAsAWholeHasNoNumbersScoredOrNot() throws {
    let manifest =
      "recording,animal_id,exclude,reason\nmouse 1.mp4,,yes,camera fell\nnever.mp4,,yes,lost\n"
    let scored = try study([1, 2], manifest: manifest)
    let notScored = try study([2], manifest: manifest)
    for folder in [scored, notScored] {
      #expect(try Program.run(["export", "--study", folder.path]).status == 0)
    }
    for name in Self.exports {
      #expect(try scored.read("exports/" + name) == notScored.read("exports/" + name), "\(name)")
    }
    let text = try scored.read("exports/animals.csv")
    #expect(text.contains("\nmouse 1.mp4,,,,,,true,camera fell,fst-mouse,,uncalibrated,,"))
    #expect(text.contains("\nnever.mp4,,,,,,true,lost,"))
    #expect(try !scored.read("exports/bouts.csv").contains("mouse 1.mp4"))
  }

  @Test func recordingsThatAreLeftAloneAreNotExported() throws {
    let (scored, notScored) = (try study([1, 2]), try study([2]))
    for folder in [scored, notScored] {
      let settings = try folder.read("study.toml")
      try folder.write(settings + "[recordings]\nexclude = [\"mouse 1.*\"]\n", to: "study.toml")
      #expect(try Program.run(["export", "--study", folder.path]).status == 0)
    }
    for name in Self.exports {
      #expect(try scored.read("exports/" + name) == notScored.read("exports/" + name), "\(name)")
    }
  }

  @Test func provenanceTellsTheRunAndTheHashes() throws {
    let folder = try study([1])
    let plain = try Program.run(["export", "--study", folder.path, "--print", "bins"]).output
    let full = try Program.run(
      ["export", "--study", folder.path, "--print", "bins", "--provenance"]
    ).output
    #expect(!plain.contains("scored_at"))
    let key = MadeScore(1).stored.key
    let first = try #require(full.split(separator: "\n").dropFirst().first)
    #expect(
      first.hasSuffix(
        ",1,2026-02-02T02:40:00Z,9.9.9,\(key.contentHash),\(key.readingHash),\(key.settingsHash)"),
      "\(first)")
    let twice = try Program.run(
      ["export", "--study", folder.path, "--print", "boris", "--provenance"])
    #expect(twice.status == 64)
  }

  @Test func failedRecordingsStandInTheirPlaceWithTheirAnimals() throws {
    let folder = try study(
      [1, 105], manifest: "recording,arena,animal_id,group\nbad.mp4,cylinder 2,B2,drug\n")
    let store = try StudyStore(path: folder.path + "/store.sqlite", access: .readWrite)
    let time = Moment(milliseconds: 1)
    try store.saveFailure(
      StoredFailure(
        recording: StoredRecording(path: "day 0/z bad.mp4", size: 1, modifiedNanoseconds: 2),
        reason: .crashed, message: "the decoder died", firstAt: time, lastAt: time, runID: 1))
    try store.saveFailure(
      StoredFailure(
        recording: StoredRecording(path: "bad.mp4", size: 1, modifiedNanoseconds: 2),
        reason: .unusable, message: "no video, says libav", firstAt: time, lastAt: time, runID: 1))
    let run = try Program.run(["export", "--study", folder.path, "--print", "animals"])
    let rows = run.output.split(separator: "\n").dropFirst()
    #expect(
      rows.map { $0.prefix { $0 != "," } }
        == [
          "bad.mp4", "day 0/mouse 1.mp4", "day 0/z bad.mp4",
          "day 1/mouse 105.mp4",
        ].flatMap { [Substring](repeating: $0, count: 4) })
    let bad = rows.filter { $0.hasPrefix("bad.mp4,") }
    #expect(bad.allSatisfy { $0.hasSuffix(",\"no video, says libav\"") })
    #expect(bad.contains { $0.hasPrefix("bad.mp4,cylinder 2,B2,drug,") })
  }

  @Test func aManifestWithProblemsIsNotExported() throws {
    let folder = try study(
      [1], manifest: "recording,arena,animal_id\nmouse 1.mp4,cylnder 1,A\nmouse 1.mp4,,B\n")
    let run = try Program.run(["export", "--study", folder.path])
    #expect(run.status == 65)
    #expect(run.errors.contains("line 2") && run.errors.contains("did you mean 'cylinder 1'"))
    #expect(run.errors.contains("line 3"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/exports/animals.csv"))
  }

  @Test func everyColumnOfTheExportsIsRefusedAsACovariate() throws {
    let folder = try study([1])
    #expect(try Program.run(["export", "--study", folder.path, "--provenance"]).status == 0)
    var names: Set<Substring> = []
    for name in ["animals.csv", "bouts.csv", "bins.csv"] {
      let header = try folder.read("exports/" + name).split(separator: "\n")[0]
      names.formUnion(header.split(separator: ","))
    }
    // These have a meaning in a manifest.
    names.subtract([
      "recording", "arena", "animal_id", "group", "dose", "session", "trial_start_s", "excluded",
      "exclusion_reason",
    ])
    #expect(names.count > 30)
    try folder.write(
      "name = \"made\"\nmanifest = \"m.csv\"\n", to: "study.toml")
    try folder.write("recording,\(names.sorted().joined(separator: ","))\n", to: "m.csv")
    let run = try Program.run(["status", "--study", folder.path, "--json"])
    let problems = try #require(try run.json()["problems"] as? [String])
    for name in names {
      #expect(problems.contains { $0.contains("'\(name)' is in the exports already") }, "\(name)")
    }
  }

  @Test(arguments: [
    ("boris_events.csv", ManualFormat.borisEvents), ("bouts.csv", .boutsCSV),
    ("score.json", .scoreJSON),
  ])
  func exportsAreReadAsTheScoresTheyAre(name: String, format: ManualFormat) throws {
    let folder = try study(
      [1, 2, 105], manifest: "recording,arena,animal_id\nmouse 2.mp4,cylinder 1,Z9\n")
    #expect(try Program.run(["export", "--study", folder.path]).status == 0)
    let file = try ManualScoreFile.read(path: folder.path + "/exports/" + name)
    #expect(file.format == format)
    #expect(file.scores.count == 12)
    for number in [1, 2, 105] {
      let stored = MadeScore(number).stored
      for animal in stored.score.animals {
        let renamed = number == 2 && animal.arena == "cylinder 1"
        let wanted = renamed ? "Z9" : animal.animalID
        let score = try #require(
          file.scores.first { $0.recording == stored.recording.path && $0.animal == wanted })
        let immobile = try #require(score.immobile)
        let bouts = animal.bouts.filter { $0.state == .immobile }
        #expect(immobile.spans.count == bouts.count)
        // The exports round to microseconds.
        for (span, bout) in zip(immobile.spans, bouts) {
          #expect(abs(span.start - bout.start) < 1e-6 && abs(span.end - bout.end) < 1e-6)
        }
      }
    }
  }

  @Test func everyColumnOfEveryCSVIsInTheDictionaryAndNoOther() throws {
    let folder = try study(
      [1, 2, 105],
      manifest: "recording,arena,animal_id,group,dose,session,weight\n"
        + "mouse 1.mp4,cylinder 1,a,\"drug, new\",15,test,2.5\nmouse 2.mp4,cylinder 1,b,vehicle,,test,3\n"
    )
    for options in [[], ["--provenance"]] {
      #expect(try Program.run(["export", "--study", folder.path] + options).status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/exports")
      #expect(names.sorted() == Self.exports.sorted())
      let words = rows(try folder.read("exports/data-dictionary.csv"))
      #expect(words[0] == ["file", "column", "type", "unit", "meaning", "missing"])
      for name in names where name.hasSuffix(".csv") {
        let header = rows(try folder.read("exports/" + name))[0]
        #expect(words.filter { $0[0] == name }.map { $0[1] } == header, "\(name)")
      }
      #expect(Set(words.dropFirst().map { $0[0] }) == Set(names.filter { $0.hasSuffix(".csv") }))
    }
    #expect(
      try folder.read("exports/prism_bout_count.csv").hasPrefix(
        "\"no group, no session\",\"vehicle, test\",\"drug, new 15, test\"\n"))
  }

  /// The fields of CSV with commas.
  private func rows(_ text: String) -> [[String]] {
    var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(field)
        field = ""
      case "\n" where !isQuoted:
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.append(character)
      }
    }
    return rows
  }

  @Test func spreadsheetsWithADecimalCommaGetWhatTheyOpen() throws {
    let folder = try study(
      [1, 105],
      manifest: "recording,arena,animal_id,group\nmouse 1.mp4,cylinder 1,1.10,a;b\n")
    let (points, commas) = (folder.path + "/points", folder.path + "/commas")
    for (output, options) in [(points, []), (commas, ["--decimal-comma"])] {
      let run = try Program.run(
        ["export", "--study", folder.path, "--output-dir", output] + options)
      #expect(run.status == 0, "\(run.errors)")
    }
    let text = try folder.read("commas/animals.csv")
    #expect(text.hasPrefix("\u{FEFF}recording;arena;animal_id;group;"))
    #expect(text.contains(";1.10;\"a;b\";"))
    #expect(text.contains(";120;360;") && text.contains("\r\n"))
    for name in Self.exports {
      let (one, other) = (
        try folder.read("points/" + name), try folder.read("commas/" + name)
      )
      #expect((one == other) == (name == "score.json" || name == "boris_events.csv"), "\(name)")
    }
    // The program reads its own tables alike in both forms.
    let scores = try [points, commas].map {
      try ManualScoreFile.read(path: $0 + "/bouts.csv").scores.map(\.observation)
    }
    #expect(scores[0] == scores[1] && scores[0].count == 8)
    let refused = try Program.run(
      ["export", "--study", folder.path, "--print", "json", "--decimal-comma"])
    #expect(refused.status == 64)
  }

  @Test func theStoreOfANewerVersionIsRefusedByName() throws {
    let folder = try study([1])
    try DatabaseQueue(path: folder.path + "/store.sqlite").write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 mazes')")
    }
    let run = try Program.run(["status", "--study", folder.path])
    #expect(run.status == 65 && run.errors.contains("'9 mazes'"), "\(run.errors)")
  }
}
