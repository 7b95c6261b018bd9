import Foundation
import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct TOMLParserTests {
  private func parse(_ text: String) throws(TOMLError) -> [String: TOMLNode] {
    try TOMLParser.parse(text)
  }

  @Test func everyKindOfValue() throws {
    let values = try parse(
      """
      # a comment
      text = "a \\"b\\" \\u00e9 \\\\"   # behind
      literal = 'C:\\data'
      long = \"\"\"
      first
        second \\
           joined\"\"\"
      marks = '''it's ''two'''''
      whole = +1_000
      hex = 0xFF
      octal = 0o17
      binary = 0b101
      number = -1.5e3
      tiny = 1e-3
      infinite = -inf
      yes = true
      no = false
      day = 2026-03-01
      moment = 2026-03-01 12:00:00
      clock = 07:30:00
      list = [1, [2, 3], # inside
        "x",
      ]
      point = { x = 1, y.z = 2 }
      a.b."c d" = 3
      [table]
      key = 1
      [[rows]]
      n = 1
      [[rows]]
      n = 2
      [rows.deeper]
      m = 3
      """)
    #expect(values["text"] == .string("a \"b\" \u{E9} \\"))
    #expect(values["literal"] == .string("C:\\data"))
    #expect(values["long"] == .string("first\n  second joined"))
    #expect(values["marks"] == .string("it's ''two''"))
    #expect(values["whole"] == .integer(1000))
    #expect(values["hex"] == .integer(255))
    #expect(values["octal"] == .integer(15))
    #expect(values["binary"] == .integer(5))
    #expect(values["number"] == .double(-1500))
    #expect(values["tiny"] == .double(0.001))
    #expect(values["infinite"] == .double(-.infinity))
    #expect(values["yes"] == .boolean(true))
    #expect(values["no"] == .boolean(false))
    for name in ["day", "moment", "clock"] { #expect(values[name] == .other("a date or time")) }
    #expect(
      values["list"] == .array([.integer(1), .array([.integer(2), .integer(3)]), .string("x")]))
    #expect(values["point"] == .table(["x": .integer(1), "y": .table(["z": .integer(2)])]))
    #expect(values["a"] == .table(["b": .table(["c d": .integer(3)])]))
    #expect(values["table"] == .table(["key": .integer(1)]))
    #expect(
      values["rows"]
        == .array([
          .table(["n": .integer(1)]),
          .table(["n": .integer(2), "deeper": .table(["m": .integer(3)])]),
        ]))
  }

  /// Mistakes, the line of each, and words of what to write. Many once ended the program.
  @Test(arguments: [
    ("[/limits]", 1, "write [name]"), ("[,", 1, "write [name]"), ("[!x]", 1, "write [name]"),
    ("\n[", 2, "write [name]"), ("[]", 1, "write [name]"), ("[a", 1, "write it as [name]"),
    ("[[a]", 1, "write it as [[name]]"), ("[a]]", 1, "behind the header"),
    ("[a.]", 1, "write [name]"), ("[.a]", 1, "write [name]"), ("[a..b]", 1, "write [name]"),
    ("[ ]", 1, "write [name]"), ("[\u{FC}]", 1, "quotation marks"), ("[=]", 1, "write [name]"),
    ("= 1", 1, "write name = value"), ("a", 1, "write name = value"), ("a =", 1, "give 'a' one"),
    ("a = ,", 1, "give 'a' one"), ("a. = 1", 1, "write name = value"), (".a = 1", 1, "write name"),
    ("a = b", 1, "a = \"...\""), ("a = 01", 1, "a = \"...\""), ("a = 1_", 1, "a = \"...\""),
    ("a = 1.", 1, "a = \"...\""), ("a = .5", 1, "a = \"...\""), ("a = 0x", 1, "a = \"...\""),
    ("a = 99999999999999999999", 1, "neither"), ("a = 1 b = 2", 1, "begin a new line"),
    ("a = \"x", 1, "not closed"), ("a = 'x\n'", 1, "not closed"), ("a = \"\"\"x", 1, "not closed"),
    ("a = \"\\x\"", 1, "write it twice"), ("a = \"C:\\Users\"", 1, "single quotation"),
    ("a = \"\\uD800\"", 1, "write it twice"), ("a = [1, 2", 1, "not closed"),
    ("a = [1 2]", 1, "write , between"), ("a = {x = 1", 1, "not closed"),
    ("a = {x = 1,\n y = 2}", 1, "write name = value"), ("a = {x}", 1, "write name = value"),
    ("a = 1\na = 2", 2, "remove one"), ("[a]\n[a]", 2, "there already"),
    ("a = 1\n[a]", 2, "has a value already"), ("[[a]]\n[a]", 2, "write each as [[a]]"),
    ("[a]\n[[a]]", 2, "there already"), ("a.b = 1\na = 2", 2, "remove one"),
    ("a = {}\n[a.b]", 2, "has a value already"), ("a = {}\na.b = 1", 2, "cannot add"),
    ("a = 1 # \u{1}", 1, "control character"), ("a = \"\u{7F}\"", 1, "control character"),
    ("a = 1\rb = 2", 1, "begin a new line"), ("\"\"\"a\"\"\" = 1", 1, "single quotation"),
  ]) func mistakesAreErrorsWithALine(_ text: String, _ line: Int, _ words: String) throws {
    let error = #expect(throws: TOMLError.self) { try parse(text) }
    #expect(error?.line == line, "\(text)")
    #expect(error?.message.contains(words) == true, "\(text): \(error?.message ?? "")")
  }

  @Test func nothingIsDeeperThanTheStack() throws {
    let deep = 500_000
    for text in [
      String(repeating: "a.", count: deep) + "a = 1",
      "[" + String(repeating: "a.", count: deep) + "a]",
      "a = " + String(repeating: "[", count: deep),
      "a = " + String(repeating: "{a=", count: deep),
      "a = " + String(repeating: "[{a=", count: deep),
      "a = {" + String(repeating: "a.", count: deep) + "a = 1}",
    ] {
      let error = #expect(throws: TOMLError.self) { try parse(text) }
      #expect(error?.message.contains("more than 32") == true)
    }
    // Headers may stand one in another, each a step deeper, and no deeper either.
    var name = "a"
    var text = ""
    for _ in 0..<100 {
      text += "[\(name)]\n"
      name += ".a"
    }
    #expect(throws: TOMLError.self) { try parse(text) }
    #expect(
      try parse("a = " + String(repeating: "[", count: 20) + String(repeating: "]", count: 20))
        .count == 1)
  }

  /// Any bytes whatever: values or an error.
  @Test func noTextEndsTheProgram() {
    var generator = SystemRandomNumberGenerator()
    let seeds = [
      "[limits]\nmemory_mb = 2048\nx.y = { a = [1, 2.5, \"t\"] }\n[[arena]]\nname = 'a'\n",
      "a = \"\"\"x\\\n y\"\"\"\nb = 2026-01-01T00:00:00Z\nc = '''z'''\n",
    ]
    let marks = Array("[]{}=.,#\"'\\\n\r\t !/-_0x+e:".utf8)
    for round in 0..<4000 {
      var bytes = Array(seeds[round % seeds.count].utf8)
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = marks.randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes.insert(marks.randomElement(using: &generator) ?? 0, at: place)
        }
      }
      _ = try? parse(String(decoding: bytes, as: UTF8.self))
    }
  }
}
