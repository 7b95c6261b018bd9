import ImmobilityCore

/// A grey picture with arenas drawn on it: outlines in colours that also colour-blind eyes tell apart
/// (Okabe and Ito, 2008), and names on a dark ground.
///
/// Small pictures are enlarged by a whole factor, so that the names can be read.
public struct ArenaPicture: Sendable, Equatable {
  /// Columns, pixels.
  public private(set) var width: Int
  /// Rows, pixels.
  public private(set) var height: Int
  /// Red, green and blue, 0-255: `[row][column][channel]` without gaps.
  public private(set) var rgb: [UInt8]

  private typealias Colour = (UInt8, UInt8, UInt8)
  private static let colours: [Colour] = [
    (230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (213, 94, 0), (204, 121, 167),
    (0, 114, 178),
  ]
  private static let leastLongerSide = 640

  /// Draws arenas on a picture of grey levels, `[row][column]` without gaps.
  ///
  /// - Precondition: `grey` holds `width` x `height` levels.
  public init(grey: [UInt8], width: Int, height: Int, arenas: [Arena]) {
    precondition(grey.count == width * height && width > 0 && height > 0, "a picture of that size")
    let longer = max(width, height)
    let factor = max(1, (Self.leastLongerSide + longer - 1) / longer)
    self.width = width * factor
    self.height = height * factor
    rgb = []
    rgb.reserveCapacity(self.width * self.height * 3)
    for row in 0..<self.height {
      for column in 0..<self.width {
        let level = grey[row / factor * width + column / factor]
        rgb.append(level)
        rgb.append(level)
        rgb.append(level)
      }
    }
    let line = max(2, longer * factor / 480)
    for (index, arena) in arenas.enumerated() {
      let colour = Self.colours[index % Self.colours.count]
      let corners = Self.corners(of: arena.inPixels(width: width, height: height), width, height)
        .map { ($0.0 * Double(factor), $0.1 * Double(factor)) }
      drawOutline(corners, line: line, colour)
      drawName(arena.name, in: corners, line: line, colour)
    }
  }

  /// The corners of an arena's outline; an ellipse has many.
  private static func corners(
    of arena: Arena, _ width: Int, _ height: Int
  ) -> [(Double, Double)] {
    switch arena.shape {
    case .wholePicture: box(0, 0, Double(width), Double(height))
    case .rectangle(let x, let y, let width, let height): box(x, y, width, height)
    case .polygon(let corners): corners.map { ($0.x, $0.y) }
    case .ellipse(let x, let y, let radiusX, let radiusY):
      (0..<64).map { step in
        // Points of the circle by the rational parametrisation, a quarter at a time.
        let t = Double(step % 16) / 16
        let (c, s) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
        let (dx, dy) = [(c, s), (-s, c), (-c, -s), (s, -c)][step / 16]
        return (x + radiusX * dx, y + radiusY * dy)
      }
    }
  }

  private static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) -> [(Double, Double)] {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
  }

  /// Corners far beyond any picture: their differences and sums fit then.
  private static func near(_ corners: [(Double, Double)]) -> [(Double, Double)] {
    func near(_ value: Double) -> Double { value.isFinite ? min(max(value, -1e6), 1e6) : 0 }
    return corners.map { (near($0.0), near($0.1)) }
  }

  private mutating func drawOutline(_ given: [(Double, Double)], line: Int, _ colour: Colour) {
    let corners = Self.near(given)
    for (index, from) in corners.enumerated() {
      let to = corners[(index + 1) % corners.count]
      let steps = max(1, Int(clamped: max(abs(to.0 - from.0), abs(to.1 - from.1)).rounded(.up)))
      for step in 0...min(steps, 4 * (width + height)) {
        let part = Double(step) / Double(steps)
        let x = Int(clamped: (from.0 + part * (to.0 - from.0)).rounded()) - line / 2
        let y = Int(clamped: (from.1 + part * (to.1 - from.1)).rounded()) - line / 2
        // Edges on the picture's own edge are drawn inside of it.
        fill(min(max(x, 0), width - line), min(max(y, 0), height - line), line, line, colour)
      }
    }
  }

  /// Writes a name into the upper left corner of an outline, as large as fits there.
  private mutating func drawName(
    _ name: String, in given: [(Double, Double)], line: Int, _ colour: Colour
  ) {
    let corners = Self.near(given)
    let left = max(0, Int(clamped: (corners.map(\.0).min() ?? 0).rounded())) + line
    let top = max(0, Int(clamped: (corners.map(\.1).min() ?? 0).rounded())) + line
    let right = Int(clamped: (corners.map(\.0).max() ?? 0).rounded()) - line
    let columns = name.count * BitmapFont.advance + 1
    let scale = max(1, min(line, (right - left) / max(columns, 1)))
    fill(left, top, columns * scale, (BitmapFont.height + 2) * scale, (0, 0, 0))
    for (place, character) in name.enumerated() {
      for row in 0..<BitmapFont.height {
        for column in 0..<BitmapFont.width
        where BitmapFont.isInked(character, column: column, row: row) {
          fill(
            left + (place * BitmapFont.advance + column + 1) * scale, top + (row + 1) * scale,
            scale,
            scale, colour)
        }
      }
    }
  }

  /// Fills a rectangle as far as it lies in the picture.
  private mutating func fill(
    _ left: Int, _ top: Int, _ columns: Int, _ rows: Int, _ colour: Colour
  ) {
    for row in max(0, top)..<max(0, top, min(height, top + rows)) {
      for column in max(0, left)..<max(0, left, min(width, left + columns)) {
        let first = (row * width + column) * 3
        rgb[first] = colour.0
        rgb[first + 1] = colour.1
        rgb[first + 2] = colour.2
      }
    }
  }
}
