import Testing

@testable import Reports

@Suite struct AgreementCSVTests {
  private func rows(_ report: AgreementReport) -> [[String]] {
    AgreementCSV().text(of: report).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func oneRowForEachPairWithAsManyFieldsAsTheHeader() {
    let rows = rows(SampleAgreement.group)
    #expect(rows.count == 4)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows.dropFirst().map { $0[0] + " " + $0[1] } == ["anna ben", "anna odd", "ben odd"])
    let flags = rows[0].firstIndex(of: "scorer_flags")
    #expect(flags.map { rows[2][$0].contains("outlying") } == true)
  }

  @Test func figuresThatAreNotDefinedAreEmpty() {
    let text = AgreementCSV().text(of: SampleAgreement.single)
    #expect(text.contains("\n\"anna, \"\"first\"\"\","))
    #expect(!text.lowercased().contains("nan,"))
    let header = text.split(separator: "\n")[0].split(separator: ",")
    let bias = header.firstIndex(of: "bias_s")
    #expect(bias != nil && header.contains("time_kappa") && header.contains("bins_kappa"))
    let fields = text.split(separator: "\n")[1].split(
      separator: ",", omittingEmptySubsequences: false)
    // The first scorer's name holds a comma itself.
    #expect(bias.map { fields[$0 + 1] } == "-10")
    #expect(header.firstIndex(of: "pearson_r").map { fields[$0 + 1] } == "")
  }
}
