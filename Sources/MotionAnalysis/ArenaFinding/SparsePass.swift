import VideoDecoding

/// A quick pass through a recording: pairs of frames a fifth of a second apart, spread evenly over
/// its length. Between them nothing is decoded where keyframes allow it.
struct SparsePass {
  var path: String
  var threads: Int

  /// The time between the frames of a pair, seconds: long enough for slow paddling to show, short
  /// enough for few frames to be decoded.
  static let lag = 0.2
  /// A pair that is further apart than this (seconds) or nearer than `leastLag` says nothing.
  static let mostLag = 1.0
  static let leastLag = 0.06
  /// Pairs over the whole recording.
  static let pairs = 80
  /// Frames decoded at most, so that the longest recording without keyframes takes seconds too.
  static let mostFrames = 3000
  /// Frames decoded before it is judged whether keyframes help.
  private static let trial = 100

  /// The recording's motion.
  ///
  /// - Throws: `AnalysisError` when the recording cannot be opened or holds no frame.
  func motion(observer: (any AnalysisObserver)?) throws(AnalysisError) -> SparseMotion {
    var attempt = Attempt(threads: threads, length: nil)
    while true {
      switch try pass(attempt, observer: observer) {
      case .success(let motion): return motion
      case .failure(.damaged): attempt.threads = 1
      case .failure(.otherLength(let length)): attempt.length = length
      }
    }
  }

  private struct Attempt {
    var threads: Int
    /// The recording's length, seconds, once it was measured.
    var length: Double?
  }

  /// Why a pass is repeated in another way; each can happen once.
  private enum Retry: Error {
    /// What several threads make of a damaged file is not reproducible.
    case damaged
    /// The file announces no length, or a wrong one; this one was measured, seconds.
    case otherLength(Double)
  }

  private func pass(
    _ attempt: Attempt, observer: (any AnalysisObserver)?
  ) throws(AnalysisError) -> Result<SparseMotion, Retry> {
    var reader = try VideoReader.open(path: path, threads: attempt.threads)
    let first: VideoFrame
    switch reader.next() {
    case .success(let frame?): first = frame
    case .success(nil):
      throw AnalysisError(
        kind: .inputUnusable, path: path, message: AnalysisError.noFrame(reader.libavMessage))
    case .failure(let error): throw AnalysisError(error)
    }
    let video = reader.info
    let tick = video.timeBase.value
    guard let length = attempt.length ?? video.announcedDuration else {
      return .failure(.otherLength(try Self.measuredLength(&reader, first: first, tick: tick)))
    }
    let orientation = Orientation(video)
    let grid = TileGrid(width: orientation.displayedWidth, height: orientation.displayedHeight)
    let tiles = TileMotion(grid: grid, orientation: orientation)
    var step = max(length / Double(Self.pairs), Self.lag)
    func time(_ frame: VideoFrame) -> Double { Double(frame.tick - first.tick) * tick }

    var pairs: [(time: Double, tiles: [Int])] = []
    var shown = (frame: first, isMoving: false)
    var compared = 0
    var last = first
    var target = 0.0
    var isAtEnd = false
    var isExhausted = false
    while !isAtEnd, !isExhausted, pairs.count < 2 * Self.pairs {
      if target > time(last) {
        reader.skipToKeyframe(before: first.tick + Int64(min(target / tick, 1e15)))
        guard let start = try? reader.next().get() else {
          isAtEnd = true
          break
        }
        last = start
      }
      let start = last
      while time(last) < time(start) + Self.lag - tick, !isAtEnd {
        if let frame = try? reader.next().get() { last = frame } else { isAtEnd = true }
      }
      let lag = time(last) - time(start)
      if Self.leastLag...Self.mostLag ~= lag, !start.hasDecodeError, !last.hasDecodeError {
        compared += 1
        if let moved = tiles.movingTiles(from: start, to: last) {
          pairs.append((time(start), moved))
          if !moved.isEmpty, time(last) <= length / 2 || !shown.isMoving {
            shown = (last, true)
          }
        }
      }
      let statistics = reader.statistics
      let decoded = statistics.frames + statistics.framesDiscarded
      if let observer,
        !observer.analysed(frames: decoded, seconds: time(last), announcedDuration: length)
      {
        throw AnalysisError(kind: .cancelled, path: path, message: "interrupted")
      }
      isExhausted = decoded > Self.mostFrames
      if statistics.framesSkipped > 0 {
        // Where keyframes are far apart and pairs therefore dear, fewer must do.
        let affordable = (Self.mostFrames - decoded) * max(compared, 1) / max(decoded, 1)
        step = max(step, (length - time(last)) / Double(max(affordable, 1)))
      } else if decoded > Self.trial {
        // Without keyframes every frame is decoded: as many pairs as are needed from its beginning.
        let reach = time(last) / Double(decoded) * Double(Self.mostFrames)
        step = max(min(step, reach / Double(Self.pairs)), Self.lag)
      }
      target = max(target + step, time(last))
    }
    if attempt.length == nil, !isExhausted, time(last) < 0.8 * length {
      return .failure(.otherLength(try Self.measuredLength(&reader, first: first, tick: tick)))
    }
    if try reader.end(), attempt.threads != 1 { return .failure(.damaged) }
    let covered = max(time(last), tick)
    return .success(
      SparseMotion(
        grid: grid,
        samples: pairs.map { MotionSample(position: $0.time / covered, tiles: $0.tiles) },
        compared: compared, covered: covered, isCut: !isAtEnd,
        picture: GreyPicture(shown.frame, orientation: orientation)))
  }

  /// The time from the first frame to the end of the last packet, seconds.
  private static func measuredLength(
    _ reader: inout VideoReader, first: VideoFrame, tick: Double
  ) throws(AnalysisError) -> Double {
    try reader.passOver()
    return max(0, Double((reader.statistics.lastPacketEnd ?? first.tick) - first.tick) * tick)
  }
}
