import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct JSONTextTests {
  @Test func valuesKnowTheirLines() throws {
    let json = try JSONText(
      "{\n \"a\": [1, -2.5e1,\n \"x\\n\\u00e4\\ud83d\\ude00\"],\n \"b\": {\"c\": null, \"d\": true}}\n",
      path: "p")
    let a = try #require(json.root["a"])
    #expect(a.line == 2)
    #expect(a.elements.map(\.line) == [2, 2, 3])
    #expect(a.elements[1].number == -25)
    #expect(a.elements[2].text == "x\nä😀")
    #expect(json.root["b"]?["c"]?.number == nil)
    #expect(json.root["b"]?.line == 4)
    #expect(json.root["nothing"] == nil)
  }

  @Test(arguments: [
    ("{\"a\": 1\n", 2), ("{\"a\":\n\n[1, 2}", 3), ("{\"a\": \"open", 1), ("{\"a\": 01x}", 1),
    ("{} {}", 1), ("{a: 1}", 1), ("{\"a\": \"\\q\"}", 1), ("{\"a\": \"\\u12\"}", 1),
    ("{\"a\" 1}", 1),
  ])
  func whatIsNotJSONIsRefusedWithItsLine(text: String, line: Int) {
    let error = #expect(throws: InputFileError.self) { try JSONText(text, path: "p") }
    #expect(error?.line == line)
  }

  @Test func deepNestingIsRefusedAndDoesNotEndTheProgram() {
    let text = String(repeating: "[", count: 100_000)
    let error = #expect(throws: InputFileError.self) { try JSONText(text, path: "p") }
    #expect(error?.message.contains("deeply") == true)
  }
}
