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
    #expect(text.contains("(drug 10 - veh<>) at stress mild - the same at none  test"))
    #expect(text.contains("veh<>: test - pre"))
    #expect(text.contains("note: 2 of 32 animals and sessions had no immobile bout"))
    #expect(text.contains("-40.0 ("))
    #expect(text.contains("drug 10 - veh<>, across stress"))
    #expect(text.contains("veh<>: stress mild - none"))
    #expect(
      text.contains("x         lost 5, test, stress none  test/x.mp4  excluded: \"<it>\" died"))
    #expect(text.contains("no session") == false && text.contains("in session 'test' alone"))
    #expect(!text.contains(" 0.0 +/-") && !text.contains("nan"))
  }

  @Test func jsonHoldsEverything() throws {
    let text = try ComparisonJSON().text(of: SampleComparison.report())
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "stillwater.compare/2")
    let groups = try #require(document["groups"] as? [[String: Any]])
    #expect(groups.count == 10)
    let lost = try #require(groups.first { $0["group"] as? String == "lost" })
    #expect(lost["no_data"] as? String == "1 animal: excluded: \"<it>\" died")
    #expect((lost["immobile_s"] as? [String: Any])?["mean"] is NSNull)
    let sections = try #require(document["comparisons"] as? [String: [[String: Any]]])
    #expect(sections.keys.sorted() == Effect.Section.allCases.map(\.rawValue).sorted())
    let effects = try #require(sections["effects"])
    #expect(effects.count == 3 * (2 * 2 + 2))
    let effect = try #require(
      effects.first {
        $0["session"] as? String == "test" && $0["group"] as? String == "drug"
          && ($0["stratum"] as? [String: String]) == ["stress": "none"]
          && $0["measure"] as? String == "immobile_s"
      })
    #expect(effect["difference"] as? Double == -40)
    let interval = try #require(effect["interval_95"] as? [Double])
    let p = try #require(effect["p"] as? Double)
    #expect(interval[1] < 0 && p < 0.05)
    #expect(effect["adjustment"] as? String == "dunnett" && effect["family_size"] as? Int == 2)
    #expect(effect["bootstrap_t_interval_95"] is NSNull)
    #expect(effect["permutations"] as? Int == 70)
    #expect(effect["p_permutation_least"] as? Double == 0.028571)
    #expect(sections["interactions"]?.count == 6 && sections["changes"]?.count == 3 * 5)
    #expect(sections["vehicle_levels"]?.count == 6 && sections["across_strata"]?.count == 3 * 4)
    #expect((document["left_out"] as? [Any])?.count == 2)
    let design = try #require(document["design"] as? [String: Any])
    #expect((design["family"] as? [String: Any])?["session"] as? String == "test")
  }

  @Test func csvIsTidyAndNeverZeroForNoData() throws {
    let text = try ComparisonCSV().text(of: SampleComparison.report())
    let lines = text.split(separator: "\n").map(String.init)
    let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
    #expect(lines.count == 1 + 3 * (10 + 6 + 4 + 2 + 2 + 5) + 5 + 2)
    for line in lines where !line.contains("\"") {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count == columns, "\(line)")
    }
    let lost = try #require(lines.first { $0.hasPrefix("group,test,none,lost,5,,,immobile_s") })
    #expect(lost.contains(",immobile_s,0,1,,,,"))
    #expect(
      lines.contains {
        $0.hasPrefix("left_out,test,none,lost,5,x,,,1,,")
          && $0.hasSuffix("\"excluded: \"\"<it>\"\" died\"")
      })
    #expect(lost.hasSuffix("\"no data: 1 animal: excluded: \"\"<it>\"\" died\""))
  }

  @Test func pageEscapesAndShowsNoData() throws {
    let library = try #require(ScriptLibrary(script: "var Chart = 1;"))
    let page = try ComparisonHTML(library: library).text(of: SampleComparison.report())
    #expect(page.contains("no data</b>: 1 animal: excluded: &quot;&lt;it&gt;&quot; died"))
    #expect(!page.contains("<it>") && !page.contains("veh<>") && !page.contains("look <here>"))
    #expect(page.contains("look &lt;here&gt;") && page.contains("a&lt;b&gt;.csv"))
    #expect(page.contains("103.5 \u{B1} 2.0") && page.contains("<h4>Left out</h4>"))
    #expect(page.contains("Not yet immobile") && page.contains("log-rank p against"))
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
