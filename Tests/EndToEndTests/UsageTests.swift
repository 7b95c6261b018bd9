import Foundation
import Testing

/// What the command line accepts, refuses and explains.
@Suite struct UsageTests {
  /// Wrong command lines and words that the explanation must hold.
  static let wrong: [(arguments: [String], words: [String])] = [
    (["score"], ["<video>"]),
    (["scroe", "a.mp4"], ["scroe"]),
    (["score", "a.mp4", "--nonsense"], ["--nonsense"]),
    (["score", "a.mp4", "b.mp4", "--trace", "t.csv"], ["--trace", "one recording", "alone"]),
    (["score", "a.mp4", "--protocol", "fst"], ["fst-mouse", "freezing"]),
    (["score", "a.mp4", "--measure", "flow"], ["mean-abs-diff"]),
    (["score", "a.mp4", "--format", "xml"], ["json"]),
    (["score", "a.mp4", "--window", "5"], ["--window"]),
    (["score", "a.mp4", "--window", "10:5"], ["--window", "END after START"]),
    (["score", "a.mp4", "--window", "-1:5"], ["--window", "0 or more"]),
    (["score", "a.mp4", "--window", "0:nan"], ["--window"]),
    (["score", "a.mp4", "--protocol", "tst-mouse", "--window", "0:400"], ["inside the trial"]),
    (["score", "a.mp4", "--trial-start", "-1"], ["--trial-start", "-1", "0 or more"]),
    (["score", "a.mp4", "--cleaning", "dust"], ["--cleaning", "dust", "camera-bumps"]),
    (["score", "a.mp4", "--cleaning", "none,light"], ["--cleaning", "none"]),
    (["score", "a.mp4", "--cleaning", ""], ["--cleaning"]),
    (["score", "a.mp4", "--analysis-rate", "0"], ["--analysis-rate"]),
    (["score", "a.mp4", "--trial-start", "soon"], ["--trial-start", "auto"]),
    (["score", "a.mp4", "--lag", "0"], ["--lag", "above 0"]),
    (["score", "a.mp4", "--lag", "nan"], ["--lag"]),
    (["score", "a.mp4", "--pixel-threshold", "256"], ["--pixel-threshold", "0 to 255"]),
    (["score", "a.mp4", "--pixel-threshold", "1.5"], ["--pixel-threshold"]),
    (["score", "a.mp4", "--motion-threshold", "101"], ["--motion-threshold", "0 to 100"]),
    (["score", "a.mp4", "--motion-threshold", "0,5"], ["--motion-threshold"]),
    (
      ["score", "a.mp4", "--motion-threshold", "0.5", "--highly-mobile-threshold", "0.5"],
      ["--highly-mobile-threshold", "above"]
    ),
    (["score", "a.mp4", "--exit-ratio", "0.9"], ["--exit-ratio", "1 or more"]),
    (["score", "a.mp4", "--smoothing", "-1"], ["--smoothing"]),
    (["score", "a.mp4", "--min-immobile", "-1"], ["--min-immobile"]),
    (["score", "a.mp4", "--min-mobile", "-1"], ["--min-mobile"]),
    (["score", "a.mp4", "--bridge", "-1"], ["--bridge"]),
    (["score", "a.mp4", "--bin", "0"], ["--bin", "above 0"]),
    (["score", "a.mp4", "--bin", "0.001", "--window", "0:200"], ["--bin", "100,000 bins"]),
    (["score", "a.mp4", "--threads", "-1"], ["--threads", "0 to 256"]),
    (["score", "a.mp4", "--arena", "left"], ["--arena", "NAME=rect:X,Y,W,H"]),
    (["score", "a.mp4", "--arena", "a=rect:1,2,3"], ["4 numbers"]),
    (
      ["score", "a.mp4", "--arena", "a=rect:1,2,3,4", "--arena", "a=rect:5,6,7,8"],
      ["two arenas are named 'a'"]
    ),
    (["arenas"], ["<video>"]), (["arenas", "a.mp4", "--count", "0"], ["--count", "1 to 64"]),
    (["arenas", "a.mp4", "--picture", "a.jpg"], ["--picture", "a.jpg", ".png"]),
    (["arenas", "a.mp4", "--format", "csv"], ["json"]),
    (["probe"], ["<video>"]), (["probe", "a.mp4", "--format", "csv"], ["json"]),
  ]

  @Test(arguments: wrong.indices)
  func wrongCommandLinesExit64(index: Int) throws {
    let (arguments, words) = Self.wrong[index]
    let run = try Program.run(arguments)
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("stillwater: error: "), "\(run.errors)")
    let flat = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for word in words { #expect(flat.contains(word), "\(run.errors)") }
  }

  @Test func helpOfScoreNamesEveryOptionWithUnitsAndDefaults() throws {
    let run = try Program.run(["score", "--help"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let options = [
      "--arena", "--arenas", "--protocol", "--profile", "--trial-start", "--window", "--measure",
      "--lag", "--pixel-threshold", "--motion-threshold",
      "--highly-mobile-threshold", "--smoothing", "--exit-ratio", "--min-immobile", "--min-mobile",
      "--bridge", "--bin", "--threads", "--trace", "--output-dir", "--format", "--quiet",
    ]
    for option in options { #expect(run.output.contains("  \(option) "), "\(option)") }
    let flat = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for text in ["Examples:", "Exit codes:", "73", "seconds", "percent", "grey levels", "efault"] {
      #expect(flat.contains(text), "\(text)")
    }
  }

  @Test(arguments: [[], ["probe"], ["arenas"]])
  func helpShowsExamplesAndExitCodes(command: [String]) throws {
    let run = try Program.run(command + ["--help"])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.contains("Examples:") && run.output.contains("Exit codes:"))
  }

  @Test(arguments: [
    ["--smoothing", "0,5"], ["--lag", "0x1"], ["--window", "0,5:1"], ["--window", "5"],
    ["--pixel-threshold", "16.5"],
  ])
  func wrongNumberIsToldWhatToWrite(option: [String]) throws {
    let run = try Program.run(["score", "/nowhere/a.mp4"] + option)
    #expect(run.status == 64)
    #expect(run.errors.contains("'\(option[1])'") && run.errors.contains("it takes"))
  }

  @Test func version() throws {
    let run = try Program.run(["--version"])
    #expect(run.status == 0)
    #expect(run.output.split(separator: ".").count == 3)
  }
}
