import Foundation
import GroupComparison
import Testing

@testable import Reports

@Suite struct ComparisonPrintersTests {
  @Test func tableShowsArmsEffectsAndReasons() throws {
    let text = try ComparisonTable(colours: false).text(of: SampleComparison.report())
    #expect(text.hasPrefix("pre, stress mild\ngroup "))
    #expect(text.contains("lost 5: no data: 1 animal: excluded: \"<it>\" died"))
    #expect(text.contains("no data       no data      no data"))
    #expect(text.contains("103.5 +/- 2.0"))
    #expect(text.contains("(drug 10 - veh<>) at mild - the same at none  test, stress mild"))
    #expect(text.contains("veh<>: test - pre"))
    #expect(text.contains("note: 2 of 32 animals and sessions had no immobile bout"))
    #expect(text.contains("-40.0 ("))
    #expect(!text.contains(" 0.0 +/-") && !text.contains("nan"))
  }

  @Test func jsonHoldsEverything() throws {
    let text = try ComparisonJSON().text(of: SampleComparison.report())
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "stillwater.compare/1")
    let groups = try #require(document["groups"] as? [[String: Any]])
    #expect(groups.count == 10)
    let lost = try #require(groups.first { $0["group"] as? String == "lost" })
    #expect(lost["no_data"] as? String == "1 animal: excluded: \"<it>\" died")
    #expect((lost["immobile_s"] as? [String: Any])?["mean"] is NSNull)
    let effects = try #require(document["effects"] as? [[String: Any]])
    #expect(effects.count == 3 * (2 * 2 + 2))
    let effect = try #require(
      effects.first {
        $0["session"] as? String == "test" && $0["group"] as? String == "drug"
          && ($0["stratum"] as? [String: String]) == ["stress": "none"]
          && $0["measure"] as? String == "immobile_s"
      })
    #expect(effect["difference"] as? Double == -40)
    #expect((effect["bca_interval"] as? [Double])?.count == 2)
    #expect((effect["welch_interval"] as? [Double])?.count == 2)
    #expect(effect["permutations"] as? Int == 70)
    let interactions = try #require(document["interactions"] as? [[String: Any]])
    #expect(interactions.count == 6)
    #expect((document["changes"] as? [[String: Any]])?.count == 3 * 5)
  }

  @Test func csvIsTidyAndNeverZeroForNoData() throws {
    let text = try ComparisonCSV().text(of: SampleComparison.report())
    let lines = text.split(separator: "\n").map(String.init)
    let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
    #expect(lines.count == 1 + 3 * (10 + 6 + 2 + 5))
    for line in lines where !line.contains("\"") {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count == columns, "\(line)")
    }
    let lost = try #require(lines.first { $0.hasPrefix("group,test,none,lost,5,,immobile_s") })
    #expect(lost.contains(",immobile_s,0,,,,"))
    #expect(lost.hasSuffix("\"no data: 1 animal: excluded: \"\"<it>\"\" died\""))
  }

  @Test func pageEscapesAndShowsNoData() throws {
    let library = try #require(ScriptLibrary(script: "var Chart = 1;"))
    let page = try ComparisonHTML(library: library).text(of: SampleComparison.report())
    #expect(page.contains("no data</b>: 1 animal: excluded: &quot;&lt;it&gt;&quot; died"))
    #expect(!page.contains("<it>") && !page.contains("veh<>") && !page.contains("look <here>"))
    #expect(page.contains("look &lt;here&gt;") && page.contains("a&lt;b&gt;.csv"))
    #expect(page.contains("103.5 \u{B1} 2.0"))
    #expect(page.contains("var Chart = 1;") && page.contains("id=\"plots\""))
    let plain = try ComparisonHTML(library: nil).text(of: SampleComparison.report())
    #expect(plain.contains("libjs-chart.js) was not found") && !plain.contains("<script"))
  }

  @Test func printersAreDeterministic() throws {
    let (a, b) = (try SampleComparison.report(), try SampleComparison.report())
    #expect(ComparisonHTML(library: nil).text(of: a) == ComparisonHTML(library: nil).text(of: b))
    #expect(try ComparisonJSON().text(of: a) == ComparisonJSON().text(of: b))
  }
}
