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
}
