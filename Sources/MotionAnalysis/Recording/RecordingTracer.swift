import ImmobilityCore
import VideoDecoding

/// One recording -> one trace: drives the decoder and the kernels.
struct RecordingTracer {
  var path: String
  var arenas: [Arena]
  var settings: ScoringSettings
  var threads: Int
  /// Frames per second in place of the file's times.
  var frameRate: Double?
  /// Whether what lies before the trial may be passed over without decoding; the trace is the same.
  var maySkip = true

  /// Reads the recording.
  ///
  /// - Throws: `AnalysisError` when it cannot be opened, holds no frame, an arena has no pixel in its
  ///   picture, or a trial's start was given for an arena that is not among them.
  func trace(observer: (any AnalysisObserver)?) throws(AnalysisError) -> TracedRecording {
    do throws(ScoringError) {
      try settings.requireTrialStarts(onlyOf: arenas.map(\.name))
    } catch {
      throw AnalysisError(kind: .inputUnusable, path: path, message: "\(error)")
    }
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
  ) throws(AnalysisError) -> Result<TracedRecording, Retry> {
    var reader = try VideoReader.open(path: path, threads: attempt.threads, frameRate: frameRate)
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
    // The first frame itself is not kept: its picture takes memory.
    let firstTick = first.tick
    func time(_ frame: VideoFrame) -> Double { timeBase.seconds(frame.tick - firstTick) }
    var notes: [TracedRecording.Note] = []
    let pictureStart = reader.delay(ofFirst: firstTick)
    let settings = settings.inSampleTime(pictureStart: pictureStart)
    let layout = TraceLayout(
      arenas: try rasterise(orientation, notes: &notes), width: first.width, height: first.height)
    let intake = SampleIntake(
      layout: layout, settings: settings, timeBase: timeBase, firstTick: firstTick,
      announced: (video.announcedDuration ?? 0, video.nominalRate?.value ?? 0))

    // Taken out here: a second holder of the intake would make its arrays be copied.
    let (readFrom, covered) = (intake.readFrom, intake.covered)
    var samples = SampleThread(intake)

    let skipTarget = readFrom - Self.skipMargin
    let skips = attempt.skips && frameRate == nil && skipTarget > Self.skipMargin
    if skips {
      let ticks = skipTarget * Double(timeBase.denominator) / Double(timeBase.numerator)
      reader.skip(to: firstTick + Int64(min(ticks, Double(Int64.max / 8))))
    } else {
      samples.take(first)
    }

    var greyLevels = GreyLevels()
    greyLevels.look(at: first)
    var latest = first
    var delivered = 1
    var intervals = IntervalRange()
    var interruption: VideoError?
    var nextTick: Int64?
    reading: while true {
      let next: VideoFrame
      switch reader.next() {
      case .success(let frame?): next = frame
      case .success(nil): break reading
      case .failure(let error):
        // No fault of the file: what was read so far is not the recording.
        if error.code.isOfTheMachine { throw AnalysisError(error) }
        interruption = error
        break reading
      }
      delivered += 1
      if attempt.threads != 1, next.hasDecodeError { return .failure(.damaged) }
      if skips, delivered == 2 {
        // Not the frame that the analysis would have begun with had all been decoded.
        if time(next) > readFrom { return .failure(.neededWhatWasSkipped) }
      } else {
        intervals.add(next.tick - latest.tick)
      }
      if time(next) >= covered.end {
        nextTick = next.tick
        break
      }
      samples.take(next)
      if next.index % GreyLevels.frameStep == 0, time(next) >= covered.start {
        greyLevels.look(at: next)
      }
      latest = next
      if delivered % 16 == 0, let observer {
        let goOn = observer.analysed(
          frames: delivered, seconds: time(latest), announcedDuration: video.announcedDuration)
        guard goOn else {
          throw AnalysisError(kind: .cancelled, path: path, message: "interrupted")
        }
      }
    }
    if skips, delivered == 1 { return .failure(.neededWhatWasSkipped) }
    if let rate = intervals.absurdRate(tick: timeBase.seconds(1)) {
      throw AnalysisError(
        kind: .inputUnusable, path: path,
        message: "its times say \(Rounding.text(rate)) frames/s (stated: "
          + (video.nominalRate.map { Rounding.text($0.value) } ?? "none")
          + "), which is no rate of such a recording: nothing could be scored with it. Give the true one with "
          + "--frame-rate, such as score --frame-rate 25; for a study write the file anew with its true rate R: "
          + "ffmpeg -r R -i FILE -c:v libx264 -crf 12 NEW.mp4")
    }
    if nextTick != nil { try reader.passOver() }
    if try reader.end(), attempt.threads != 1 { return .failure(.damaged) }
    var lastDuration = nextTick.map { $0 - latest.tick } ?? latest.duration
    if lastDuration <= 0 { lastDuration = intervals.latest ?? 1 }
    let statistics = reader.statistics
    var end = latest.tick + lastDuration
    if nextTick != nil { end = max(end, statistics.lastPacketEnd ?? end) }
    let trace = samples.finish(
      end: latest.tick + lastDuration, isEndOfRecording: nextTick == nil)
    let duration = timeBase.seconds(end - firstTick)
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
    if let frameRate {
      notes.append(
        note(
          flag: "frame_rate_given", start: covered.start, end: covered.start,
          detail: "the file's own times are not used: its frames were taken at "
            + "\(Rounding.text(frameRate)) frames/s (--frame-rate)"))
    }
    if pictureStart > 0 {
      notes.append(
        note(
          flag: "picture_starts_late", start: covered.start, end: covered.start,
          detail:
            "the picture starts \(Rounding.text(pictureStart)) s after the file's first stream (the sound); "
            + "times of the recording here are those that a player shows, so the first picture is at "
            + "\(Rounding.text(pictureStart)) s"))
    }
    notes += (video.notes + [greyLevels.note].compactMap(\.self)).map {
      note(flag: $0.flag, start: covered.start, end: duration, detail: $0.detail)
    }
    let info = RecordingInfo(
      path: path, sha256: "", container: video.container, codec: video.codec,
      pixelFormat: video.pixelFormat, width: orientation.displayedWidth,
      height: orientation.displayedHeight, rotationDegrees: video.rotationDegrees,
      framesDecoded: statistics.frames, decodeErrors: statistics.decodeErrors,
      firstPTS: timeBase.seconds(firstTick), duration: duration,
      nominalFPS: video.statedRate,
      variableFrameRate: intervals.isVariable(tick: timeBase.seconds(1)), pictureStart: pictureStart
    )
    return .success(TracedRecording(trace: trace, info: info, notes: notes))
  }

