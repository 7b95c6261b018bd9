import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct CalibrationAnimalClockTests {
  @Test func allTimesMoveTogether() {
    let span = TimeSpan(start: 11, end: 17)
    let spans = TimeSpans(uniting: [span])
    var animal = CalibrationAnimal(
      recording: 0, arena: 0,
      compared: ComparedAnimal(
        recording: "a", animal: nil, window: TimeSpan(start: 3, end: 23),
        judged: TimeSpans(uniting: [TimeSpan(start: 3, end: 23)]),
        scores: [
          nil, ComparedScore(seconds: 6, immobile: spans, latency: 8, latencyCensored: false),
        ]),
      identity: "a",
      ratings: [
        CalibrationAnimal.Rating(
          rater: 0, seconds: 6, immobile: spans, judged: spans, highlyMobile: nil, window: span,
          isSampled: false, path: "a.csv")
      ])
    animal.shift(by: -3)
    let shifted = TimeSpan(start: 8, end: 14)
    #expect(animal.window == TimeSpan(start: 0, end: 20))
    #expect(animal.judged.spans == [TimeSpan(start: 0, end: 20)])
    #expect(animal.compared.scores[1]?.immobile?.spans == [shifted])
    #expect(animal.ratings[0].immobile?.spans == [shifted])
    #expect(animal.ratings[0].judged?.spans == [shifted])
    #expect(animal.ratings[0].window == shifted && animal.ratings[0].seconds == 6)
  }
}
