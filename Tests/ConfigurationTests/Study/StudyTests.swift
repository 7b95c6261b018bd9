import Foundation
import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct StudyTests {
  /// Makes a study of files and reads it.
  private func study(_ files: [String: String]) throws -> Study {
    let folder = NSTemporaryDirectory() + "stillwater-study-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
    }
    return try Study.read(folder: StudyFolder(folder))
  }

  private static let arenas =
    "[[arena]]\nname = \"left\"\nanimal_id = \"X\"\nrectangle = [0, 0, 10, 10]\n"
    + "[[arena]]\nname = \"right\"\nrectangle = [10, 0, 10, 10]\n"

  @Test func protocolProfileAndSettingsLieOverEachOther() throws {
    let profile = """
      schema = "stillwater.profile/1"
      name = "room"
      protocol = "tst-mouse"
      [settings]
      motion_threshold_percent = 3
      smoothing_s = 0.4
      """
    let fitted = try study([
      "study.toml": "name = \"s\"\nprofile = \"p.toml\"\n[settings]\nbin_s = 30\n",
      "p.toml": profile,
    ]).settings
    #expect(fitted.protocolName == "tst-mouse" && fitted.profileName == "room")
    #expect(fitted.isCalibrated && fitted.motionThreshold == 3 && fitted.bin == 30)
    let changed = try study([
      "study.toml":
        "name = \"s\"\nprofile = \"p.toml\"\nprotocol = \"fst-mouse\"\n[settings]\n"
        + "motion_threshold_percent = 5\n", "p.toml": profile,
    ]).settings
    #expect(changed.protocolName == "fst-mouse" && !changed.isCalibrated)
    #expect(changed.motionThreshold == 5 && changed.smoothing == 0.4)
  }

  @Test func settingsThatCannotBeAreRefused() throws {
    let error = try #require(throws: InputFileError.self) {
      try study(["study.toml": "name = \"s\"\n[settings]\nbin_s = 0\n"])
    }
    #expect(error.message.contains("bin_s is 0"), "\(error)")
  }

  @Test(arguments: ["profile", "manifest", "arenas"])
  func aFileThatIsMissingIsNamed(key: String) throws {
    let error = try #require(throws: InputFileError.self) {
      try study(["study.toml": "name = \"s\"\n\(key) = \"gone.x\"\n"])
    }
    #expect(error.kind == .notFound && error.path.hasSuffix("/gone.x"), "\(error)")
  }

  @Test func aFolderWithoutAStudyIsTold() throws {
    let error = try #require(throws: InputFileError.self) { try study([:]) }
    #expect(error.kind == .notFound && error.message.contains("stillwater init"), "\(error)")
  }

  @Test func eachArenaMayHaveItsOwnStart() throws {
    let study = try study([
      "study.toml": "name = \"s\"\nmanifest = \"m.csv\"\narenas = \"a.toml\"\n",
      "a.toml": Self.arenas,
      "m.csv":
        "recording,arena,animal_id,trial_start_s\n1.mp4,right,R1,12\n1.mp4,left,L1,0:30\n"
        + "2.mp4,right,R2,0\n2.mp4,left,L2,auto\n3.mp4,left,L3,9\n3.mp4,right,R3,9\n",
    ])
    let plans = study.plans(recordings: ["1.mp4", "2.mp4", "3.mp4"])
    #expect(plans.allProblems.isEmpty)
    let settings = plans.recordings.map(\.settings)
    #expect(settings.map(\.trialStart) == [.at(0), .at(0), .at(9)])
    #expect(
      settings.map(\.arenaTrialStarts) == [
        ["right": .at(12), "left": .at(30)], ["right": .at(0), "left": .found], [:],
      ])
  }

  @Test func anExcludedAnimalNeedsNoStart() throws {
    let study = try study([
      "study.toml": "name = \"s\"\nmanifest = \"m.csv\"\narenas = \"a.toml\"\n",
      "a.toml": Self.arenas,
      "m.csv":
        "recording,arena,animal_id,trial_start_s,exclude\n1.mp4,right,R1,12,\n1.mp4,left,L1,,yes\n",
    ])
    let plans = study.plans(recordings: ["1.mp4"])
    #expect(plans.allProblems.isEmpty)
    #expect(plans.recordings[0].settings.trialStarts == TrialStarts(common: .at(12)))
  }

  @Test func plansHoldArenasAnimalsStartsAndExclusions() throws {
    let study = try study([
      "study.toml":
        "name = \"s\"\nmanifest = \"m.csv\"\n[[camera]]\npattern = \"c1/*\"\narenas = \"a.toml\"\n",
      "a.toml": Self.arenas,
      "m.csv":
        "recording,arena,animal_id,trial_start_s,exclude\nc1/1.mp4,right,R1,12,\n"
        + "c1/1.mp4,left,,12,yes\nc1/2.mp4,,,,yes\nlater.mp4,,M9,,\n",
    ])
    let plans = study.plans(recordings: ["c1/1.mp4", "c1/2.mp4", "c2/3.mp4"])
    #expect(plans.problems.isEmpty)
    #expect(plans.notFound.map(\.line) == [5] && plans.allProblems == plans.notFound)
    #expect(plans.recordings.map(\.recording) == ["c1/1.mp4", "c1/2.mp4", "c2/3.mp4"])
    let first = plans.recordings[0]
    // The arena file's animal stays where the manifest names none.
    #expect(first.arenas.map(\.animalID) == ["X", "R1"])
    #expect(first.settings.trialStart == .at(12))
    #expect(first.rows.map { $0?.line } == [3, 2] && !first.isExcluded)
    #expect(plans.recordings[1].isExcluded)
    #expect(plans.recordings[2].arenas == [.whole] && plans.recordings[2].rows == [nil])
    #expect(plans.recordings[2].settings == study.settings)
  }
}
