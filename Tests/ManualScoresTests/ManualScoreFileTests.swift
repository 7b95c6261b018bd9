import FixtureFiles
import Foundation
import ImmobilityCore
import SpreadsheetText
import Testing

@testable import ManualScores

@Suite struct ManualScoreFileTests {
  struct Case: Sendable {
    var file: String
    var format: ManualFormat
    var animal: String?
    var rater: String?
    var window: [Double]?
    var fps: Double?
    var labels: [String]?
    var interval: Double?
    var exclusive: [String]?

    init(
      _ file: String, _ format: ManualFormat, animal: String? = nil, rater: String? = nil,
      window: [Double]? = [0, 60], fps: Double? = nil, labels: [String]? = nil,
      interval: Double? = nil, exclusive: [String]? = nil
    ) {
      (self.file, self.format, self.animal, self.rater) = (file, format, animal, rater)
      (self.window, self.fps, self.labels) = (window, fps, labels)
      (self.interval, self.exclusive) = (interval, exclusive)
    }
  }

  /// One story in every format: immobile 10-20 and 30-45 s.
  static let timed: [Case] = [
    Case("bouts.csv", .bouts, animal: "m1", rater: "anna"),
    Case("bouts_spreadsheet.csv", .bouts, window: nil),
    Case("bouts_clock.csv", .bouts, window: nil),
    Case("bouts_frames.tsv", .bouts, rater: "anna"),
    Case("intervals.csv", .intervals, rater: "anna"),
    Case("states.csv", .columns),
    Case("eztrack_frames.csv", .ezTrack, fps: 4),
    Case("boris_binary.tsv", .columns, window: [0, 61]),
    Case("boris_v7_events.tsv", .borisEvents, animal: "m1", rater: "anna"),
    Case("boris_v8_events.csv", .borisEvents, animal: "m1", rater: "anna"),
    Case("boris_v9_events.csv", .borisEvents, animal: "m1", rater: "anna"),
    Case("boris_aggregated.tsv", .borisAggregated),
    Case("boris_project.boris", .borisProject, animal: "m1", rater: "anna"),
    Case("solomon.csv", .solomon),
    Case("jwatcher.dat", .jwatcher, labels: ["F"], exclusive: ["all"]),
    Case("jwatcher_groups.dat", .jwatcher, labels: ["f"], exclusive: ["s", "f", "c"]),
    Case("jwatcher_groups.tr.res", .jwatcherTrace),
    Case("bento.annot", .bento),
    Case("deepethogram_labels.csv", .columns, fps: 4),
    Case("ethovision_raw.txt", .ethoVision, animal: "m1"),
    Case("anymaze_changes.csv", .columns),
    Case("observer_events.csv", .events, animal: "m1", window: nil),
    Case("dbscorer Manual.txt", .flags, interval: 1),
    Case("boris_clock.boris.gz", .borisProject, animal: "m1", rater: "anna"),
    Case("score.json", .scoreJSON, animal: "m1", window: [5, 60]),
    Case("score_bouts.csv", .boutsCSV, animal: "m1", window: [5, 60]),
  ]

