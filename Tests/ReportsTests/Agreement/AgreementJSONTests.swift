import Foundation
import Testing

@testable import Reports

@Suite struct AgreementJSONTests {
  private func object(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }

  private func document(_ report: AgreementReport) throws -> [String: Any] {
    object(
      try JSONSerialization.jsonObject(with: Data(AgreementJSON().text(of: report).utf8)))
  }

  @Test func figuresThatAreNotDefinedAreNullWithAReason() throws {
    let text = try AgreementJSON().text(of: SampleAgreement.single)
    #expect(!text.lowercased().contains("\"nan\"") && !text.contains(": nan"))
    let document = try document(SampleAgreement.single)
    #expect(document["schema"] as? String == "stillwater.agree/1")
    let pair = object((document["pairs"] as? [Any])?.first)
    let totals = object(pair["totals"])
    let pearson = object(totals["pearson_r"])
    #expect(pearson["value"] is NSNull && pearson["ci95"] is NSNull)
    #expect(pearson["reason"] as? String == "fewer than 3 animals")
    #expect(object(totals["bias_s"])["value"] as? Double == -10)
    #expect(object(document["all_scorers"])["icc_2_1"] is NSNull)
  }

  @Test func timeFiguresKnowTheirReference() throws {
    let pair = object((try document(SampleAgreement.single)["pairs"] as? [Any])?.first)
    #expect(pair["reference"] as? String == "anna, \"first\"")
    let seconds = object(object(pair["time"])["seconds"])
    #expect(seconds["both_immobile_s"] as? Double == 10)
    #expect(seconds["reference_only_s"] as? Double == 20)
    #expect(seconds["scorer_only_s"] as? Double == 10)
    #expect(seconds["neither_s"] as? Double == 60)
    #expect(object(seconds["sensitivity"])["value"] as? Double == 0.333333)
    #expect(object(seconds["precision"])["value"] as? Double == 0.5)
    let bins = object(object(pair["time"])["one_second_bins"])
    #expect(bins["both_immobile_bins"] as? Double == 10)
  }

  @Test func everyPartIsThere() throws {
    let document = try document(SampleAgreement.group)
    #expect(
      document.keys.sorted() == [
        "all_scorers", "animals", "flags", "pairs", "rules", "schema", "scorers", "settings",
        "software", "warnings",
      ])
    #expect((document["pairs"] as? [Any])?.count == 3)
    #expect((document["animals"] as? [Any])?.count == 4)
    let flag = object((document["flags"] as? [Any])?.first)
    #expect(flag["scorer"] as? String == "odd" && flag["kind"] as? String == "outlying")
    let warning = object((document["warnings"] as? [Any])?.last)
    #expect(warning["path"] as? String == "a.csv" && warning["line"] as? Int == 3)
    #expect(object(document["rules"]).count == AgreementReport.rules.count)
  }
}
