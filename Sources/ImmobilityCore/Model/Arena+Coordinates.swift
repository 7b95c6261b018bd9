extension Arena {
  /// The arena in pixels of a displayed picture of `width` x `height` pixels.
  ///
  /// Relative numbers are multiplied by the picture's size and rounded to hundredths of a pixel, so
  /// that what a relative file rounded away does not push an edge over the picture's.
  public func inPixels(width: Int, height: Int) -> Arena {
    guard coordinates == .relative else { return self }
    return converted(to: .pixels, x: Double(width), y: Double(height), digits: 100)
  }

  /// The arena in parts of a displayed picture of `width` x `height` pixels, rounded to seven
  /// decimals.
  public func relative(toWidth width: Int, height: Int) -> Arena {
    guard coordinates == .pixels else { return self }
    return converted(to: .relative, x: 1 / Double(width), y: 1 / Double(height), digits: 1e7)
  }

  private func converted(
    to coordinates: Coordinates, x: Double, y: Double, digits: Double
  ) -> Arena {
    func across(_ value: Double) -> Double { (value * x * digits).rounded() / digits }
    func down(_ value: Double) -> Double { (value * y * digits).rounded() / digits }
    var arena = self
    arena.coordinates = coordinates
    switch shape {
    case .wholePicture: break
    case .rectangle(let x, let y, let width, let height):
      arena.shape = .rectangle(x: across(x), y: down(y), width: across(width), height: down(height))
    case .ellipse(let x, let y, let radiusX, let radiusY):
      arena.shape = .ellipse(
        centerX: across(x), centerY: down(y), radiusX: across(radiusX), radiusY: down(radiusY))
    case .polygon(let corners):
      arena.shape = .polygon(corners.map { Point(x: across($0.x), y: down($0.y)) })
    }
    return arena
  }
}
