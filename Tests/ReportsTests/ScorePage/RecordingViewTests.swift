import ImmobilityCore
import Testing

@testable import Reports

@Suite struct RecordingViewTests {
  private func run(_ times: Range<Int>) -> [Trace.ClassifiedMotion] {
    times.map { Trace.ClassifiedMotion(time: Double($0), percent: Double($0 * 37 % 11)) }
  }

  @Test func thinningKeepsTheEndsOfEveryRunAndTheBound() {
    let motion = ThinnedMotion([run(0..<900), run(1000..<1004), run(1100..<1200)], most: 100)
    #expect(motion.samples == 1004)
    #expect(motion.runs.map { $0.first?.time } == [0, 1000, 1100])
    #expect(motion.runs.map { $0.last?.time } == [899, 1003, 1199])
    #expect(motion.kept <= 103 && motion.kept > 90)
    #expect(ThinnedMotion([], most: 10).kept == 0)
  }

  @Test func aReportOfManyAnimalsStaysBounded() {
    #expect(RecordingView.points(animals: 0) == 1500)
    #expect(RecordingView.points(animals: 40) == 1500)
    #expect(RecordingView.points(animals: 100) == 600)
    #expect(RecordingView.points(animals: 5000) == 200)
    #expect(RecordingView.pictureSide(recordings: 24) > RecordingView.pictureSide(recordings: 25))
  }
}
