import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct SolomonTableTests {
  @Test func anyChannelCountsAndEmptyCellsAreMobility() throws {
    let file = try Imported.read(
      "Time;Posture;Mood;\n0,0;;calm;\n0,2;Floating;;\n0,4;up;floating;\n0,6;;;\n")
    #expect(file.format == .solomon)
    #expect(file.scores[0].edges == [[0.2, 0.6]])
    #expect(file.scores[0].unscored.isEmpty)
    #expect(abs(try #require(file.scores[0].window).end - 0.8) < 1e-12)
    #expect(file.remarks.contains { $0.contains("taken to be 'box'") })
  }

  @Test func timesMustRise() throws {
    let error = try Imported.error("Time,Posture\n0,float\n1,\n1,float\n")
    #expect(error.line == 4)
  }
}
