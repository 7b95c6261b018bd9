import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct StudyFileTests {
  private func read(_ text: String) throws -> StudyFile {
    try StudyFile.read(text: text, path: "study.toml")
  }

  private func error(_ text: String) throws -> InputFileError {
    try #require(throws: InputFileError.self) { try read(text) }
  }

  @Test func scoresMatchRecordingsOfEveryKnownExtension() {
    for known in StudyFile.knownExtensions {
      #expect(RecordingName.comparable("m1.\(known)") == ["m1"], "\(known)")
    }
  }

  @Test func everythingIsRead() throws {
    let file = try read(
      """
      name = "rats"
      protocol = "fst-rat-test"
      profile = "room.toml"
      manifest = "m.csv"
      arenas = "all.toml"
      [settings]
      trial_start_s = "auto"
      trial_length_s = 250
      window_s = [10, 200.5]
      bin_s = 30
      analysis_rate_hz = "all"
      cleaning = ["light", "gaps"]
      motion_threshold_percent = 3
      measure = "changed"
      pixel_threshold_grey_levels = 12
      [recordings]
      folders = ["a", "/b c"]
      extensions = [".AVI", "*.mp4", "mkv"]
      exclude = ["*x*", "old/**"]
      [[recording]]
      name = "day1/m7.mp4"
      arenas = "m7.toml"
      [[camera]]
      pattern = "cam1/**"
      arenas = "cam1.toml"
      [[camera]]
      pattern = "**/*.avi"
      arenas = "cam2.toml"
      [limits]
      memory_mb = 512
      time_factor = 2.5
      time_least_s = 60
      jobs = 3
      settle_s = 0
      [nightly]
      notify = "mail lab"
      report = true
      """)
    #expect(file.name == "rats" && file.testProtocol == .fstRatTest && file.profile == "room.toml")
    #expect(file.manifest == "m.csv" && file.arenas == "all.toml" && file.notify == "mail lab")
    #expect(file.writesReport)
    #expect(file.folders == ["a", "/b c"] && file.extensions == ["avi", "mp4", "mkv"])
    #expect(file.excludes("1/axb.mp4") && file.excludes("old/a.mp4") && !file.excludes("a.mp4"))
    #expect(file.limits.memoryMB == 512 && file.limits.timeFactor == 2.5)
    #expect(file.limits.timeLeast == 60 && file.limits.jobs == 3 && file.limits.settle == 0)
    var settings = ScoringSettings(isCalibrated: true)
    file.settings.apply(to: &settings)
    #expect(settings.trialStart == .found && settings.trialLength == 250)
    #expect(settings.window == .init(start: 10, end: 200.5) && settings.bin == 30)
    #expect(settings.analysisRate == nil && settings.cleaning == [.light, .gaps])
    #expect(settings.motionThreshold == 3 && settings.measure == .changed)
    #expect(settings.pixelThreshold == .fixed(12) && !settings.isCalibrated)
  }

  @Test func whatIsNotSaidHasDefaults() throws {
    let file = try read("name = \"x\"\n")
    #expect(file == StudyFile(name: "x"))
    var settings = TestProtocol.freezing.settings
    settings.isCalibrated = true
    let before = settings
    file.settings.apply(to: &settings)
    #expect(settings == before)
  }

  @Test func theArenasOfARecording() throws {
    var file = StudyFile(name: "x")
    #expect(file.arenaFile(of: "a.mp4") == nil)
    file.arenas = "all.toml"
    file.cameras = [
      .init(pattern: PathPattern("cam1/**"), arenas: "1.toml"),
      .init(pattern: PathPattern("*.avi"), arenas: "2.toml"),
    ]
    file.recordingArenas = [.init(pattern: PathPattern("cam1/m7.avi"), arenas: "7.toml")]
    #expect(file.arenaFile(of: "cam1/m7.avi") == "7.toml")
    #expect(file.arenaFile(of: "cam1/m8.avi") == "1.toml")
    #expect(file.arenaFile(of: "cam2/m8.avi") == "2.toml")
    #expect(file.arenaFile(of: "cam2/m8.mp4") == "all.toml")
  }

  @Test(
    arguments: [
      ("[limits]\nmemory = 5\n", "did you mean 'memory_mb'", 3),
      ("protocl = \"x\"\n", "did you mean 'protocol'", 2),
      ("protocol = \"fst-mous\"\n", "did you mean 'fst-mouse'", 2),
      ("[settings]\nmotion_treshold_percent = 4\n", "did you mean 'motion_threshold_percent'", 3),
      ("[settings]\nwindow_s = [1]\n", "two numbers", 3),
      ("[settings]\ncleaning = [\"dirt\"]\n", "'dirt' is no kind", 3),
      ("[settings]\ntrial_start_s = \"now\"\n", "must be a number", 3),
      ("[recordings]\nfolders = \"a\"\n", "write it as a list", 3),
      ("[recordings]\nextensions = []\n", "at least one", 3),
      ("[[camera]]\npattern = \"a\"\n", "has no arenas", nil),
      ("[[camera]]\npattern = 5\narenas = \"a\"\n", "write it in quotes", 3),
      ("[[recording]]\nname = \"a\"\narenas = \"\"\n", "arenas is empty", 4),
      ("[limits]\njobs = 1.5\n", "whole number", 3), ("[limits]\njobs = -1\n", "from 0 to 1024", 3),
      ("[limits]\nsettle_s = \"x\"\n", "must be a number", 3), ("limits = 5\n", "[limits]", nil),
      ("camera = 5\n", "[[camera]]", nil), ("[nightly]\nnotify = [\"a\"]\n", "in quotes", 3),
      ("[nightly]\nreport = \"yes\"\n", "report = true or report = false", 3),
    ] as [(String, String, Int?)])
  func whatIsNotUnderstoodIsRefused(text: String, words: String, line: Int?) throws {
    let error = try error("name = \"x\"\n" + text)
    #expect(error.message.contains(words), "\(error)")
    #expect(error.line == line, "\(error)")
  }

  @Test func aStudyNeedsAName() throws {
    #expect(try error("").message.contains("no name"))
    #expect(try error("name = \"  \"\n").message.contains("empty"))
  }

  @Test func theManifestIsAFileOrATable() throws {
    let read = { (text: String) in
      try StudyFile.read(text: "name = \"x\"\n" + text, path: "study.toml")
    }
    #expect(try read("manifest = \"m.csv\"").manifest == "m.csv")
    let table = try read(
      "[manifest]\nfile = \"m.csv\"\ncolumns = {mouse = \"animal_id\", \"drug name\" = \"group\"}\n"
        + "covariates = [\"Cage\"]\n")
    #expect(table.manifest == "m.csv")
    #expect(
      table.manifestColumns
        == ManifestColumns(
          meanings: ["mouse": "animal_id", "drug name": "group"], covariates: ["cage"]))
    let wrong = #expect(throws: InputFileError.self) {
      try read("[manifest]\ncolumns = {mouse = \"animal\"}\n")
    }
    #expect(wrong?.line == 3 && wrong?.message.contains("did you mean 'animal_id'") == true)
    #expect(throws: InputFileError.self) { try read("[manifest]\ncolumn = {}\n") }
  }
}
