import VideoDecoding

/// How the coded picture is turned for display: mirrored first, then turned clockwise.
struct Orientation: Equatable {
  /// Clockwise quarter turns, 0 to 3.
  var quarterTurns: Int
  /// Whether left and right are exchanged before the turn.
  var mirrored: Bool
  /// Coded width, pixels.
  var codedWidth: Int
  /// Coded height, pixels.
  var codedHeight: Int

  init(_ info: VideoInfo) {
    quarterTurns = info.rotationDegrees / 90 % 4
    mirrored = info.mirrored
    codedWidth = info.width
    codedHeight = info.height
  }

  init(quarterTurns: Int, mirrored: Bool, codedWidth: Int, codedHeight: Int) {
    self.quarterTurns = quarterTurns
    self.mirrored = mirrored
    self.codedWidth = codedWidth
    self.codedHeight = codedHeight
  }

  /// Displayed width, pixels.
  var displayedWidth: Int { quarterTurns % 2 == 0 ? codedWidth : codedHeight }
  /// Displayed height, pixels.
  var displayedHeight: Int { quarterTurns % 2 == 0 ? codedHeight : codedWidth }

  /// The coded pixel that is shown at a displayed column and row.
  func codedPixel(displayedColumn x: Int, row y: Int) -> (column: Int, row: Int) {
    let (column, row) =
      switch quarterTurns {
      case 1: (y, codedHeight - 1 - x)
      case 2: (codedWidth - 1 - x, codedHeight - 1 - y)
      case 3: (codedWidth - 1 - y, x)
      default: (x, y)
      }
    return (mirrored ? codedWidth - 1 - column : column, row)
  }
}
