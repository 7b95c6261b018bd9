import Testing

@testable import ImmobilityCore

@Suite struct OwnSizeTests {
  @Test func isAQuantileBetweenSamples() {
    // Quantile 0.75 of 1...5 is 4; of 1...4, which has none there, a quarter of the way from 3 to 4.
    #expect(OwnSize.quantile == 0.75)
    #expect(OwnSize.size([5, 1, 4, 2, 3]) == 4)
    #expect(abs(OwnSize.size([4, 1, 3, 2]) - 3.25) < 1e-12)
    #expect(OwnSize.size([7]) == 7)
  }

  @Test func isUnseenWhereHardlyAnythingMoves() {
    let still = [Double](repeating: OwnSize.least, count: 99)
    #expect(OwnSize.isUnseen(still + [0]))
    #expect(!OwnSize.isUnseen(still + [OwnSize.least + 0.1]))
    #expect(!OwnSize.isUnseen([]))
  }

  @Test func isNeverBelowTheFloor() {
    #expect(OwnSize.size([]) == OwnSize.least)
    #expect(OwnSize.size([0, 0.1, 0.2]) == OwnSize.least)
    #expect(OwnSize.least > 0)
  }
}
