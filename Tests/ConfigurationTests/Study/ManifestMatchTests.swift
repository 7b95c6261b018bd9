import Testing

@testable import Configuration

@Suite struct ManifestMatchTests {
  private func match(
    _ rows: String, recordings: [String] = ["day1/a.mp4", "day2/a.mp4", "day1/b.mp4"],
    arenas: [String] = ["left", "right"]
  ) throws -> ManifestMatch {
    try Manifest.read(
      text: "recording,arena,animal_id,session,trial_start_s,exclude\n" + rows, path: "m.csv"
    ).match(recordings: recordings) { _ in arenas }
  }

  @Test func rowsFindTheirRecordings() throws {
    let match = try match("b.mp4,left,M1,,,\nday2/a.mp4,left,M2,,,\n./day1/b.mp4,right,M3,,,\n")
    #expect(match.problems.isEmpty && match.notFound.isEmpty)
    #expect(match.rows[text: "day1/b.mp4"]?.compactMap(\.animalID) == ["M1", "M3"])
    #expect(match.rows[text: "day2/a.mp4"]?.map(\.line) == [3])
  }

  @Test func namesInEitherFormOfUnicodeAreTheSame() throws {
    let match = try match("ü.mp4,,M1,,,\n", recordings: ["x/u\u{308}.mp4"], arenas: ["whole"])
    #expect(match.notFound.isEmpty && match.rows.count == 1)
  }

  @Test func everyProblemIsToldWithItsLine() throws {
    let match = try match(
      """
      c.mp4,left,M1,,,
      a.mp4,left,M2,,,
      b.mp4,lefft,M3,,,
      b.mp4,,M4,,,
      day1/a.mp4,left,M5,,10,
      day1/a.mp4,left,M6,,10,
      day1/a.mp4,top,M7,,20,
      day3/b.mp4,left,M8,,,
      """)
    let notFound = [
      (2, "'c.mp4' was not found"), (3, "fits 2 recordings"), (9, "there is 'day1/b.mp4'"),
    ]
    let problems = [
      (4, "no arena 'lefft'; did you mean 'left'?"), (5, "has 2 arenas"),
      (7, "stands on line 6 already"), (8, "no arena 'top'"),
    ]
    for (found, expected) in [(match.notFound, notFound), (match.problems, problems)] {
      #expect(found.map(\.line) == expected.map(\.0), "\(found)")
      for (problem, (_, words)) in zip(found, expected) {
        #expect(problem.message.contains(words), "\(problem)")
      }
    }
    #expect(match.unmatched.map(\.line) == [2, 3, 9])
  }

  @Test func aStartForOneAnimalAloneIsAProblemOfTheOthers() throws {
    let starts = { (left: String, right: String, exclude: String) in
      try match("b.mp4,left,M1,,\(left),\nb.mp4,right,M2,,\(right),\(exclude)\n").problems
    }
    #expect(try starts("10", "20", "").isEmpty && starts("", "", "").isEmpty)
    let problems = try starts("10", "", "")
    #expect(problems.map(\.line) == [3])
    #expect(problems.first?.message.contains("line 2 gives one for another animal") == true)
    #expect(try starts("", "auto", "").map(\.line) == [2])
    #expect(try starts("10", "", "yes").isEmpty)
  }

  @Test func aRowWithoutAnArenaIsTheOnlyOne() throws {
    #expect(try match("b.mp4,,M1,,,\n", arenas: ["whole"]).problems.isEmpty)
    #expect(try match("b.mp4,,,,,yes\n").problems.isEmpty)
    #expect(try match("b.mp4,,,,,yes\nb.mp4,left,M1,,,\n").problems.map(\.line) == [3])
    let problems = try match("b.mp4,,,,10,\n").problems
    #expect(problems.map(\.line) == [2])
    #expect(problems.first?.message.contains("left, right, or with all") == true, "\(problems)")
  }

  @Test func aRowAboutAllArenasSaysSo() throws {
    #expect(try match("b.mp4,all,,,,yes\n").problems.isEmpty)
    #expect(try match("b.mp4,All,,,,yes\nb.mp4,left,M1,,,\n").problems.map(\.line) == [3])
    let one = try match("b.mp4,all,M1,,,\n").problems
    #expect(one.first?.message.contains("one animal and all 2 arenas") == true, "\(one)")
  }

  @Test func oneAnimalIsNotInTwoArenasOfARecording() throws {
    let problems = try match("b.mp4,left,M1,pretest,,\nb.mp4,right,M1,test,,\n").problems
    #expect(problems.map(\.line) == [3])
    #expect(problems.first?.message.contains("twice in 'day1/b.mp4'") == true, "\(problems)")
  }

  @Test func itGrowsWithTheNumberOfRecordings() throws {
    let count = 4000
    let recordings = (0..<count).map { "d\($0 / 50)/m\($0).mp4" }
    let rows = recordings.map { "\($0),left,\($0)L,,,\n\($0),right,\($0)R,,,\n" }.joined()
    let manifest = try Manifest.read(
      text: "recording,arena,animal_id,session,trial_start_s,exclude\n" + rows, path: "m.csv")
    // Comparing each row with each recording would take many times as long.
    let time = ContinuousClock().measure {
      let match = manifest.match(recordings: recordings) { _ in ["left", "right"] }
      #expect(match.rows.count == count && match.problems.isEmpty)
    }
    #expect(time < .seconds(2))
  }
}
