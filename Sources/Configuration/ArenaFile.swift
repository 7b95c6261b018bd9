import ImmobilityCore

/// Reads arenas from TOML.
///
/// ```toml
/// coordinates = "pixels"                 # optional; or "relative"
///
/// [[arena]]
/// name = "left"
/// animal_id = "M07"                      # optional, in the file of one recording alone
/// rectangle = [12, 40, 180, 300]         # x, y, width, height in displayed pixels
///
/// [[arena]]
/// name = "middle"
/// ellipse = [320, 190, 88, 140]          # centre x, y, radius x, radius y
///
/// [[arena]]
/// name = "right"
/// polygon = [[430, 40], [620, 40], [600, 330], [450, 330]]
/// ```
///
/// With `coordinates = "relative"` all numbers are parts of the displayed picture, 0-1: x, widths
/// and radii in x of its width, y, heights and radii in y of its height. Such a file serves
/// recordings of any size from one camera.
public enum ArenaFile {
  private static let header = "[[arena]]"
  private static let coordinatesKey = "coordinates"
  private static let shapes = ["rectangle", "ellipse", "polygon"]

  /// Reads the arenas of the file at `path`, in the file's order.
  ///
  /// - Throws: when the file is missing or anything in it is not understood.
  public static func read(path: String) throws(InputFileError) -> [Arena] {
    try arenas(in: TOMLDocument(path: path))
  }

  /// Reads arenas from TOML text; `path` only names it in errors.
  ///
  /// - Throws: when anything in the text is not understood.
  public static func read(text: String, path: String) throws(InputFileError) -> [Arena] {
    try arenas(in: TOMLDocument(text: text, path: path))
  }

  private static func arenas(in document: TOMLDocument) throws(InputFileError) -> [Arena] {
    try document.requireKnownKeys(
      document.root, [coordinatesKey, "arena"], in: "the file", header: nil)
    let coordinates = try coordinates(in: document)
    guard case .array(let tables)? = document.root["arena"], !tables.isEmpty else {
      throw document.error("has no arenas; add a table [[arena]] for each of them")
    }
    var arenas: [Arena] = []
    for (index, node) in tables.enumerated() {
      guard case .table(let table) = node else {
        throw document.error("arena \(index + 1) is \(node.type); write it as a table [[arena]]")
      }
      arenas.append(try arena(table, index: index, coordinates, in: document))
    }
    do {
      try ArenaShape.requireUniqueNames(arenas)
    } catch {
      throw document.error(error.message)
    }
    for (index, arena) in arenas.enumerated() {
      guard let animal = arena.animalID,
        let twin = arenas[..<index].first(where: { $0.animalID == animal })
      else { continue }
      throw document.error(
        "animal_id '\(animal)' is given to the arenas '\(twin.name)' and '\(arena.name)'; one animal is in "
          + "one of them", line: document.line(of: "animal_id", under: header, occurrence: index))
    }
    return arenas
  }

  private static func coordinates(
    in document: TOMLDocument
  ) throws(InputFileError) -> Arena.Coordinates {
    guard let node = document.root[coordinatesKey] else { return .pixels }
    let known = Arena.Coordinates.allCases.map(\.rawValue)
    guard case .string(let text) = node, let coordinates = Arena.Coordinates(rawValue: text) else {
      var message = "\(coordinatesKey) must be \"pixels\" or \"relative\""
      if case .string(let text) = node, let meant = NearestKey.nearest(to: text, among: known) {
        message += "; '\(text)' is neither; did you mean '\(meant)'?"
      }
      throw document.error(message, line: document.line(of: coordinatesKey, under: nil))
    }
    return coordinates
  }

  private static func arena(
    _ table: [String: TOMLNode], index: Int, _ coordinates: Arena.Coordinates,
    in document: TOMLDocument
  ) throws(InputFileError) -> Arena {
    var place = "arena \(index + 1)"
    if case .string(let name)? = table["name"] { place += " ('\(name)')" }
    try document.requireKnownKeys(
      table, ["name", "animal_id"] + shapes, in: place, header: header, occurrence: index)
    guard let name = try text("name", of: table, place: place, index: index, in: document) else {
      throw document.error("\(place) has no name; add name = \"...\"")
    }
    let given = shapes.filter { table[$0] != nil }
    guard given.count == 1, let key = given.first, let node = table[key] else {
      let found = given.isEmpty ? "none" : given.joined(separator: " and ")
      throw document.error(
        "\(place) needs exactly one of rectangle, ellipse and polygon; it has \(found)")
    }
    let line = document.line(of: key, under: header, occurrence: index)
    do {
      let shape = try shape(key, node)
      if coordinates == .relative { try ArenaShape.requireRelative(shape) }
      return Arena(
        name: try ArenaShape.name(name),
        animalID: try text("animal_id", of: table, place: place, index: index, in: document),
        shape: shape, coordinates: coordinates)
    } catch let problem as ArenaShape.Problem {
      throw document.error("\(place): \(problem.message)", line: line)
    } catch let error as InputFileError {
      throw error
    } catch {
      throw document.error("\(place): \(error)", line: line)
    }
  }

  private static func text(
    _ key: String, of table: [String: TOMLNode], place: String, index: Int,
    in document: TOMLDocument
  ) throws(InputFileError) -> String? {
    guard let node = table[key] else { return nil }
    guard case .string(let text) = node else {
      throw document.error(
        "\(place): \(key) is \(node.type); write it in quotes: \(key) = \"...\"",
        line: document.line(of: key, under: header, occurrence: index))
    }
    return text
  }

  private static func shape(
    _ key: String, _ node: TOMLNode
  ) throws(ArenaShape.Problem) -> Arena.Shape {
    guard case .array(let elements) = node else {
      throw ArenaShape.Problem(message: "\(key) is \(node.type); write it as a list in [ ]")
    }
    switch key {
    case "rectangle": return try ArenaShape.rectangle(numbers(elements, key))
    case "ellipse": return try ArenaShape.ellipse(numbers(elements, key))
    default:
      var corners: [[Double]] = []
      for element in elements {
        guard case .array(let corner) = element else {
          throw ArenaShape.Problem(
            message: "polygon holds \(element.type); write corners as [[x, y], [x, y], [x, y]]")
        }
        corners.append(try numbers(corner, key))
      }
      return try ArenaShape.polygon(corners)
    }
  }

  private static func numbers(
    _ elements: [TOMLNode], _ key: String
  ) throws(ArenaShape.Problem) -> [Double] {
    var numbers: [Double] = []
    for element in elements {
      guard let number = element.number else {
        throw ArenaShape.Problem(message: "\(key) holds \(element.type); it takes numbers only")
      }
      numbers.append(number)
    }
    return numbers
  }
}
