import VideoDecoding

/// A picture in grey levels as it is displayed, upright.
public struct GreyPicture: Sendable, Equatable, Codable {
  /// Columns, pixels.
  public var width: Int
  /// Rows, pixels.
  public var height: Int
  /// Grey levels 0-255, `[row][column]` without gaps.
  public var levels: [UInt8]

  init(width: Int, height: Int, levels: [UInt8]) {
    self.width = width
    self.height = height
    self.levels = levels
  }

  /// Turns a decoded frame as its file asks for.
  init(_ frame: VideoFrame, orientation: Orientation) {
    let (width, height) = (orientation.displayedWidth, orientation.displayedHeight)
    self.width = width
    self.height = height
    levels = frame.withLuma { first, stride in
      [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
        for row in 0..<height {
          for column in 0..<width {
            let pixel = orientation.codedPixel(displayedColumn: column, row: row)
            buffer[row * width + column] = first[pixel.row * stride + pixel.column]
          }
        }
        count = width * height
      }
    }
  }
}
