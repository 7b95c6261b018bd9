import ImmobilityCore
import VideoDecoding

/// What decoding a whole recording says about it, beside what its headers announce.
public struct RecordingProbe: Sendable, Equatable, Codable {
  /// What `score` reports about the recording as well.
  public var info: RecordingInfo
  /// Coded size, pixels, before the display rotation.
  public var codedWidth: Int
  /// Coded size, pixels, before the display rotation.
  public var codedHeight: Int
  /// Whether the display matrix also flips the picture.
  public var mirrored: Bool
  /// Width to height of a pixel, such as 16:15; `nil` if not stated.
  public var sampleAspect: String?
  /// `full` (0-255), `limited` (16-235) or `unspecified`.
  public var lumaRange: String
  /// Whether luma was read in place, without conversion by libswscale.
  public var lumaInPlace: Bool
  /// Whether the stream says that its pictures are interlaced.
  public var interlaced: Bool
  /// The duration that the container announces, seconds; `nil` if unknown.
  public var announcedDuration: Double?
  /// The frame count that the container announces; `nil` if unknown.
  public var announcedFrames: Int?
  /// The frame rate that was made up because the file holds neither time stamps nor a rate, frames per second;
  /// `nil` if it does.
  public var assumedRate: Double?
  /// The video streams in the file, cover pictures aside.
  public var videoStreams: Int
  /// The place of the one that is read among all video streams, from 0.
  public var videoStream: Int
  /// Keyframes among the decoded frames.
  public var keyframes: Int
  /// Frames whose time stamp was filled by rule.
  public var timestampsFilled: Int
  /// Shortest, median and longest interval between frames, seconds; `nil` below two frames.
  public var intervals: Intervals?
  /// libav's last warning or error; empty if none.
  public var libavMessage: String

  /// The intervals between a recording's frames, seconds.
  public struct Intervals: Sendable, Equatable, Codable {
    /// The shortest interval.
    public var shortest: Double
    /// The median interval.
    public var median: Double
    /// The longest interval.
    public var longest: Double
  }

  /// Decodes the whole recording at `path` with `threads` threads (0: one for each core).
  ///
  /// - Throws: `AnalysisError` when the file is missing or not a single frame can be decoded.
  public static func probe(
    path: String, threads: Int = 0
  ) throws(AnalysisError) -> RecordingProbe {
    let hash = FileHash(path: path)
    if let probe = try pass(path: path, threads: threads, hash: hash) { return probe }
    // A damaged file: only one thread gives the same frames every time.
    guard let probe = try pass(path: path, threads: 1, hash: hash) else {
      throw AnalysisError(
        kind: .internalError, path: path, message: "the damaged file gave no result; report this")
    }
    return probe
  }

  /// - Returns: `nil` when the file is damaged and more than one thread decoded it.
  private static func pass(
    path: String, threads: Int, hash: FileHash
  ) throws(AnalysisError) -> RecordingProbe? {
    var reader = try VideoReader.open(path: path, threads: threads)
    var intervals: [Int64] = []
    var first: Int64?
    var last: Int64 = 0
    var lastDuration: Int64 = 0
    var keyframes = 0
    var message: String?
    reading: while true {
      switch reader.next() {
      case .success(let frame?):
        if first != nil { intervals.append(frame.tick - last) }
        first = first ?? frame.tick
        last = frame.tick
        lastDuration = frame.duration > 0 ? frame.duration : intervals.last ?? 0
        keyframes += frame.isKeyframe ? 1 : 0
      case .success(nil):
        break reading
      case .failure(let error):
        if error.code.isOfTheMachine { throw AnalysisError(error) }
        message = error.message
        break reading
      }
    }
    if try reader.end(), threads != 1 { return nil }
    guard let first else {
      throw AnalysisError(
        kind: .inputUnusable, path: path,
        message: AnalysisError.noFrame(message ?? reader.libavMessage))
    }
    return RecordingProbe(
      reader.info, pictureStart: reader.delay(ofFirst: first), statistics: reader.statistics,
      path: path,
      sha256: try hash.value(),
      first: first, end: last + lastDuration, intervals: intervals, keyframes: keyframes,
      message: message ?? reader.libavMessage)
  }

  private init(
    _ video: VideoInfo, pictureStart: Double, statistics: VideoReader.Statistics, path: String,
    sha256: String,
    first: Int64, end: Int64, intervals: [Int64], keyframes: Int, message: String
  ) {
    let orientation = Orientation(video)
    let tick = video.timeBase.value
    var range = IntervalRange()
    for interval in intervals { range.add(interval) }
    info = RecordingInfo(
      path: path, sha256: sha256, container: video.container, codec: video.codec,
      pixelFormat: video.pixelFormat, width: orientation.displayedWidth,
      height: orientation.displayedHeight, rotationDegrees: video.rotationDegrees,
      framesDecoded: statistics.frames, decodeErrors: statistics.decodeErrors,
      firstPTS: Double(first) * tick, duration: Double(end - first) * tick,
      nominalFPS: video.statedRate, variableFrameRate: range.isVariable(tick: tick),
      pictureStart: pictureStart)
    codedWidth = video.width
    codedHeight = video.height
    mirrored = video.mirrored
    sampleAspect = video.sampleAspect.map { "\($0.numerator):\($0.denominator)" }
    lumaRange = video.fullRange.map { $0 ? "full" : "limited" } ?? "unspecified"
    lumaInPlace = video.lumaInPlace
    interlaced = video.interlaced
    announcedDuration = video.announcedDuration
    announcedFrames = video.announcedFrames
    assumedRate = video.rateIsAssumed ? video.nominalRate?.value : nil
    videoStreams = video.videoStreams
    videoStream = video.videoStream
    self.keyframes = keyframes
    timestampsFilled = statistics.timestampsFilled
    if let shortest = range.shortest, let longest = range.longest {
      let median = intervals.sorted()[intervals.count / 2]
      self.intervals = Intervals(
        shortest: Double(shortest) * tick, median: Double(median) * tick,
        longest: Double(longest) * tick)
    }
    libavMessage = message
  }
}
