@testable import MotionAnalysis

/// Motion that was made up: animals that move inside boxes of tiles at chosen times.
struct MadeMotion {
  /// One animal: where it moves, and when.
  struct Animal {
    var box: TileRectangle
    /// Whether it moves in a pair of frames.
    var moves: (Int) -> Bool = { _ in true }
    /// Side of the animal, tiles.
    var size = 4
  }

  var grid = TileGrid(width: 960, height: 540)
  var pairs = 80
  var animals: [Animal]
  /// Tiles that move besides, in a pair of frames.
  var other: (Int) -> [TileRectangle] = { _ in [] }

  /// The motion as the sparse pass would give it.
  var motion: SparseMotion {
    var samples: [MotionSample] = []
    for pair in 0..<pairs {
      var moving = [Bool](repeating: false, count: grid.count)
      func mark(_ part: TileRectangle) {
        for row in part.top..<part.bottom {
          for column in part.left..<part.right { moving[row * grid.columns + column] = true }
        }
      }
      for (index, animal) in animals.enumerated() where animal.moves(pair) {
        // Every place of its box comes again and again, in an order that is no simple sweep.
        let across = max(1, animal.box.width - animal.size + 1)
        let down = max(1, animal.box.height - animal.size + 1)
        let left = animal.box.left + (pair * 7 + index * 3) % across
        let top = animal.box.top + (pair * 5 + index) % down
        mark(
          TileRectangle(
            left: left, top: top, right: left + animal.size, bottom: top + animal.size))
      }
      other(pair).forEach(mark)
      samples.append(
        MotionSample(
          position: Double(pair) / Double(pairs), tiles: moving.indices.filter { moving[$0] }))
    }
    return SparseMotion(
      grid: grid, samples: samples, compared: pairs, covered: 360,
      picture: GreyPicture(
        width: grid.width, height: grid.height,
        levels: [UInt8](repeating: 90, count: grid.width * grid.height)))
  }

  /// A box of tiles.
  static func box(_ left: Int, _ top: Int, _ width: Int, _ height: Int) -> TileRectangle {
    TileRectangle(left: left, top: top, right: left + width, bottom: top + height)
  }
}
