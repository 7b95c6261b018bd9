import CVideoShim

/// Reads the video stream of one local file, frame by frame in presentation order.
///
/// Decoding runs on `threads` threads of libav; the frames of an undamaged file do not depend on how
/// many (`finish` tells about damage). Headers are not believed: only frames count.
public struct VideoReader: ~Copyable {
  /// What reading met so far.
  public struct Statistics: Sendable, Equatable {
    /// Frames delivered.
    public var frames: Int
    /// Packets passed over without decoding.
    public var framesSkipped: Int
    /// Frames decoded but shown before the time that was skipped to.
    public var framesDiscarded: Int
    /// Packets that the decoder refused and frames it marked as damaged.
    public var decodeErrors: Int
    /// Frames whose time stamp was filled by rule.
    public var timestampsFilled: Int
    /// The latest end of any packet read, ticks; `nil` if none.
    public var lastPacketEnd: Int64?
  }

  /// The file, as the user gave it.
  public let path: String
  /// Frames per second that hold in place of the file's times; `nil` where the file's hold.
  public let frameRate: Double?
  private let handle: OpaquePointer?

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - path: a local file; never taken for a URL.
  ///   - threads: decoding threads; 0 means one for each core.
  ///   - maxPixels: larger pictures are refused; 0 means 67,108,864.
  ///   - frameRate: frames per second, for a file whose times are wrong: frame n is at n / frameRate.
  /// - Throws: `VideoError` naming the file, what was wrong and what to do.
  public init(
    path: String, threads: Int = 0, maxPixels: Int = 0, frameRate: Double? = nil
  ) throws(VideoError) {
    self.path = path
    self.frameRate = frameRate
    if path.utf8.contains(0) { throw VideoError(code: .notFound, path: path) }
    var opened: OpaquePointer?
    var status = CVS_OK
    let message = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      status = cvs_open(
        &opened, path, Int32(clamping: threads), Int64(maxPixels), buffer.baseAddress, buffer.count)
      return buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    if let error = VideoError(status: status, path: path, libavMessage: message) { throw error }
    handle = opened
  }

  deinit {
    var closing = handle
    cvs_close(&closing)
  }

  /// The stream's description; size and pixel format are those of the first frame once it was read.
  public var info: VideoInfo {
    let info = VideoInfo(cvs_get_info(handle).pointee)
    return frameRate.map(info.timed) ?? info
  }

  /// How long after the start that a player shows as 0 a tick comes, seconds: that of the earliest stream,
  /// such as the sound. 0 where the file does not say, and for what no delay of streams explains.
  ///
  /// Delays of a codec or a container, under 0.1 s, count as none.
  public func delay(ofFirst tick: Int64) -> Double {
    let start = cvs_earliest_start_us(handle)
    guard start != .min, frameRate == nil else { return 0 }
    let delay = Double(tick) * info.timeBase.value - Double(start) / 1_000_000
    return Self.delays.contains(delay) ? (delay * 1000).rounded() / 1000 : 0
  }

  /// What can be the delay between two streams, seconds.
  private static let delays = 0.1...3600.0

  /// What reading met so far.
  public var statistics: Statistics {
    let raw = cvs_get_statistics(handle)
    return Statistics(
      frames: Int(raw.frames), framesSkipped: Int(raw.frames_skipped),
      framesDiscarded: Int(raw.frames_discarded),
      decodeErrors: Int(raw.decode_errors), timestampsFilled: Int(raw.timestamps_filled),
      lastPacketEnd: raw.last_packet_end == .min || frameRate != nil ? nil : raw.last_packet_end)
  }

  /// libav's last warning or error about the file; empty if none.
  public var libavMessage: String {
    cvs_last_message(handle).map { String(cString: $0) } ?? ""
  }

  /// The next frame in presentation order; `nil` after the last.
  ///
  /// - Throws: `VideoError` when the recording cannot be read further. The frames before stay valid.
  public mutating func nextFrame() throws(VideoError) -> VideoFrame? {
    var raw = cvs_frame()
    let status = cvs_read_frame(handle, &raw)
    if status == CVS_END { return nil }
    if let error = VideoError(status: status, path: path, libavMessage: libavMessage) {
      throw error
    }
    guard let frame = VideoFrame(raw, hasGivenTime: frameRate != nil) else {
      throw VideoError(code: .decoder, path: path)
    }
    return frame
  }

  /// Makes the next frame the first one at or after `tick`. What the decoder can do without is not
  /// decoded; the frames that follow are the same as if everything had been decoded.
  public mutating func skip(to tick: Int64) {
    // Where the file's times are not used, every frame counts.
    if frameRate == nil { cvs_skip_to(handle, tick) }
  }

  /// Goes on at the last keyframe at or before `tick`, if there is one after the last frame
  /// delivered; else like `skip(to:)`. For those who want some frames of about that time.
  public mutating func skipToKeyframe(before tick: Int64) {
    if frameRate == nil { cvs_skip_to_keyframe(handle, tick) }
  }

  /// Reads the remaining packets without decoding them, for `statistics.lastPacketEnd`.
  ///
  /// - Throws: `VideoError` when the machine ends reading: what was read until then is not the whole.
  public mutating func scanToEnd() throws(VideoError) {
    cvs_scan_to_end(handle)
    try requireMachine()
  }

  /// Throws when memory or the disk has failed since opening.
  private func requireMachine() throws(VideoError) {
    if let error = VideoError(
      status: cvs_machine_failure(handle), path: path, libavMessage: libavMessage)
    {
      throw error
    }
  }

  /// Ends reading and tells whether anything read so far was damaged.
  ///
  /// What a decoder makes of damaged packets depends on its number of threads. Whoever wants the
  /// same frames on every machine reads a damaged file again with one thread.
  ///
  /// - Throws: `VideoError` when the machine has spoiled what was read.
  public mutating func finish() throws(VideoError) -> Bool {
    let isDamaged = cvs_finish(handle)
    try requireMachine()
    return isDamaged
  }

  /// SHA-256 of the file at `path`, 64 hexadecimal digits.
  ///
  /// - Throws: `VideoError` when the file cannot be read.
  public static func sha256(path: String) throws(VideoError) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let status = cvs_sha256(path, &digest)
    if let error = VideoError(status: status, path: path, libavMessage: "") { throw error }
    return hexadecimal(digest)
  }

  /// SHA-256 of bytes, 64 hexadecimal digits.
  ///
  /// - Throws: `VideoError` when there is no memory for it.
  public static func sha256(bytes: [UInt8]) throws(VideoError) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let status = bytes.withUnsafeBufferPointer {
      cvs_sha256_bytes($0.baseAddress, $0.count, &digest)
    }
    if let error = VideoError(status: status, path: "", libavMessage: "") { throw error }
    return hexadecimal(digest)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The versions of the libav libraries in use.
  public static var libraryVersions: String {
    cvs_library_versions().map { String(cString: $0) } ?? ""
  }
}
