import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct ArenaFileWritingTests {
  private let names = [
    "left", "Käfig 2", "say \"hi\"", "back\\slash", "tab\there", "#[[arena]]", "鼠", "a=b", "'''",
    "line\u{2028}break", "bell\u{7}", "del\u{7F}end",
  ]

  @Test(arguments: Arena.Coordinates.allCases)
  func whatIsWrittenIsReadAgain(_ coordinates: Arena.Coordinates) throws {
    let shapes: [Arena.Shape] = [
      .rectangle(x: 0, y: 0.1, width: 0.123456789, height: 1),
      .ellipse(centerX: 0.5, centerY: 1.0 / 3, radiusX: 1e-7, radiusY: 0.25),
      .polygon([.init(x: 0, y: 0), .init(x: 1, y: 0.0625), .init(x: 0.5, y: 1)]),
    ]
    let arenas = names.enumerated().map { index, name in
      Arena(
        name: name, animalID: index % 2 == 0 ? "M \"\(index)\"" : nil, shape: shapes[index % 3],
        coordinates: coordinates)
    }
    let text = ArenaFile.text(of: arenas, comments: ["made\nby \"hand\"", ""])
    #expect(try ArenaFile.read(text: text, path: "box.toml") == arenas, "\(text)")
  }

  @Test func wholeNumbersStandWithoutFraction() {
    let text = ArenaFile.text(of: [
      Arena(name: "left", shape: .rectangle(x: 8, y: 40, width: 62.5, height: 180))
    ])
    #expect(
      text == """
        coordinates = "pixels"

        [[arena]]
        name = "left"
        rectangle = [8, 40, 62.5, 180]

        """)
  }
}