  /// Seconds decoded in front of what is needed, so that a skip costs nothing but saves much.
  private static let skipMargin = 1.0

  private func note(
    arena: Int? = nil, flag: String, start: Double, end: Double, detail: String
  ) -> TracedRecording.Note {
    TracedRecording.Note(
      arena: arena, quality: QualityNote(flag: flag, start: start, end: end, detail: detail))
  }

  private func rasterise(
    _ orientation: Orientation, notes: inout [TracedRecording.Note]
  ) throws(AnalysisError) -> [(arena: Arena, raster: ArenaRaster)] {
    var rasters: [(arena: Arena, raster: ArenaRaster)] = []
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
        let start = settings.trialStart(of: arena.name).readFrom
        notes.append(
          note(
            arena: rasters.count, flag: "arena_cut", start: start, end: start,
            detail: "arena \"\(arena.name)\" reaches beyond the \(size) picture and was cut there"))
      }
      rasters.append((given, raster))
    }
    return rasters
  }
}

/// The shortest, longest and latest interval between frames, ticks.
struct IntervalRange {
  private(set) var shortest: Int64?
  private(set) var longest: Int64?
  private(set) var latest: Int64?
  private var total: Int64 = 0
  private var count: Int64 = 0

  /// The rates at which cameras film such tests, frames per second.
  private static let possible = 1.0...500.0

  /// Frames per second where they are none that a camera films such a test at; `nil` otherwise, and for
  /// few frames far apart at uneven times.
  func absurdRate(tick: Double) -> Double? {
    guard count > 0, total > 0, let shortest, let longest else { return nil }
    let rate = Double(count) / (Double(total) * tick)
    if rate > Self.possible.upperBound { return rate }
    return rate < Self.possible.lowerBound && longest <= 2 * shortest ? rate : nil
  }

  mutating func add(_ interval: Int64) {
    total += max(0, min(interval, Int64.max / 1_000_000_000))
    count += 1
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
