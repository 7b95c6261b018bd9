import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct ArenaFileTests {
  private func read(_ text: String) throws(InputFileError) -> [Arena] {
    try ArenaFile.read(text: text, path: "box.toml")
  }

  @Test func threeShapes() throws {
    let arenas = try read(
      """
      \u{FEFF}# cylinders
      [[arena]]
      name = "left"
      animal_id = "M 7"
      rectangle = [12, 40.5, 180, 3e2]

      [[arena]]
      name = "Käfig 2"
      ellipse = [320, 190, 88, 140]

      [[arena]]
      name = "right"
      polygon = [[430, 40], [620, 40.25], [600, 330]]
      """)
    #expect(
      arenas == [
        Arena(
          name: "left", animalID: "M 7",
          shape: .rectangle(x: 12, y: 40.5, width: 180, height: 300)),
        Arena(
          name: "Käfig 2",
          shape: .ellipse(centerX: 320, centerY: 190, radiusX: 88, radiusY: 140)),
        Arena(
          name: "right",
          shape: .polygon([.init(x: 430, y: 40), .init(x: 620, y: 40.25), .init(x: 600, y: 330)])),
      ])
  }

  /// Each wrong file, the line that its error must name, and words that it must hold.
  static let wrong: [(text: String, line: Int?, words: [String])] = [
    ("", nil, ["no arenas", "[[arena]]"]),
    ("arena = 3", nil, ["no arenas"]),
    ("arena = [1]", nil, ["arena 1", "a whole number"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2", 3, ["not valid TOML"]),
    ("[[arenas]]\nname = \"a\"", nil, ["'arenas'", "did you mean 'arena'"]),
    ("[[arena]]\nrectangle = [1, 2, 3, 4]", nil, ["arena 1", "no name"]),
    ("[[arena]]\nname = \" \"\nrectangle = [1, 2, 3, 4]", 3, ["needs a name"]),
    ("[[arena]]\nname = 4\nrectangle = [1, 2, 3, 4]", 2, ["name", "quotes"]),
    ("[[arena]]\nname = \"a\"\nanimal_id = 7\nrectangle = [1, 2, 3, 4]", 3, ["animal_id"]),
    (
      "[[arena]]\nname = \"a\"\nrectangle = [1, 2, 3, 4]\n[[arena]]\nname = \"b\"\nrectangel = [1]",
      6, ["arena 2 ('b')", "'rectangel'", "did you mean 'rectangle'"]
    ),
    ("[[arena]]\nname = \"a\"", nil, ["exactly one of", "none"]),
    (
      "[[arena]]\nname = \"a\"\nrectangle = [1, 2, 3, 4]\nellipse = [1, 2, 3, 4]", nil,
      ["exactly one of", "rectangle and ellipse"]
    ),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2, 3]", 3, ["4 numbers", "not 3"]),
    ("[[arena]]\nname = \"a\"\nrectangle = 5", 3, ["rectangle", "list"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2, 0, 4]", 3, ["above 0"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2, 3, -4]", 3, ["above 0"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2, nan, 4]", 3, ["not a place"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [inf, 2, 3, 4]", 3, ["not a place"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2, \"3\", 4]", 3, ["text", "numbers only"]),
    ("[[arena]]\nname = \"a\"\nrectangle = [1, 2, true, 4]", 3, ["numbers only"]),
    ("[[arena]]\nname = \"a\"\nellipse = [1, 2, 3, 0]", 3, ["radii", "above 0"]),
    ("[[arena]]\nname = \"a\"\npolygon = [[1, 2], [3, 4]]", 3, ["3 corners", "not 2"]),
    ("[[arena]]\nname = \"a\"\npolygon = [[1, 2], [3, 4], [5]]", 3, ["corner 3", "2 numbers"]),
    ("[[arena]]\nname = \"a\"\npolygon = [1, 2, 3, 4, 5, 6]", 3, ["[[x, y]"]),
    ("[[arena]]\nname = \"a\"\npolygon = [[1, 1], [2, 2], [3, 3]]", 3, ["no area"]),
    (
      "[[arena]]\nname = \"a\"\nrectangle = [1,2,3,4]\n[[arena]]\nname = \"a\"\n"
        + "ellipse = [1,2,3,4]", nil, ["two arenas", "'a'"]
    ),
    ("name = \"a\u{0}\"", nil, ["not a text file"]),
    ("coordinates = \"relativ\"\n[[arena]]", 1, ["\"pixels\" or", "did you mean 'relative'"]),
    ("# x\ncoordinates = 1\n[[arena]]", 2, ["\"pixels\" or \"relative\""]),
    ("coordinate = \"relative\"", 1, ["'coordinate'", "did you mean 'coordinates'"]),
    (
      "[[arena]]\nname = \"a\"\ncoordinates = \"relative\"\nrectangle = [0, 0, 1, 1]", 3,
      ["arena 1 ('a')", "unknown key 'coordinates'"]
    ),
    (
      "coordinates = \"relative\"\n[[arena]]\nname = \"a\"\nrectangle = [0.1, 0.1, 0.5, 1.01]", 4,
      ["arena 1 ('a')", "1.01 is no part", "from 0 to 1", "coordinates = \"pixels\""]
    ),
    (
      "coordinates = \"relative\"\n[[arena]]\nname = \"a\"\nellipse = [-0.1, 0.1, 0.5, 0.5]", 4,
      ["-0.1 is no part"]
    ),
    (
      "coordinates = \"relative\"\n[[arena]]\nname = \"a\"\npolygon = [[0, 0], [1, 0], [0.5, 80]]",
      4,
      ["80.0 is no part"]
    ),
  ]

  @Test(arguments: wrong.indices)
  func wrongFilesAreExplained(index: Int) {
    let (text, line, words) = Self.wrong[index]
    do {
      let arenas = try read(text)
      Issue.record("read as \(arenas): \(text)")
    } catch {
      #expect(error.path == "box.toml")
      #expect(error.kind == .unusable)
      #expect(error.line == line, "\(error)")
      for word in words { #expect(error.message.contains(word), "\(error)") }
    }
  }

  @Test func missingFile() {
    let error = #expect(throws: InputFileError.self) {
      try ArenaFile.read(path: "/nowhere/box.toml")
    }
    #expect(error?.kind == .notFound)
    #expect(error?.description.hasPrefix("/nowhere/box.toml: ") == true)
  }

  @Test func folderIsNoFile() {
    let error = #expect(throws: InputFileError.self) { try ArenaFile.read(path: "/tmp") }
    #expect(error?.kind == .unusable)
  }

  @Test func relativeCoordinatesCountForEveryArena() throws {
    let arenas = try read(
      """
      coordinates = "relative"
      [[arena]]
      name = "a"
      rectangle = [0, 0.25, 0.5, 0.75000000001]
      [[arena]]
      name = "b"
      ellipse = [0.75, 0.5, 0.25, 0.5]
      """)
    #expect(arenas.map(\.coordinates) == [.relative, .relative])
    #expect(
      arenas[0].inPixels(width: 640, height: 360).shape
        == .rectangle(x: 0, y: 90, width: 320, height: 270))
    let pixels = try read(
      "coordinates = \"pixels\"\n[[arena]]\nname = \"a\"\nrectangle = [0, 2, 3, 9]")
    #expect(pixels.map(\.coordinates) == [.pixels])
  }

  @Test func oneAnimalIsInOneArena() throws {
    let arena = { (name: String) in
      "[[arena]]\nname = \"\(name)\"\nanimal_id = \"M1\"\nrectangle = [1, 2, 3, 4]\n"
    }
    let error = #expect(throws: InputFileError.self) {
      try ArenaFile.read(text: arena("a") + arena("b"), path: "box.toml")
    }
    #expect(
      error?.line == 7 && error?.message.contains("'M1' is given to the arenas 'a' and 'b'") == true
    )
  }
}
