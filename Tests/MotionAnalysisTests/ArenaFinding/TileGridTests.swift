import Testing

@testable import MotionAnalysis

@Suite struct TileGridTests {
  /// Every displayed pixel belongs to the tile above it, whichever way the picture is turned.
  @Test(arguments: [0, 1, 2, 3], [false, true])
  func tilesFollowTheDisplayedPicture(_ turns: Int, _ mirrored: Bool) {
    let orientation = Orientation(
      quarterTurns: turns, mirrored: mirrored, codedWidth: 203, codedHeight: 61)
    let grid = TileGrid(width: orientation.displayedWidth, height: orientation.displayedHeight)
    var tiles = [Int32](repeating: -1, count: 203 * 61)
    for span in grid.spans(orientation) {
      for column in span.start..<span.end {
        #expect(tiles[Int(span.row) * 203 + Int(column)] == -1)
        tiles[Int(span.row) * 203 + Int(column)] = span.group
      }
    }
    var counts = [Int](repeating: 0, count: grid.count)
    for row in 0..<grid.height {
      for column in 0..<grid.width {
        let pixel = orientation.codedPixel(displayedColumn: column, row: row)
        let tile = row / grid.side * grid.columns + column / grid.side
        #expect(tiles[pixel.row * 203 + pixel.column] == Int32(tile))
        counts[tile] += 1
      }
    }
    #expect(counts == (0..<grid.count).map(grid.pixels))
  }
}
