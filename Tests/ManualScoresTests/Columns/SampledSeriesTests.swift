import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct SampledSeriesTests {
  private let alternating =
    "0:00:00.0,0\n0:00:04.0,1\n0:00:06.0,0\n0:00:08.0,1\n0:00:10.0,0\n"
    + "0:00:12.0,1\n0:00:52.0,0\n0:00:54.0,1\n0:00:56.0,0\n0:00:58.0,1\n0:01:58.0,0\n0:02:00.0,0\n"

  @Test func rowsThatChangeAtUnevenTimesHoldUntilTheNext() throws {
    let file = try Imported.read("Time,Immobile\n" + alternating)
    let score = file.scores[0]
    #expect(score.immobile?.total == 106)
    #expect(score.window == TimeSpan(start: 0, end: 120))
    #expect(score.unscored.isEmpty)
    #expect(
      file.remarks.contains { $0.contains("change of state") && $0.contains("--rows samples") })
    let samples = try Imported.read("Time,Immobile\n" + alternating, ImportOptions(rows: .samples))
    #expect(samples.scores[0].immobile?.total == 10)
  }

  @Test func statesInWordsAndDecimalCommas() throws {
    let text =
      "Zeit (s);Mobility state\n0,0;Mobile\n4,5;Immobile\n40,25;Mobile\n41;Immobile\n"
      + "90;Mobile\n100;Mobile\n"
    let file = try Imported.read(text)
    #expect(file.scores[0].edges == [[4.5, 40.25], [41, 90]])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 100))
  }

  @Test func whatMayBeBothIsAskedFor() throws {
    let text = "time,immobile\n0,1\n1,1\n7,1\n8,0\n30,0\n31,1\n"
    let error = try Imported.error(text)
    #expect(
      error.message.contains("--rows changes") && error.message.contains("--rows samples"),
      "\(error)")
    let changes = try Imported.read(text, ImportOptions(rows: .changes))
    #expect(changes.scores[0].edges == [[0, 8]])
    #expect(changes.scores[0].window == TimeSpan(start: 0, end: 31))
    #expect(changes.remarks.contains { $0.contains("nothing says how long 'immobile' at 31 s") })
    let told = try Imported.read(
      "time,immobile,window_start_s,window_end_s\n0,0,0,60\n5,1,0,60\n40,0,0,60\n41,1,0,60\n",
      ImportOptions(rows: .changes))
    #expect(told.scores[0].edges == [[5, 40], [41, 60]])
  }
}
