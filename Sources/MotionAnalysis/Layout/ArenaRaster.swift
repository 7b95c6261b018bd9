import ImmobilityCore
import MotionKernels

/// An arena as runs of coded pixels, so that it costs what its own pixels cost.
struct ArenaRaster: Equatable {
  /// The runs, row by row and left to right; they do not overlap.
  var spans: [RowSpan]
  /// The number of pixels in them.
  var pixelCount: Int
  /// Whether a part of the shape lies outside the picture.
  var isCut: Bool

  /// Rasterises an arena: a pixel belongs to it when its centre, in displayed coordinates, lies
  /// inside the shape. Time and memory grow with the pixels of the picture.
  init(_ arena: Arena, orientation: Orientation) {
    let width = orientation.displayedWidth
    let height = orientation.displayedHeight
    isCut = !arena.shape.lies(inWidth: Double(width), height: Double(height))
    guard arena.shape != .wholePicture else {
      spans = (0..<orientation.codedHeight).map {
        RowSpan(row: Int32($0), start: 0, end: Int32(orientation.codedWidth))
      }
      pixelCount = width * height
      return
    }
    var inside = [Bool](repeating: false, count: width * height)  // [coded row][coded column]
    for row in 0..<height {
      for column in arena.shape.columns(row: row, width: width) {
        let pixel = orientation.codedPixel(displayedColumn: column, row: row)
        inside[pixel.row * orientation.codedWidth + pixel.column] = true
      }
    }
    spans = []
    pixelCount = 0
    for row in 0..<orientation.codedHeight {
      let first = row * orientation.codedWidth
      var column = 0
      while column < orientation.codedWidth {
        guard inside[first + column] else {
          column += 1
          continue
        }
        let start = column
        while column < orientation.codedWidth, inside[first + column] { column += 1 }
        spans.append(RowSpan(row: Int32(row), start: Int32(start), end: Int32(column)))
        pixelCount += column - start
      }
    }
  }
}

extension Arena.Shape {
  /// The displayed columns of a displayed row whose pixels' centres lie inside, increasing.
  fileprivate func columns(row: Int, width: Int) -> [Int] {
    let y = Double(row) + 0.5
    switch self {
    case .wholePicture:
      return Array(0..<width)
    case .rectangle(let left, let top, let rectangleWidth, let rectangleHeight):
      guard y >= top, y < top + rectangleHeight else { return [] }
      return candidates(from: left, to: left + rectangleWidth, width: width).filter {
        let x = Double($0) + 0.5
        return x >= left && x < left + rectangleWidth
      }
    case .ellipse(let centerX, let centerY, let radiusX, let radiusY):
      let dy = (y - centerY) / radiusY
      guard dy * dy <= 1 else { return [] }
      return candidates(from: centerX - radiusX, to: centerX + radiusX, width: width).filter {
        let dx = (Double($0) + 0.5 - centerX) / radiusX
        return dx * dx + dy * dy <= 1
      }
    case .polygon(let corners):
      // Even-odd rule: inside where an odd number of edges crosses the row further right.
      var crossings: [Double] = []
      var previous = corners[corners.count - 1]
      for corner in corners {
        if (corner.y > y) != (previous.y > y) {
          crossings.append(
            (previous.x - corner.x) * (y - corner.y) / (previous.y - corner.y) + corner.x)
        }
        previous = corner
      }
      crossings.sort()
      var columns: [Int] = []
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        columns += candidates(from: crossings[pair], to: crossings[pair + 1], width: width).filter {
          let x = Double($0) + 0.5
          return x >= crossings[pair] && x < crossings[pair + 1]
        }
      }
      return columns
    }
  }

  /// Columns of the picture that may have their centre between two places; a few more at most.
  private func candidates(from left: Double, to right: Double, width: Int) -> Range<Int> {
    let limit = Double(width)
    let start = Int(max(0, min(limit, left.rounded(.down) - 1)))
    let end = Int(max(0, min(limit, right.rounded(.up) + 1)))
    return start..<max(start, end)
  }

  /// Whether the whole shape lies in a picture of a size, pixels.
  fileprivate func lies(inWidth width: Double, height: Double) -> Bool {
    switch self {
    case .wholePicture: true
    case .rectangle(let x, let y, let w, let h):
      x >= 0 && y >= 0 && x + w <= width && y + h <= height
    case .ellipse(let x, let y, let rx, let ry):
      x - rx >= 0 && y - ry >= 0 && x + rx <= width && y + ry <= height
    case .polygon(let corners):
      corners.allSatisfy { $0.x >= 0 && $0.y >= 0 && $0.x <= width && $0.y <= height }
    }
  }
}
