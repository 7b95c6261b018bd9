import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct PlainTotalsTests {
  @Test func secondsPercentAndClockTimes() throws {
    let file = try Imported.read("id,floating_s\n33,45\n34,2:45\n35,0\n")
    #expect(file.format == .totals)
    #expect(file.scores.map(\.total) == [45, 165, 0])
    #expect(file.scores.map(\.line) == [2, 3, 4])
    let percent = try Imported.read(
      "recording;immobility (%);window_start_s;window_end_s\na;12,5;120;360\n")
    #expect(percent.scores[0].total == 30)
    #expect(percent.scores[0].window == TimeSpan(start: 120, end: 360))
    let both = try Imported.read(
      "recording,immobile_percent,immobile_s,window_start_s,window_end_s\na,50,20,0,40\n")
    #expect(both.scores[0].total == 20)
  }

  @Test(arguments: [
    ("recording,immobile_s\na,-1\n", "cannot be right"),
    ("recording,immobile_s\na,many\n", "'many'"),
    ("recording,immobile_s\na,nan\n", "'nan'"),
    ("recording,immobile_s,window_start_s,window_end_s\na,41,0,40\n", "more than the observed"),
    ("recording,immobile_percent\na,50\n", "of what"),
    ("recording,immobile_percent,window\na,101,0-60\n", "above 100"),
    ("recording,immobile_percent,window\na,50,60\n", "START-END"),
  ])
  func totalsThatCannotBeRight(text: String, word: String) throws {
    let error = try Imported.error(text)
    #expect(error.line == 2 && error.message.contains(word), "\(error)")
  }

  @Test func doubledTotalsAndSeveralColumnsAreRefused() throws {
    let doubled = try Imported.error("recording,rater,immobile_s\na,x,1\na,y,1\na,x,2\n")
    #expect(doubled.line == 4 && doubled.message.contains("second total"))
    let columns = try Imported.error("recording,immobile_s,floating_s\na,1,2\n")
    #expect(columns.message.contains("'immobile_s', 'floating_s'"))
    let chosen = try Imported.read(
      "recording,immobile_s,floating_s\na,1,2\n", ImportOptions(immobileLabels: ["floating"]))
    #expect(chosen.scores[0].total == 2)
  }

  @Test func emptyTotalsAreLeftOutAndReported() throws {
    let file = try Imported.read("recording,immobile_s\na,\nb,3\n")
    #expect(file.scores.map(\.recording) == ["b"])
    #expect(file.remarks == ["anna/box.csv: line 2: a: 'immobile_s' is empty: left out"])
  }

  @Test func aSecondTotalInAnotherSpellingIsRefused() throws {
    let error = try Imported.error("recording,animal,immobile_s\nv.mp4,m1,4\nV,M1,5\n")
    #expect(error.line == 3 && error.message.contains("second total"))
  }

  @Test func rowsThatSummariseOthersAreNoAnimals() throws {
    let file = try Imported.read(
      "animal,immobile_s\nC1,37\nC2,20\nC3,19\naverage,25.333\nstdv,10.116\nn,3\n")
    #expect(file.scores.map(\.animal) == ["C1", "C2", "C3"])
    #expect(file.remarks.count { $0.contains("summarises other rows") } == 3)
    let groups = try Imported.read(
      "recording;animal;immobile_s\na;C1;37\n;Mittelwert;37\na;C2;20\n;MW;20\n")
    #expect(groups.scores.map(\.animal) == ["C1", "C2"])
  }

  @Test func whatMayBeAnAnimalOrASummaryIsAskedFor() throws {
    let alone = try Imported.error("animal,immobile_s\nC1,37\nN,1\n")
    #expect(alone.line == 3 && alone.message.contains("is 'N' an animal"))
    let nameless = try Imported.error("recording,animal,immobile_s\na,C1,37\na,,37\n")
    #expect(nameless.line == 3 && nameless.message.contains("whose total"))
  }

  @Test(arguments: [
    ("Time Immobile (s)", 37.0), ("time spent immobile [s]", 37), ("Immobility duration (sec)", 37),
    ("Total immobile time seconds", 37), ("immobile_min", 2220), ("immobility (ms)", 0.037),
    ("seconds immobile", 37),
  ])
  func namesWithTheSameMeaning(name: String, seconds: Double) throws {
    let file = try Imported.read("animal,\(name)\nC1,37\nC2,20\n")
    #expect(abs(try #require(file.scores[0].total) - seconds) < 1e-9)
  }

  @Test func latenciesAreNoTotals() throws {
    let file = try Imported.read("animal,Latency to immobile (s),Time immobile (s)\nC1,5,37\n")
    #expect(file.scores[0].total == 37)
    #expect(throws: InputFileError.self) {
      try Imported.read("animal,Latency to immobile (s)\nC1,5\n")
    }
  }
}
