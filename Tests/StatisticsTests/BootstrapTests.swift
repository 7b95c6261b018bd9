import Testing

@testable import Statistics

@Suite struct BootstrapTests {
  @Test func isThatOfTheSameDraws() throws {
    let reference = try StatisticsReference.read()
    func check(_ contrast: Contrast, _ expected: [Double]?, seed: UInt64, draws: Int) {
      let found = Bootstrap.studentised(contrast, seed: seed, draws: draws)
      guard let expected else {
        #expect(found == nil)
        return
      }
      #expect(close(found, expected, 1e-8), "\(String(describing: found)) \(expected)")
    }
    for item in reference.differences {
      check(
        Contrast(groups: [item.a, item.b], weights: [1, -1]), item.bootstrapT, seed: item.seed,
        draws: item.draws)
    }
    for item in reference.interactions {
      check(
        Contrast(groups: item.cells, weights: [1, -1, -1, 1]), item.bootstrapT, seed: item.seed,
        draws: item.draws)
    }
    for item in reference.pairs {
      check(
        Contrast(groups: [item.changes], weights: [1]), item.bootstrapT, seed: item.seed,
        draws: item.draws)
    }
  }

  @Test func thereIsNoneBelowSixAnimals() {
    let six = [1.0, 5, 2, 8, 3, 9]
    #expect(
      Bootstrap.studentised(
        Contrast(groups: [six, Array(six.prefix(5))], weights: [1, -1]), seed: 1, draws: 100)
        == nil)
    #expect(
      Bootstrap.studentised(Contrast(groups: [six, six], weights: [1, -1]), seed: 1, draws: 100)
        != nil)
  }

  @Test func quantilesLieOnTheLineBetweenTwo() {
    #expect(Bootstrap.quantile([1, 2, 4], 0.75) == 3)
    #expect(Bootstrap.quantile([7], 0.1) == 7)
  }
}
