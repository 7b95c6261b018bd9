import Testing

@testable import StudyStore

@Suite struct MomentTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_399_000, "2000-02-28T23:59:59Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"), (951_868_800_000, "2000-03-01T00:00:00Z"),
      (1_709_210_096_789, "2024-02-29T12:34:56Z"), (4_107_542_399_999, "2100-02-28T23:59:59Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00Z"), (-1000, "1969-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func textIsTheCalendarInUTC(milliseconds: Int64, text: String) {
    #expect(Moment(milliseconds: milliseconds).text == text)
  }

  @Test func momentsHaveAnOrderAndADistance() {
    let early = Moment(milliseconds: 1000)
    let late = Moment(milliseconds: 2500)
    #expect(early < late)
    #expect(late.seconds(since: early) == 1.5)
  }
}
