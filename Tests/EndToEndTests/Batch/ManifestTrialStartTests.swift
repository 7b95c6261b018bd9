import FixtureFiles
import Foundation
import Testing

/// Animals that were put in one after the other, as the manifest tells it.
@Suite struct ManifestTrialStartTests {
  private let arenas = """
    [[arena]]
    name = "left"
    rectangle = [0, 0, 160, 180]
    [[arena]]
    name = "right"
    rectangle = [160, 0, 160, 180]
    """

  private func starts(_ bench: StudyBench) throws -> [String: Double] {
    let run = try Program.run(["export", "--study", bench.study, "--print", "json"])
    let animals = try #require(try run.recordings().first?["animals"] as? [[String: Any]])
    return Dictionary(
      animals.compactMap { animal in
        (animal["arena"] as? String).flatMap { name in
          (animal["trial_start_s"] as? Double).map { (name, $0) }
        }
      }, uniquingKeysWith: { $1 })
  }

  @Test func eachAnimalHasItsOwnAndTheSameNumbersAsScoreGives() throws {
    let bench = try StudyBench()
    try bench.write("a.toml", arenas)
    try bench.write(more: "arenas = \"a.toml\"\nmanifest = \"m.csv\"")
    try bench.add(file: Fixture.behaviour("fst_24fps.mp4"), as: "a.mp4")
    func manifest(_ left: String, _ right: String) throws {
      try bench.write(
        "m.csv",
        "recording,arena,animal_id,trial_start_s\na.mp4,left,L,\(left)\na.mp4,right,R,\(right)\n")
    }
    try manifest("1.5", "4")
    let run = try bench.batch()
    #expect(run.status == 0, "\(run.run.errors)")
    #expect(try run.count("decoded") == 1)
    #expect(try starts(bench) == ["left": 1.5, "right": 4])

    let stored = try Program.run(["export", "--study", bench.study, "--print", "json"])
    let scored = try Program.run([
      "score", bench.recordings + "/a.mp4", "--protocol", "freezing", "--arenas",
      bench.study + "/a.toml", "--trial-start", "left=1.5", "--trial-start", "right=4",
      "--format", "json",
    ])
    let pair = try [stored, scored].map { run in
      try #require(try run.recordings().first?["animals"] as? [[String: Any]])
    }
    for (one, other) in zip(pair[0], pair[1]) {
      for key in ["immobile_s", "mobile_s", "unscored_s", "latency_s", "trial_start_s"] {
        #expect(one[key] as? Double == other[key] as? Double, "\(key)")
      }
      #expect(one["bouts"] as? NSArray == other["bouts"] as? NSArray)
    }

    // The same part of the recording is read, so nothing is decoded when they change places.
    try manifest("4", "1.5")
    let turned = try bench.batch()
    #expect(try turned.count("decoded") == 0)
    #expect(try turned.count("rescored") == 1)
    #expect(try starts(bench) == ["left": 4, "right": 1.5])
    // From an earlier start on the recording was not read yet.
    try manifest("0", "1.5")
    #expect(try bench.batch().count("decoded") == 1)
    #expect(try starts(bench) == ["left": 0, "right": 1.5])
    // A cell that was left empty is told, and nothing is scored with a guess.
    try manifest("", "1.5")
    let refused = try bench.batch()
    #expect(refused.run.errors.contains("trial_start_s is empty"), "\(refused.run.errors)")
    #expect(refused.status == 65 || refused.status == 3, "\(refused.run.errors)")
    try manifest("0", "1.5")
    #expect(try bench.batch().count("decoded") == 0)
    #expect(try starts(bench) == ["left": 0, "right": 1.5])
  }
}
