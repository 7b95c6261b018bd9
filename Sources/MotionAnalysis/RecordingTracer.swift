import ImmobilityCore
import VideoDecoding

/// One recording -> one trace: drives the decoder and the kernels.
struct RecordingTracer {
  var path: String
  var arenas: [Arena]
  var settings: ScoringSettings
  var threads: Int
  /// Whether what lies before the trial may be passed over without decoding; the trace is the same.
  var maySkip = true

  /// A trace and what became known about the recording on the way.
  struct Result {
    var trace: Trace
    var info: RecordingInfo
    /// What deserves a look beside the samples' own flags.
    var notes: [Note]
  }

  /// A note about the recording, or about one arena.
  struct Note {
    /// The arena's place in the list; `nil` for all.
    var arena: Int?
    /// Times in seconds of the recording.
    var quality: QualityNote
  }

  /// Reads the recording.
  ///
  /// - Throws: `AnalysisError` when it cannot be opened, holds no frame, or an arena has no pixel
  ///   in its picture.
  func trace(observer: (any AnalysisObserver)?) throws(AnalysisError) -> Result {
    var attempt = Attempt(threads: threads, skips: maySkip)
    while true {
      switch try pass(attempt, observer: observer) {
      case .success(let result): return result
      case .failure(.neededWhatWasSkipped): attempt.skips = false
      case .failure(.damaged): attempt.threads = 1
      }
    }
  }

  private struct Attempt {
    var threads: Int
    var skips: Bool
  }

  /// Why a pass has to be repeated in another way; each can happen once.
  private enum Retry: Error {
    /// A gap in front of the trial: what was passed over is needed after all.
    case neededWhatWasSkipped
    /// The file is damaged, and what several threads make of that is not reproducible.
    case damaged
  }

  private func pass(
    _ attempt: Attempt, observer: (any AnalysisObserver)?
  ) throws(AnalysisError) -> Swift.Result<Result, Retry> {
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
    let orientation = Orientation(video)
    let timeBase = TimeBase(
      numerator: video.timeBase.numerator, denominator: video.timeBase.denominator)
    var notes: [Note] = []
    var builder = TraceBuilder(
      arenas: try rasterise(orientation, notes: &notes), pixelThresholds: [settings.pixelThreshold],
      lag: settings.lag, longLag: settings.longLag, timeBase: timeBase, firstTick: first.tick)
    var history = FrameHistory(reach: reach, tick: timeBase.seconds(1))
    var intervals = IntervalRange()
    func time(_ frame: VideoFrame) -> Double { timeBase.seconds(frame.tick - first.tick) }

    let trialEnd = settings.trialLength.map { settings.trialStart + $0 } ?? .infinity
    // Frames from here on may be compared with the first sample of the trial.
    let neededFrom = settings.trialStart - 2 * reach - Self.skipMargin
    let skips = attempt.skips && neededFrom > Self.skipMargin
    if skips {
      let ticks = neededFrom * Double(timeBase.denominator) / Double(timeBase.numerator)
      reader.skip(to: first.tick + Int64(min(ticks, Double(Int64.max / 8))))
    }

    var pending = first
    var delivered = 1
    var earliest: VideoFrame? = skips ? nil : first
    var measured = 0
    var lastDuration: Int64 = 0
    var interruption: VideoError?
    var endedEarly = false
    while true {
      var next: VideoFrame?
      switch reader.next() {
      case .success(let frame): next = frame
      case .failure(let error): interruption = error
      }
      if let next {
        delivered += 1
        if attempt.threads != 1, next.hasDecodeError { return .failure(.damaged) }
        if skips, delivered == 2 {
          earliest = next
          pending = next
          continue
        }
        intervals.add(next.tick - pending.tick)
      }
      // A frame becomes a sample once it is known to be shown in the trial.
      let isShownInTrial = next.map { time($0) > settings.trialStart } ?? true
      if isShownInTrial {
        if skips, measured == 0, !isCovered(by: earliest, sample: pending, time: time) {
          return .failure(.neededWhatWasSkipped)
        }
        builder.add(pending, history: history)
        measured += 1
      }
      if delivered % 16 == 0, let observer {
        let goOn = observer.analysed(
          frames: delivered, seconds: time(pending), announcedDuration: video.announcedDuration)
        guard goOn else {
          throw AnalysisError(kind: .cancelled, path: path, message: "interrupted")
        }
      }
      guard let next else {
        lastDuration = pending.duration
        break
      }
      history.append(pending)
      if time(next) >= trialEnd {
        lastDuration = next.tick - pending.tick
        endedEarly = true
        break
      }
      pending = next
    }
    if endedEarly { reader.scanToEnd() }
    if reader.finish(), attempt.threads != 1 { return .failure(.damaged) }
    if lastDuration <= 0 { lastDuration = intervals.latest ?? 1 }
    let statistics = reader.statistics
    var end = pending.tick + lastDuration
    if endedEarly {
      end = max(end, reader.statistics.lastPacketEnd ?? end)
    }
    let trace = builder.finish(lastFrameDuration: lastDuration)
    let duration = timeBase.seconds(end - first.tick)
    if let interruption {
      notes.append(
        note(
          flag: "recording_interrupted", start: trace.end, end: trace.end,
          detail: "decoding ended at \(Rounding.text(trace.end)) s: \(interruption.message)"))
    } else if let announced = video.announcedDuration,
      announced - duration > 1
    {
      notes.append(
        note(
          flag: "shorter_than_announced", start: duration, end: announced,
          detail:
            "the file announces \(Rounding.text(announced)) s but \(Rounding.text(duration)) s "
            + "could be decoded; it may be cut off"))
    }
    if video.rotationUnusable {
      notes.append(
        note(
          flag: "rotation_ignored", start: settings.trialStart, end: duration,
          detail: "the file asks for a display rotation that is no multiple of 90 degrees; arenas "
            + "are taken in unrotated pixels"))
    }
    let info = RecordingInfo(
      path: path, sha256: "", container: video.container, codec: video.codec,
      pixelFormat: video.pixelFormat, width: orientation.displayedWidth,
      height: orientation.displayedHeight, rotationDegrees: video.rotationDegrees,
      framesDecoded: statistics.frames, decodeErrors: statistics.decodeErrors,
      firstPTS: timeBase.seconds(first.tick), duration: duration,
      nominalFPS: video.nominalRate?.value,
      variableFrameRate: intervals.isVariable(tick: timeBase.seconds(1)))
    return .success(Result(trace: trace, info: info, notes: notes))
  }

