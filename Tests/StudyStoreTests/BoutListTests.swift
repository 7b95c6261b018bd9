import ImmobilityCore
import Testing

@testable import StudyStore

@Suite struct BoutListTests {
  @Test func boutsThatFollowEachOtherShareTheirEdges() {
    let bouts = [
      Bout(state: .mobile, start: 120, end: 131.5), Bout(state: .immobile, start: 131.5, end: 140),
      Bout(state: .highlyMobile, start: 140, end: 141),
      Bout(state: .unscored, start: 141, end: 360),
    ]
    #expect(BoutList.numbers(bouts) == [120, 1, 131.5, 0, 140, 2, 141, 3, 360])
    #expect(BoutList.bouts(BoutList.numbers(bouts)) == bouts)
    #expect(BoutList.bouts(BoutList.numbers([])) == [])
  }

  @Test func gapsAndOverlapsComeBackToo() {
    let bouts = [
      Bout(state: .immobile, start: 1, end: 2), Bout(state: .immobile, start: 3, end: 4),
      Bout(state: .mobile, start: 3.5, end: 3.5),
    ]
    #expect(BoutList.numbers(bouts) == [1, 0, 2, 4, 3, 0, 4, 4, 3.5, 1, 3.5])
    #expect(BoutList.bouts(BoutList.numbers(bouts)) == bouts)
  }

  @Test(arguments: [[1, 0], [1, 5, 2], [1, 0.5, 2], [1, -1, 2]] as [[Double]])
  func whatIsDamagedIsNoList(numbers: [Double]) { #expect(BoutList.bouts(numbers) == nil) }
}
