import FixtureFiles
import Foundation
import Testing

/// The manifest of a study, from its first row to what a run makes of it.
@Suite struct ManifestCommandTests {
  private let arenas = """
    [[arena]]
    name = "left"
    rectangle = [0, 0, 40, 40]
    [[arena]]
    name = "right"
    rectangle = [40, 0, 40, 40]
    """

  @Test func rowsAreAddedAndCount() throws {
    let bench = try StudyBench()
    try bench.add("h264_cfr.mp4", as: "day1/a.mp4")
    try bench.add("mjpeg.avi", as: "day2/b.avi")
    try bench.write("arenas.toml", arenas)
    try bench.write(more: "arenas = \"arenas.toml\"")
    let dry = try Program.run(["manifest", "--study", bench.study, "--dry-run"])
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.split(separator: "\n").count == 5)
    #expect(!bench.names(in: "").contains("manifest.csv"))
    let run = try Program.run(["manifest", bench.study])
    #expect(run.status == 0 && run.errors.contains("4 rows added"), "\(run.errors)")
    let path = bench.study + "/manifest.csv"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == dry.output)
    #expect(dry.output.contains("recordings/day1/a.mp4,left,,,,,,,\n"))
    // Filled in, it counts without being named in study.toml.
    let filled = dry.output.replacing("a.mp4,left,,,", with: "a.mp4,left,M1,vehicle,")
    try bench.write("manifest.csv", filled)
    let again = try Program.run(["manifest", bench.study])
    #expect(again.status == 0 && again.errors.contains("already"), "\(again.errors)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == filled)
    #expect(try bench.batch().status == 0)
    #expect(try bench.export().contains("recordings/day1/a.mp4,left,M1,vehicle"))
  }

  @Test func columnsUnderOtherNamesStopTheStudyUntilTheyAreSaid() throws {
    let bench = try StudyBench()
    try bench.add("h264_cfr.mp4", as: "a.mp4")
    try bench.write("manifest.csv", "recording,mouse,treatment,cage\na.mp4,M1,vehicle,7\n")
    let refused = try bench.batch()
    #expect(refused.status == 65)
    #expect(refused.run.errors.contains("'treatment' (group?)"), "\(refused.run.errors)")
    #expect(try Program.run(["export", "--study", bench.study]).status == 65)
    let toml = try String(contentsOfFile: bench.study + "/study.toml", encoding: .utf8)
    try bench.write(
      "study.toml",
      toml + "\n[manifest]\ncolumns = {mouse = \"animal_id\", treatment = \"group\"}\n"
        + "covariates = [\"cage\"]\n")
    #expect(try bench.batch().status == 0)
    #expect(try bench.export().contains("recordings/a.mp4,whole,M1,vehicle,,,7"))
  }

  @Test func aRunThatFindsNoRecordingIsAnError() throws {
    let bench = try StudyBench()
    for arguments in [[], ["--dry-run"]] {
      let run = try bench.batch(arguments)
      #expect(run.status == 66, "\(arguments)")
      #expect(run.run.errors.contains("no recording was found"), "\(run.run.errors)")
      #expect(!run.run.errors.contains("all done"))
    }
    #expect(try Program.run(["manifest", bench.study]).status == 66)
  }

  @Test func animalsInTheFileOfACameraAreReported() throws {
    let bench = try StudyBench()
    try bench.add("h264_cfr.mp4", as: "a.mp4")
    try bench.write(
      "arenas.toml",
      arenas.replacing("name = \"left\"", with: "name = \"left\"\nanimal_id = \"M1\""))
    try bench.write(more: "arenas = \"arenas.toml\"")
    let run = try bench.batch()
    #expect(
      run.status == 0 && run.run.errors.contains("names animals (animal_id)"), "\(run.run.errors)")
    try bench.write("manifest.csv", "recording,arena,animal_id\na.mp4,right,M1\n")
    let twice = try bench.batch()
    #expect(twice.status == 65, "\(twice.run.errors)")
    #expect(
      twice.run.errors.contains("animal 'M1' is in 'left' and in 'right'"), "\(twice.run.errors)")
  }
}
