import CVideoShim

/// What the container and the decoder say about a recording's video stream.
public struct VideoInfo: Sendable, Equatable {
  /// The demuxer's short name, such as `mov,mp4,m4a,3gp,3g2,mj2`.
  public var container: String
  /// The codec's short name, such as `h264`.
  public var codec: String
  /// The pixel format's name, such as `yuv420p`.
  public var pixelFormat: String
  /// Coded width, pixels, before the display rotation.
  public var width: Int
  /// Coded height, pixels, before the display rotation.
  public var height: Int
  /// The clockwise turn that displays the picture upright: 0, 90, 180 or 270 degrees.
  public var rotationDegrees: Int
  /// Whether the picture is flipped left to right before that turn.
  public var mirrored: Bool
  /// Whether the file asks for a turn that is no multiple of 90 degrees, which is ignored.
  public var rotationUnusable: Bool
  /// Width to height of a pixel; `nil` if not stated.
  public var sampleAspect: Ratio?
  /// Whether luma runs over 0-255 (`true`) or 16-235 (`false`); `nil` if not stated.
  public var fullRange: Bool?
  /// Whether the luma plane is read without conversion.
  public var lumaInPlace: Bool
  /// Whether the stream says that its pictures are interlaced.
  public var interlaced: Bool
  /// One tick of the stream's clock, seconds.
  public var timeBase: Ratio
  /// Frames per second, as announced; `nil` if unknown.
  public var nominalRate: Ratio?
  /// The container's claim about its duration, seconds; `nil` if unknown. Never relied on.
  public var announcedDuration: Double?
  /// The container's claim about its frames; `nil` if unknown. Never relied on.
  public var announcedFrames: Int?
  /// Whether the file holds neither time stamps nor a frame rate, so that `nominalRate` is made up; known once
  /// the first frame was read.
  public var rateIsAssumed: Bool
  /// The video streams in the file, cover pictures aside; one is read.
  public var videoStreams: Int
  /// That one's place among all video streams, from 0, as in ffmpeg's `0:v:1`.
  public var videoStream: Int

  /// A fraction of two whole numbers.
  public struct Ratio: Sendable, Equatable {
    /// Above the line.
    public var numerator: Int64
    /// Below the line, positive.
    public var denominator: Int64
    /// The quotient.
    public var value: Double { Double(numerator) / Double(denominator) }
  }

  /// The description with frames at a rate that was given, one tick each.
  func timed(_ rate: Double) -> VideoInfo {
    var info = self
    let parts = Int64((rate * 1000).rounded())
    info.timeBase = Ratio(numerator: 1000, denominator: max(parts, 1))
    info.nominalRate = Ratio(numerator: max(parts, 1), denominator: 1000)
    info.announcedDuration = nil
    info.rateIsAssumed = false
    return info
  }

  init(_ info: cvs_info) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? "unknown"
    }
    func ratio(_ numerator: Int64, _ denominator: Int64) -> Ratio? {
      numerator > 0 && denominator > 0
        ? Ratio(numerator: numerator, denominator: denominator) : nil
    }
    container = text(info.container)
    codec = text(info.codec)
    pixelFormat = text(info.pixel_format)
    width = Int(info.width)
    height = Int(info.height)
    rotationDegrees = Int(info.rotation_degrees)
    mirrored = info.mirrored
    rotationUnusable = info.rotation_unusable
    sampleAspect = ratio(Int64(info.sample_aspect_num), Int64(info.sample_aspect_den))
    fullRange = info.full_range < 0 ? nil : info.full_range == 1
    lumaInPlace = info.luma_in_place
    interlaced = info.interlaced
    timeBase = Ratio(numerator: info.time_base_num, denominator: info.time_base_den)
    nominalRate = ratio(info.nominal_rate_num, info.nominal_rate_den)
    announcedDuration =
      info.announced_duration_us > 0 ? Double(info.announced_duration_us) / 1_000_000 : nil
    announcedFrames = info.announced_frames > 0 ? Int(info.announced_frames) : nil
    rateIsAssumed = info.rate_assumed
    videoStreams = Int(info.video_streams)
    videoStream = Int(info.video_stream)
  }
}
