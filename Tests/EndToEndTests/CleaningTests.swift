import FixtureFiles
import Foundation
import Testing

/// Recordings with one artefact each, scored with cleaning and without.
@Suite struct CleaningTests {
  private struct Scored {
    var animals: [[String: Any]]

    /// Immobile bouts of an animal, (start, end) in seconds.
    func immobile(_ index: Int) throws -> [(start: Double, end: Double)] {
      try #require(animals[index]["bouts"] as? [[String: Any]])
        .filter { $0["state"] as? String == "immobile" }
        .map { (try #require($0["start_s"] as? Double), try #require($0["end_s"] as? Double)) }
    }

    func seconds(_ name: String, _ index: Int) throws -> Double {
      try #require(animals[index][name] as? Double)
    }

    var flags: Set<String> {
      Set(
        animals.flatMap { $0["quality"] as? [[String: Any]] ?? [] }
          .compactMap { $0["flag"] as? String })
    }
  }

  private func arguments(_ recording: String, _ options: [String]) throws -> [String] {
    let truth = try Fixture.artefactTruth(recording)
    return ["score", "--quiet", Fixture.artefact(recording)]
      + truth.arenas.flatMap { ["--arena", $0.commandLineValue] } + options
  }

  private func score(_ recording: String, _ options: [String]) throws -> Scored {
    let run = try Program.run(try arguments(recording, ["--format", "json"] + options))
    #expect(run.status == 0, "\(run.errors)")
    return Scored(
      animals: try #require(try run.recordings().first?["animals"] as? [[String: Any]]))
  }

  /// Whether the immobile bouts are those of the truth, to within the smoothing.
  private func isTrue(_ scored: Scored, _ recording: String) throws -> Bool {
    let truth = try Fixture.artefactTruth(recording)
    for (index, arena) in truth.arenas.enumerated() {
      let found = try scored.immobile(index)
      guard found.count == arena.immobileBouts.count else { return false }
      for (bout, known) in zip(found, arena.immobileBouts)
      where abs(bout.start - known.start) > 0.2 || abs(bout.end - known.end) > 0.2 { return false }
    }
    return true
  }

  @Test func cleanRecordingIsLeftAlone() throws {
    let off = try score("clean.mp4", ["--cleaning", "none"])
    let all = try score("clean.mp4", [])
    #expect(try isTrue(off, "clean.mp4") && isTrue(all, "clean.mp4"))
    #expect(all.flags == [])
    for index in 0..<2 {
      #expect(try all.seconds("immobile_s", index) == off.seconds("immobile_s", index))
    }
  }

  /// Recordings whose bouts cleaning restores, the kind and the flag.
  static let restored: [(recording: String, kind: String, flag: String)] = [
    ("light_step.mp4", "light", "light_step"), ("bump.mp4", "camera-bumps", "camera_bump"),
  ]

  /// Recordings whose light does the cells no harm: their bouts are right with cleaning and without.
  @Test(arguments: [
    ("flicker.mp4", "light_change"), ("flicker_bands.mp4", "light_change"),
    ("dimmed.mp4", "contrast_change"),
  ])
  func changingLightIsToldAndDoesNoHarm(recording: String, flag: String) throws {
    let off = try score(recording, ["--cleaning", "none"])
    #expect(try isTrue(off, recording))
    #expect(!off.flags.contains(flag))
    let on = try score(recording, [])
    #expect(try isTrue(on, recording))
    #expect(on.flags.contains(flag))
    #expect(try on.seconds("unscored_s", 0) == 0)
  }

  @Test(arguments: restored)
  func boutsAreRestored(_ known: (recording: String, kind: String, flag: String)) throws {
    let off = try score(known.recording, ["--cleaning", "none"])
    #expect(try !isTrue(off, known.recording), "the artefact does no harm")
    #expect(!off.flags.contains(known.flag))
    for cleaning in ["all", known.kind] {
      let on = try score(known.recording, ["--cleaning", cleaning])
      #expect(try isTrue(on, known.recording), "\(cleaning)")
      #expect(on.flags.contains(known.flag))
      #expect(try on.seconds("unscored_s", 0) == 0)
    }
  }

  @Test func bumpJustBeforeTheTrialIsFlagged() throws {
    let late = try score("bump.mp4", ["--trial-start", "2.34"])
    for animal in late.animals {
      let quality = try #require(animal["quality"] as? [[String: Any]])
      let bump = try #require(quality.first { $0["flag"] as? String == "camera_bump" })
      #expect(bump["start_s"] as? Double == 0)
    }
  }

  @Test func frozenPictureIsUnscoredAndNotImmobile() throws {
    // While the camera is frozen for twice 1.6 s the right animal swims.
    let off = try score("frozen.mp4", ["--cleaning", "none"])
    #expect(try off.seconds("immobile_s", 1) > 4.5)
    let on = try score("frozen.mp4", [])
    #expect(abs(try on.seconds("immobile_s", 1) - 1.8) < 0.2)
    #expect((2.2...3.8).contains(try on.seconds("unscored_s", 1)))
    #expect(on.flags.contains("duplicated_frame"))
  }

  @Test func paddedFramesTakeNoPart() throws {
    let on = try score("padded_60fps.mp4", [])
    #expect(try isTrue(on, "padded_60fps.mp4"))
    #expect(on.flags == ["duplicated_frame"])
    #expect(try on.seconds("unscored_s", 0) == 0)
    #expect(try score("padded_60fps.mp4", ["--cleaning", "-duplicates"]).flags == [])
  }

  @Test func copiedPicturesOfAStillAnimalAreScored() throws {
    // Still from 2 to 4.5 s and from 6 s to the end.
    let found = try score("copied.mp4", [])
    #expect(try (4.2...4.7).contains(found.seconds("immobile_s", 0)))
    #expect(try found.seconds("unscored_s", 0) == 0)
  }

  @Test func emptyArenaIsUnscored() throws {
    // Both animals are taken out at 5.6 s of 8.
    let off = try score("taken_out.mp4", ["--cleaning", "none"])
    let on = try score("taken_out.mp4", ["--cleaning", "empty-arena"])
    for index in 0..<2 {
      #expect(try off.seconds("immobile_s", index) > on.seconds("immobile_s", index) + 0.8)
      #expect((1.8...2.6).contains(try on.seconds("unscored_s", index)))
    }
    #expect(on.flags.contains("empty_arena"))
  }

  @Test func flagsStandInTraceAndTable() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/trace.csv"
    let shown: [(recording: String, flag: String, words: String)] = [
      ("light_step.mp4", "light_step", "light step"),
      ("flicker.mp4", "light_change", "light change"),
      ("dimmed.mp4", "contrast_change", "contrast change"),
      ("bump.mp4", "camera_bump", "camera bump"), ("taken_out.mp4", "empty_arena", "empty arena"),
      ("frozen.mp4", "duplicated_frame", "duplicated frame"),
    ]
    for known in shown {
      let run = try Program.run(try arguments(known.recording, ["--trace", path]))
      #expect(run.status == 0, "\(run.errors)")
      #expect((run.output + run.errors).contains(known.words), "\(known.recording)")
      let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(rows.contains { $0.contains(known.flag) }, "\(known.recording)")
    }
  }

  @Test func trialStartIsFoundOrRefused() throws {
    let truth = try Fixture.behaviourTruth("fst_late_trial.mp4")
    let arenas = truth.arenas.flatMap { ["--arena", $0.commandLineValue] }
    let late = ["score", "--quiet", "--format", "json", Fixture.behaviour("fst_late_trial.mp4")]
    let run = try Program.run(late + arenas + ["--trial-start", "auto"])
    #expect(run.status == 0, "\(run.errors)")
    for animal in try #require(try run.recordings().first?["animals"] as? [[String: Any]]) {
      // Put in at 8 s, the hand is gone at 8.8 s.
      #expect((8.0...9.6).contains(try #require(animal["trial_start_s"] as? Double)))
      #expect((0.5...1).contains(try #require(animal["trial_start_confidence"] as? Double)))
    }
    let manual = try Program.run(late + arenas + ["--trial-start", "9"])
    for animal in try #require(try manual.recordings().first?["animals"] as? [[String: Any]]) {
      #expect(animal["trial_start_s"] as? Double == 9)
    }
    let refused = try Program.run(try arguments("clean.mp4", ["--trial-start", "auto"]))
    #expect(refused.status == 65)
    #expect(refused.errors.contains("--trial-start"), "\(refused.errors)")
  }

  @Test func listsOfKinds() throws {
    func kinds(_ text: String) throws -> [String] {
      let run = try Program.run(
        try arguments("clean.mp4", ["--format", "json", "--cleaning", text]))
      #expect(run.status == 0, "\(run.errors)")
      let settings = try #require(try run.recordings().first?["settings"] as? [String: Any])
      return try #require(settings["cleaning"] as? [String])
    }
    let all = try kinds("all")
    #expect(all.count == 7)
    #expect(try kinds("none") == [])
    #expect(try kinds("light,duplicates") == ["duplicates", "light"])
    #expect(try kinds("-light") == all.filter { $0 != "light" })
    #expect(try kinds("all,-light,-gaps") == all.filter { $0 != "light" && $0 != "gaps" })
  }
}
