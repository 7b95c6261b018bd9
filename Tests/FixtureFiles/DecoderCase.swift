/// What is known about one file under `Fixtures/decoder`; sizes are coded pixels.
public struct DecoderCase: Codable, Sendable, Equatable, CustomStringConvertible {
  /// The file's name.
  public var file: String
  /// Whether the file can be scored.
  public var expect: Expectation
  /// Why a file is refused: `not_found`, `empty`, `format`, `refused` or `no_video`.
  public var reason: String?
  /// Frames that the ffmpeg command line decodes, or those before the picture's size changes.
  public var frames: Int?
  /// Coded width, pixels, before the display rotation.
  public var width: Int?
  /// Coded height, pixels, before the display rotation.
  public var height: Int?
  /// The clockwise turn that displays the picture upright.
  public var rotationDegrees: Int?
  /// The decoded frames' pixel format, such as `yuv420p`.
  public var pixelFormat: String?
  /// The codec's short name, such as `h264`.
  public var codec: String?
  /// Whether luma can be read without conversion: 8-bit planar YUV, NV12 or grey.
  public var inPlace: Bool?
  /// Whether the frames' intervals differ; `nil` where damage or missing stamps leave it open.
  public var variableFrameRate: Bool?
  /// Whether the file is whole: neither cut nor damaged, one picture size from end to end.
  public var intact: Bool?
  /// Whether libav gives every frame a presentation time stamp of the file's own.
  public var timestampsComplete: Bool?
  /// The frames' presentation time stamps in seconds, for a few files.
  public var ptsS: [Double]?
  /// What is special about the file.
  public var note: String

  /// What should become of a file.
  public enum Expectation: String, Codable, Sendable {
    /// It is opened and decoded; a file that is too short or too slow may still have no score.
    case scored
    /// It is refused with a message.
    case refused
  }

  /// The file's name, for test reports.
  public var description: String { file }
}
