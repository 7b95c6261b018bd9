import CVideoShim

/// One decoded frame: its luma plane, borrowed from the decoder until the frame goes away, and its
/// place in time.
///
/// The plane is never copied. Holding a frame keeps its luma buffer (not its chroma) from being
/// reused; it may outlive its reader and be used on any thread.
public final class VideoFrame: @unchecked Sendable {
  // Unchecked: the pixels are never written after decoding and the release is thread-safe.

  /// Columns of the coded picture, pixels.
  public let width: Int
  /// Rows of the coded picture, pixels.
  public let height: Int
  /// The position in the recording, from 0, frames passed over included.
  public let index: Int
  /// The presentation time stamp in ticks of the stream's time base; increasing over frames.
  public let tick: Int64
  /// The duration announced, ticks; 0 if unknown.
  public let duration: Int64
  /// Whether the frame is coded without reference to others.
  public let isKeyframe: Bool
  /// Whether there was damage at the frame or before it, and no clean keyframe since.
  public let hasDecodeError: Bool
  /// Whether the time stamp was missing or not later than the one before, and filled by rule.
  public let isTimestampFilled: Bool
  /// Whether luma was made by libswscale and not read in place.
  public let isConverted: Bool

  private let luma: UnsafePointer<UInt8>
  private let stride: Int
  private var plane: OpaquePointer?

  /// - Parameter hasGivenTime: whether frames are counted and the file's times are not used.
  init?(_ frame: cvs_frame, hasGivenTime: Bool = false) {
    guard let luma = frame.luma else { return nil }
    self.luma = luma
    stride = Int(frame.stride)
    plane = frame.plane
    width = Int(frame.width)
    height = Int(frame.height)
    index = Int(frame.index)
    tick = hasGivenTime ? frame.index : frame.tick
    duration = hasGivenTime ? 1 : frame.duration
    isKeyframe = frame.flags & CVS_FLAG_KEYFRAME.rawValue != 0
    hasDecodeError = frame.flags & CVS_FLAG_DECODE_ERROR.rawValue != 0
    isTimestampFilled = !hasGivenTime && frame.flags & CVS_FLAG_TIMESTAMP_FILLED.rawValue != 0
    isConverted = frame.flags & CVS_FLAG_CONVERTED.rawValue != 0
  }

  deinit { cvs_plane_release(&plane) }

  /// Calls `body` with the first pixel of the first row and the bytes from one row to the next
  /// (which may be negative); neither must be kept.
  public func withLuma<Result>(
    _ body: (_ firstPixel: UnsafePointer<UInt8>, _ stride: Int) -> Result
  ) -> Result {
    body(luma, stride)
  }

  /// Whether both frames show the same picture, bit by bit.
  public func hasSamePicture(as other: VideoFrame) -> Bool {
    width == other.width && height == other.height
      && cvs_same_luma(
        luma, Int64(stride), other.luma, Int64(other.stride), Int32(width), Int32(height))
  }
}