  /// The file's content under a name that tells nothing.
  private func read(_ one: Case, format: ManualFormat? = nil) throws -> ManualScoreFile {
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Fixture.scores(one.file))))
    let options = ImportOptions(
      format: format, immobileLabels: one.labels, fps: one.fps, interval: one.interval,
      keyRules: one.exclusive.map { JWatcherRules(groups: [$0]) }, recording: "swim_01.mp4")
    return try ManualScoreFile.read(
      text: TextFile.text(bytes, path: "scores"), path: "scores", options: options)
  }

  @Test(arguments: timed.indices)
  func everyFormatIsFoundByItsContentAndTellsTheSame(index: Int) throws {
    let one = Self.timed[index]
    let file = try read(one)
    #expect(file.format == one.format)
    #expect(file.scores.count == 1)
    let score = try #require(file.scores.first)
    #expect(score.recording.hasSuffix("swim_01.mp4"))
    #expect(score.animal == one.animal)
    #expect(score.rater == one.rater)
    #expect(score.edges == [[10, 20], [30, 45]])
    #expect(score.window.map { [$0.start, $0.end] } == one.window)
    #expect(try read(one, format: one.format).scores == file.scores)
  }

  @Test func otherBehavioursAreKept() throws {
    for name in ["boris_v9_events.csv", "boris_project.boris", "bouts.csv"] {
      let file = try read(Case(name, .bouts))
      guard case .bouts(_, let others) = file.scores[0].observation else {
        Issue.record("\(name) holds no bouts")
        continue
      }
      #expect(
        others == [LabelledSpan(behaviour: "climbing", span: TimeSpan(start: 20, end: 25))],
        "\(name)")
    }
  }

  @Test(arguments: ["totals.csv", "totals_percent.csv", "dbscorer_compiled.csv"])
  func totals(name: String) throws {
    let file = try read(Case(name, .totals))
    #expect(file.format == .totals)
    #expect(abs(try #require(file.scores[0].total) - 25) < 1e-6)
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 60))
  }

  @Test func unscoredTimeOfTheProductStaysUnscored() throws {
    for name in ["score.json", "score_bouts.csv"] {
      let score = try read(Case(name, .scoreJSON)).scores[0]
      #expect(score.unscored.spans == [TimeSpan(start: 55, end: 60)], "\(name)")
      #expect(score.arena == "left")
    }
  }

  @Test func ownFilesAreReadAsWhatTheyAreWhateverFormatIsAsked() throws {
    for name in ["score.json", "score_bouts.csv"] {
      let file = try read(Case(name, .columns), format: .columns)
      #expect(file.scores[0].edges == [[10, 20], [30, 45]], "\(name)")
    }
    // Any other file is read as asked, or refused.
    let forced = try read(Case("states.csv", .solomon), format: .intervals)
    #expect(forced.format == .intervals)
    #expect(throws: InputFileError.self) {
      try read(Case("states.csv", .bouts), format: .bouts)
    }
  }

  @Test func whatIsNoFileOfScoresIsRefused() throws {
    #expect(try Imported.error("").message == "is empty")
    #expect(try Imported.error("\n \r\n").message == "is empty")
    let columns = try Imported.error("weight,colour\n1,2\n")
    #expect(columns.line == 1 && columns.message.contains("weight, colour"))
    #expect(try Imported.error("{\"a\": 1}").message.contains("neither a BORIS project"))
    #expect(
      try Imported.error("recording,start,stop\n").message.contains("nothing below its header"))
    let forced = try Imported.error("a,b\n1,2\n", ImportOptions(format: .borisProject))
    #expect(forced.message.contains("boris-project"))
    let missing = #expect(throws: InputFileError.self) {
      try ManualScoreFile.read(path: "/nowhere/scores.csv")
    }
    #expect(missing?.kind == .notFound)
    let folder = #expect(throws: InputFileError.self) { try ManualScoreFile.read(path: "/tmp") }
    #expect(folder?.message.contains("folder") == true)
  }

  @Test func filesWithoutAnyImmobileBehaviourAreRefusedUnlessTheUserNamedIt() throws {
    let text = "recording,start,stop,behaviour\na,1,2,rearing\na,3,4,swim\n"
    let error = try Imported.error(text)
    #expect(error.message.contains("'rearing', 'swim'"))
    #expect(error.message.contains("--immobile-label"))
    let named = try Imported.read(text, ImportOptions(immobileLabels: ["Rearing "]))
    #expect(named.scores[0].edges == [[1, 2]])
    let never = try Imported.read(text, ImportOptions(immobileLabels: ["float"]))
    #expect(never.scores[0].edges.isEmpty)
    #expect(never.remarks.contains { $0.contains("never immobile") })
  }

  @Test(arguments: [
    "recording,start_frame,stop_frame,fps,frames\na,1,2,25,1e300\n",
    "recording,start_frame,stop_frame,fps\na,1,1e15,25\n",
    "recording,bin,bin_s,behaviour\na,1,900000,float\na,2,900000,float\n",
    """
    {"schema": "stillwater.score/1", "recordings": [{"path": "a.mp4", "error": null,
     "settings": {"trial_start_s": 0}, "animals": [{"arena": "whole", "animal_id": null,
     "window_s": [0, 1e300], "bouts": []}]}]}
    """,
    """
    {"behaviors_conf": {}, "observations": {"one": {"file": {"1": ["v.mp4"]}, "time offset": 5,
     "media_info": {"length": {"v.mp4": 60}}, "events": [[1, "", "float"], [9, "", "float"]]}}}
    """,
  ])
  func timesOutsideOfAnyRecordingAreRefused(text: String) throws {
    // The last one: an event before the observation's offset is cut, and that is said.
    if text.contains("offset") {
      let file = try Imported.read(text)
      #expect(file.scores[0].edges == [[0, 4]])
      #expect(file.remarks.contains { $0.contains("cut there") })
    } else {
      let error = try Imported.error(text)
      #expect(error.line != nil && error.message.contains("recording"), "\(error)")
    }
  }
}
