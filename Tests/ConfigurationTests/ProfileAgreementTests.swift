import Testing

@testable import Configuration

@Suite struct ProfileAgreementTests {
  private func agreement(_ evidence: String) throws -> ProfileAgreement? {
    try ProfileFile.read(
      text: "schema = \"stillwater.profile/1\"\nname = \"x\"\n[settings]\n" + evidence,
      path: "p.toml"
    ).agreement
  }

  @Test func figuresAreThoseOfUnseenAnimals() throws {
    let found = try #require(
      try agreement(
        """
        [evidence]
        animals = 12
        raters = 2
        [evidence.in_sample]
        kappa = 0.99
        [evidence.cross_validated]
        kappa = 0.88
        kappa_interval = [0.8, 0.93]
        concordance = 0.9
        bias_s = -1.5
        lower_limit_s = -9.25
        upper_limit_s = 6
        """))
    #expect(found.animals == 12 && found.raters == 2)
    #expect(found.kappa == .init(value: 0.88, interval: 0.8...0.93))
    #expect(found.concordance == .init(value: 0.9) && found.bias?.value == -1.5)
    #expect(found.limits == -9.25...6)
  }

  @Test func whatIsMissingOrStrangeIsNotClaimed() throws {
    #expect(try agreement("") == nil)
    let found = try #require(
      try agreement(
        """
        [evidence]
        animals = "many"
        raters = 1.5
        [evidence.cross_validated]
        kappa = "good"
        concordance = 0.9
        concordance_interval = [1, 0]
        lower_limit_s = 3
        """))
    #expect(found.animals == nil && found.raters == nil && found.kappa == nil)
    #expect(found.concordance == .init(value: 0.9) && found.limits == nil)
  }
}