  /// How far back a frame may be compared, seconds.
  private var reach: Double { max(settings.lag, settings.longLag) }

  /// Seconds decoded in front of what the lags need, so that a skip costs nothing but saves much.
  private static let skipMargin = 1.0

  /// Whether the earliest frame delivered after a skip lies so far back that the trial's first
  /// sample and its comparisons are those of a full decode.
  private func isCovered(
    by earliest: VideoFrame?, sample: VideoFrame, time: (VideoFrame) -> Double
  ) -> Bool {
    guard let earliest else { return false }
    return time(sample) <= settings.trialStart
      && time(earliest) <= time(sample) - 2 * reach
  }

  private func note(
    arena: Int? = nil, flag: String, start: Double, end: Double, detail: String
  ) -> Note {
    Note(
      arena: arena, quality: QualityNote(flag: flag, start: start, end: end, detail: detail))
  }

  private func rasterise(
    _ orientation: Orientation, notes: inout [Note]
  ) throws(AnalysisError) -> [(Arena, ArenaRaster)] {
    var rasters: [(Arena, ArenaRaster)] = []
    let size = "\(orientation.displayedWidth)x\(orientation.displayedHeight)"
    for given in arenas {
      let arena = given.inPixels(
        width: orientation.displayedWidth, height: orientation.displayedHeight)
      let raster = ArenaRaster(arena, orientation: orientation)
      guard raster.pixelCount > 0 else {
        throw AnalysisError(
          kind: .inputUnusable, path: path,
          message: "arena \"\(arena.name)\" has no pixel in the \(size) picture; correct its "
            + "coordinates (displayed pixels, from the upper left corner)")
      }
      if raster.isCut {
        notes.append(
          note(
            arena: rasters.count, flag: "arena_cut", start: settings.trialStart,
            end: settings.trialStart,
            detail: "arena \"\(arena.name)\" reaches beyond the \(size) picture and was cut there"))
      }
      rasters.append((arena, raster))
    }
    return rasters
  }
}

/// The shortest, longest and latest interval between frames, ticks.
struct IntervalRange {
  private(set) var shortest: Int64?
  private(set) var longest: Int64?
  private(set) var latest: Int64?

  mutating func add(_ interval: Int64) {
    shortest = min(shortest ?? interval, interval)
    longest = max(longest ?? interval, interval)
    latest = interval
  }

  /// Whether the intervals differ by more than rounding to a tick or a millisecond explains.
  func isVariable(tick: Double) -> Bool {
    guard let shortest, let longest else { return false }
    return Double(longest - shortest) * tick > max(tick, 0.001) * 1.001
  }
}
