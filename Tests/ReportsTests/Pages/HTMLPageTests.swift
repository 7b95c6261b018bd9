import Testing

@testable import Reports

@Suite struct HTMLPageTests {
  @Test func holdsAllAndAsksForNothing() throws {
    let library = try #require(ScriptLibrary(script: "var L = 1;", style: ".l {}"))
    let page = HTMLPage(
      title: "a < b", style: ".own {}", body: "<p>body</p>\n", libraries: [library],
      data: [("d", .string("</script>"))], scripts: ["draw();"])
    let text = page.text
    #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</body></html>\n"))
    #expect(text.contains("<title>a &lt; b</title>") && text.contains("<h1>a &lt; b</h1>"))
    #expect(text.contains("default-src 'none'"))
    #expect(text.contains("id=\"d\">\"\\u003c/script>\"</script>"))
    // The page's own style stands after the library's, so that it counts.
    let own = try #require(text.range(of: ".own {}"))
    #expect(try #require(text.range(of: ".l {}")).upperBound <= own.lowerBound)
  }

  @Test func whatWouldEndItsElementIsNoLibrary() {
    #expect(ScriptLibrary(script: "a</script>") == nil)
    #expect(ScriptLibrary(script: "a", style: "</style>") == nil)
  }

  @Test func tablesEscapeTexts() {
    let table = HTML.table(["a<"], [["<b>", "1"]])
    #expect(table.contains("a&lt;") && table.contains("&lt;b&gt;") && !table.contains("<b>"))
    #expect(table.contains("<td class=\"number\">1</td>"))
  }
}
