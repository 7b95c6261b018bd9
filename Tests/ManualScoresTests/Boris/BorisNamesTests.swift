import Testing

@testable import ManualScores

@Suite struct BorisNamesTests {
  @Test func mediaFiles() {
    #expect(BorisNames.mediaFile("player #1:/videos/a b.mp4") == "/videos/a b.mp4")
    #expect(BorisNames.mediaFile("Player #1: a.mp4") == "a.mp4")
    #expect(BorisNames.mediaFile("a.mp4") == "a.mp4")
    #expect(BorisNames.mediaFile("player #1:a.mp4;b.mp4") == nil)
    #expect(BorisNames.mediaFile("player #1:a.mp4|player #2:b.mp4") == nil)
    #expect(BorisNames.mediaFile("NA") == nil)
  }

  @Test func durations() {
    #expect(BorisNames.duration("60.0") == 60)
    #expect(BorisNames.duration("60.0;30.5|100.0") == 90.5)
    for text in ["", "NA", "60;NA", "-5"] { #expect(BorisNames.duration(text) == nil, "\(text)") }
  }

  @Test func subjects() {
    #expect(BorisNames.animal("No focal subject") == nil)
    #expect(BorisNames.animal("") == nil)
    #expect(BorisNames.animal("m1") == "m1")
  }
}
