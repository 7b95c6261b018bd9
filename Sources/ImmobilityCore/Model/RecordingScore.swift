/// What is known about a video file after reading it.
public struct RecordingInfo: Sendable, Equatable, Codable {
  /// The path as the user gave it.
  public var path: String
  /// SHA-256 of the file's bytes, 64 hexadecimal digits.
  public var sha256: String
  /// The demuxer's short name.
  public var container: String
  /// The codec's short name.
  public var codec: String
  /// The pixel format's name, such as `yuv420p`.
  public var pixelFormat: String
  /// Displayed width, pixels (after the display rotation).
  public var width: Int
  /// Displayed height, pixels (after the display rotation).
  public var height: Int
  /// The clockwise turn that displays the picture upright: 0, 90, 180 or 270 degrees.
  public var rotationDegrees: Int
  /// Frames that were decoded and analysed.
  public var framesDecoded: Int
  /// Packets that the decoder refused and frames it marked as damaged.
  public var decodeErrors: Int
  /// The first frame's presentation time stamp, seconds.
  public var firstPTS: Double
  /// First to last presentation time stamp plus the last frame's duration, seconds.
  public var duration: Double
  /// The average frame rate that the container announces, frames per second; `nil` if unknown.
  public var nominalFPS: Double?
  /// Whether the intervals between the frames differ by more than the time stamps' rounding.
  public var variableFrameRate: Bool
  /// The player's clock at the first frame, seconds: how much later the picture starts than the earliest
  /// stream, such as the sound. 0 where it is the first.
  public var pictureStart: Double

  /// Makes a description of its parts; see the properties for units.
  public init(
    path: String, sha256: String, container: String, codec: String, pixelFormat: String,
    width: Int, height: Int, rotationDegrees: Int, framesDecoded: Int, decodeErrors: Int,
    firstPTS: Double, duration: Double, nominalFPS: Double?, variableFrameRate: Bool,
    pictureStart: Double = 0
  ) {
    self.path = path
    self.sha256 = sha256
    self.container = container
    self.codec = codec
    self.pixelFormat = pixelFormat
    self.width = width
    self.height = height
    self.rotationDegrees = rotationDegrees
    self.framesDecoded = framesDecoded
    self.decodeErrors = decodeErrors
    self.firstPTS = firstPTS
    self.duration = duration
    self.nominalFPS = nominalFPS
    self.variableFrameRate = variableFrameRate
    self.pictureStart = pictureStart
  }
}

/// One recording's result: its animals' scores, or why there are none.
public struct RecordingScore: Sendable, Equatable {
  /// The path as the user gave it.
  public var path: String
  /// The video; `nil` when it could not be opened.
  public var video: RecordingInfo?
  /// The settings in force.
  public var settings: ScoringSettings
  /// The arenas that were scored; `nil` after an error.
  public var arenas: [Arena]?
  /// The pixel threshold that the scores were made with, grey levels; `nil` after an error.
  public var pixelThreshold: UInt8?
  /// One score for each arena, in the order given; empty after an error.
  public var animals: [AnimalScore]
  /// The measures the scores were made from; `nil` after an error.
  public var trace: Trace?
  /// Why the recording was not scored: what was wrong and what to do.
  public var error: String?

  /// Makes a result of its parts.
  public init(
    path: String, video: RecordingInfo?, settings: ScoringSettings, arenas: [Arena]? = nil,
    pixelThreshold: UInt8? = nil, animals: [AnimalScore] = [], trace: Trace? = nil,
    error: String? = nil
  ) {
    self.path = path
    self.video = video
    self.settings = settings
    self.arenas = arenas
    self.pixelThreshold = pixelThreshold
    self.animals = animals
    self.trace = trace
    self.error = error
  }
}
