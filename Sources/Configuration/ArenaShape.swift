import ImmobilityCore

/// Checks an arena's numbers, whatever notation they came in.
enum ArenaShape {
  /// Why numbers make no shape, in words that follow the arena's name.
  struct Problem: Error, Equatable {
    var message: String
  }

  /// A rectangle from x, y, width and height.
  static func rectangle(_ numbers: [Double]) throws(Problem) -> Arena.Shape {
    try requireFour(numbers, "rectangle", "x, y, width, height")
    guard numbers[2] > 0, numbers[3] > 0 else {
      throw Problem(message: "the rectangle's width and height must be above 0")
    }
    return .rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }

  /// An ellipse from centre x, y and the two radii.
  static func ellipse(_ numbers: [Double]) throws(Problem) -> Arena.Shape {
    try requireFour(numbers, "ellipse", "centre x, centre y, radius x, radius y")
    guard numbers[2] > 0, numbers[3] > 0 else {
      throw Problem(message: "the ellipse's two radii must be above 0")
    }
    return .ellipse(
      centerX: numbers[0], centerY: numbers[1], radiusX: numbers[2], radiusY: numbers[3])
  }

  /// A polygon from its corners' coordinates.
  static func polygon(_ corners: [[Double]]) throws(Problem) -> Arena.Shape {
    guard corners.count >= 3 else {
      throw Problem(message: "a polygon needs at least 3 corners, not \(corners.count)")
    }
    var points: [Arena.Point] = []
    for (index, corner) in corners.enumerated() {
      guard corner.count == 2 else {
        throw Problem(message: "corner \(index + 1) of the polygon needs 2 numbers: x, y")
      }
      try requireFinite(corner, "polygon")
      points.append(Arena.Point(x: corner[0], y: corner[1]))
    }
    guard area(points) > 0 else {
      throw Problem(message: "the polygon has no area; give its corners in order")
    }
    return .polygon(points)
  }

  /// Throws when a number of a shape is no part of a picture: under 0 or above 1, to within what
  /// rounding explains.
  static func requireRelative(_ shape: Arena.Shape) throws(Problem) {
    let numbers: [Double] =
      switch shape {
      case .wholePicture: []
      case .rectangle(let x, let y, let width, let height): [x, y, width, height]
      case .ellipse(let x, let y, let radiusX, let radiusY): [x, y, radiusX, radiusY]
      case .polygon(let corners): corners.flatMap { [$0.x, $0.y] }
      }
    let tolerance = 1e-6
    guard let wrong = numbers.first(where: { $0 < -tolerance || $0 > 1 + tolerance }) else {
      return
    }
    throw Problem(
      message:
        "\(wrong) is no part of the picture; with coordinates = \"relative\" all numbers lie "
        + "from 0 to 1, for pixels write coordinates = \"pixels\"")
  }

  /// The name without blanks around it.
  static func name(_ text: String) throws(Problem) -> String {
    let name = text.trimmingBlanks
    guard !name.isEmpty else { throw Problem(message: "an arena needs a name") }
    return name
  }

  /// Throws when two arenas share a name.
  static func requireUniqueNames(_ arenas: [Arena]) throws(Problem) {
    var seen: Set<String> = []
    for arena in arenas where !seen.insert(arena.name).inserted {
      throw Problem(
        message: "two arenas are named '\(arena.name)'; give each arena a name of its own")
    }
  }

  private static func requireFour(
    _ numbers: [Double], _ shape: String, _ meaning: String
  ) throws(Problem) {
    guard numbers.count == 4 else {
      throw Problem(message: "a \(shape) needs 4 numbers (\(meaning)), not \(numbers.count)")
    }
    try requireFinite(numbers, shape)
  }

  private static func requireFinite(_ numbers: [Double], _ shape: String) throws(Problem) {
    // Far beyond any picture, and small enough that no later sum of coordinates overflows.
    guard numbers.allSatisfy({ abs($0) <= 1e6 }) else {
      throw Problem(message: "the \(shape) has a number that is not a place in a picture")
    }
  }

  /// The sum of the absolute triangle areas seen from the first corner: 0 only when all corners
  /// lie on one line. (The signed area of a figure of eight may be 0, yet it has an inside.)
  private static func area(_ points: [Arena.Point]) -> Double {
    zip(points.dropFirst(), points.dropFirst(2)).reduce(0) { sum, pair in
      let (a, b) = pair
      return sum
        + abs((a.x - points[0].x) * (b.y - points[0].y) - (b.x - points[0].x) * (a.y - points[0].y))
    }
  }
}

extension String {
  /// The text without spaces and tabs at its ends.
  var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let head = drop(while: isBlank)
    let end = head.lastIndex { !isBlank($0) }.map { head.index(after: $0) } ?? head.startIndex
    return String(head[..<end])
  }
}
