import CVideoShim

/// Makes PNG files of pictures in memory, by libavcodec's encoder.
public enum PNGPicture {
  /// Why a picture could not be made into a file.
  public struct EncodingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String
  }

  /// The bytes of a PNG file.
  ///
  /// - Parameters:
  ///   - rgb: red, green and blue of each pixel, 0-255; `[row][column][channel]` without gaps.
  ///   - width: columns, pixels.
  ///   - height: rows, pixels.
  /// - Throws: `EncodingError` when this libav cannot write PNG, or not a picture of that size.
  public static func encode(
    rgb: [UInt8], width: Int, height: Int
  ) throws(EncodingError) -> [UInt8] {
    guard width > 0, height > 0, rgb.count == width * height * 3 else {
      throw EncodingError(description: "\(rgb.count) bytes are no \(width)x\(height) picture")
    }
    var bytes: UnsafeMutablePointer<UInt8>?
    var size = 0
    defer { cvs_bytes_free(&bytes) }
    let status = cvs_encode_png(
      rgb, Int32(clamping: width), Int32(clamping: height), Int64(width * 3), &bytes, &size)
    switch status {
    case CVS_OK: return Array(UnsafeBufferPointer(start: bytes, count: size))
    case CVS_ERROR_LIMIT:
      throw EncodingError(
        description: "a picture of \(width)x\(height) pixels is too large for PNG")
    case CVS_ERROR_NO_DECODER:
      throw EncodingError(description: "the installed libav cannot write PNG; install a full libav")
    case CVS_ERROR_MEMORY: throw EncodingError(description: "not enough memory for the picture")
    default: throw EncodingError(description: "libav could not encode the picture")
    }
  }
}
