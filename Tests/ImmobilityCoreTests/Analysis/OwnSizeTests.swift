import Testing

@testable import ImmobilityCore

@Suite struct OwnSizeTests {
  @Test func isAQuantileOfTheDepthsThatReachAPartOfTheLargest() {
    // Of 0...100 in steps of 1 the 98 % quantile is 98: the animal moves from 29.4 on, 30...100, and
    // 60 % of the way from 30 to 100 is 72.
    #expect(abs(OwnSize.size((0...100).reversed().map(Double.init)) - 72) < 1e-12)
    // Of 1 and 5 it is 4.92: only 5 reaches 1.476. Of 3 and 4, which are left, 60 % of the way.
    #expect(OwnSize.size([5, 1]) == 5)
    #expect(abs(OwnSize.size([4, 0, 3]) - 3.6) < 1e-12)
    #expect(OwnSize.size([7]) == 7)
  }

  @Test func isWhatItIsHoweverLongTheAnimalFloats() {
    let swimming = (0...100).map { 5 + Double($0) / 50 }
    let size = OwnSize.size(swimming)
    #expect(abs(size - 6.2) < 1e-12)
    for floating in [10, 100, 900] {
      let trial = swimming + [Double](repeating: 0.9, count: floating)
      #expect(abs(OwnSize.size(trial) - size) < 1e-12, "\(floating) samples of floating")
    }
  }

  @Test func doesNotFollowAFewOutliers() {
    // A hand for 1 % of the trial.
    let depths = [Double](repeating: 5, count: 990) + [Double](repeating: 60, count: 10)
    #expect(OwnSize.size(depths) == 5)
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
