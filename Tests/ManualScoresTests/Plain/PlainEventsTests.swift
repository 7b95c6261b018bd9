import Testing

@testable import ManualScores

@Suite struct PlainEventsTests {
  @Test func startsAndStopsArePaired() throws {
    let file = try Imported.read(
      "time_s,animal,behaviour,status\n1,m1,float,start\n2,m1,defecation,point\n5,m1,float,stop\n")
    #expect(file.format == .events)
    #expect(file.scores[0].edges == [[1, 5]])
    let open = try Imported.error(
      "time_s,behaviour,status\n1,float,begin\n2,swim,begin\n5,swim,end\n")
    #expect(open.line == 2 && open.message.contains("no STOP"))
  }
}
