import Testing

@testable import Reports

@Suite struct AgreementTableTests {
  @Test func sectionsAndFlags() {
    let text = AgreementTable(colours: false).text(of: SampleAgreement.group)
    for words in [
      "Immobile seconds", "Agreement of the totals", "Differences of the totals",
      "Agreement in time", "Bouts and latency",
      "All 3 scorers", "odd: outlying", "Rule, outlying",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("\u{1B}"))
    #expect(AgreementTable(colours: true).text(of: SampleAgreement.group).contains("\u{1B}[1m"))
  }

  @Test func figuresThatAreNotDefinedAreDashesAndNamesStayOnTheirLine() {
    let text = AgreementTable(colours: false).text(of: SampleAgreement.single)
    #expect(text.contains("ben?"))
    #expect(!text.contains("\u{1B}") && !text.lowercased().contains("nan "))
    #expect(text.contains("  -  "))
    #expect(!text.contains("stand apart"))
  }
}
