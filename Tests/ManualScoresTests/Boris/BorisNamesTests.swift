import Testing

@testable import ManualScores

@Suite struct BorisNamesTests {
  @Test func mediaFiles() {
    #expect(BorisNames.mediaFiles("player #1:/videos/a b.mp4") == ["/videos/a b.mp4"])
    #expect(BorisNames.mediaFiles("Player #1: a.mp4") == ["a.mp4"])
    #expect(BorisNames.mediaFiles("a.mp4") == ["a.mp4"])
    #expect(BorisNames.mediaFiles("player #1:a.mp4;b.mp4") == ["a.mp4", "b.mp4"])
    #expect(BorisNames.mediaFiles("player #1:a.mp4|player #2:b.mp4").isEmpty)
    #expect(BorisNames.mediaFiles("NA").isEmpty)
  }

  @Test func durations() {
    #expect(BorisNames.durations("60.0") == [60])
    #expect(BorisNames.durations("60.0;30.5|100.0") == [60, 30.5])
    #expect(BorisNames.durations("60;NA") == [60, nil])
    for text in ["NA", "-5"] { #expect(BorisNames.durations(text) == [nil], "\(text)") }
  }

  @Test func subjects() {
    #expect(BorisNames.animal("No focal subject") == nil)
    #expect(BorisNames.animal("") == nil)
    #expect(BorisNames.animal("m1") == "m1")
  }
}
