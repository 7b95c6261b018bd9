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

  @Test func missingRowsStayUnscored() throws {
    let file = try Imported.read("Time,Posture\n0,float\n1,float\n2,float\n30,up\n31,up\n")
    #expect(file.scores[0].edges == [[0, 3]])
    #expect(file.scores[0].unscored.spans == [TimeSpan(start: 3, end: 30)])
    #expect(file.remarks.contains { $0.contains("line 5: box: 27 s have no row (from 3 s)") })
  }
}
