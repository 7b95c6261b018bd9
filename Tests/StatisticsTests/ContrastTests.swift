import Testing

@testable import Statistics

@Suite struct ContrastTests {
  private func expect(
    _ contrast: Contrast, is reference: StatisticsReference.Welch, _ name: String
  ) throws {
    let test = try #require(contrast.welch)
    #expect(close(test.difference, reference.difference), "\(name)")
    #expect(close(test.interval, reference.interval), "\(name)")
    #expect(close(test.t, reference.t) && close(test.degrees, reference.degrees), "\(name)")
    #expect(abs(test.p - reference.p) <= 1e-9 * reference.p, "\(name): \(test.p) \(reference.p)")
  }

  @Test func welchsTestIsThatOfScipy() throws {
    let reference = try StatisticsReference.read()
    for item in reference.differences {
      try expect(
        Contrast(groups: [item.a, item.b], weights: [1, -1]), is: item.welch, item.name)
    }
    for item in reference.interactions {
      try expect(
        Contrast(groups: item.cells, weights: [1, -1, -1, 1]), is: item.welch, "interaction")
    }
    for item in reference.pairs {
      try expect(Contrast(groups: [item.changes], weights: [1]), is: item.welch, "pairs")
    }
  }

  @Test func intervalAndPAgree() throws {
    for shift in stride(from: 0.0, through: 60, by: 1.5) {
      let test = try #require(
        Contrast(
          groups: [[1, 9, 14, 30, 22], [3.0, 40, 25, 18].map { $0 + shift }], weights: [1, -1]
        ).welch)
      #expect(try #require(test.interval).contains(0) == (test.p >= 0.05), "\(shift)")
    }
  }

  @Test func itNeedsTwoAnimalsAndSomeSpread() {
    #expect(Contrast(groups: [[1], [2, 3]], weights: [1, -1]).welch == nil)
    #expect(Contrast(groups: [[1, 1], [2, 2]], weights: [1, -1]).welch == nil)
    #expect(Contrast(groups: [[0.1, 0.1, 0.1], [0.3, 0.3]], weights: [1, -1]).welch == nil)
    #expect(Contrast(groups: [[], [2, 2]], weights: [1, -1]).value == nil)
  }
}
