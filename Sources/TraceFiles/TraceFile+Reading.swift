import ImmobilityCore

extension TraceFile {
  /// Reads the bytes of a file.
  ///
  /// Nothing is believed before the checksum is right, and no number afterwards without being compared
  /// with the others, so that no file whatever ends the program.
  ///
  /// - Parameters:
  ///   - path: the file's name for errors.
  ///   - settings: the only ones that will be scored with, so that what they do not read may stay packed:
  ///     see `Trace.part(readBy:)`; `nil` to read everything.
  /// - Throws: `TraceFileError` when the file is not exactly as it was written, or was written by
  ///   another version.
  public init(
    bytes: [UInt8], path: String, for settings: ScoringSettings? = nil
  ) throws(TraceFileError) {
    guard TraceChecksum.ends(bytes) else {
      throw TraceFileError(
        kind: .notATrace, path: path,
        message:
          "is no complete trace of Stillwater: the mark at its end is missing; copy it again "
          + "if it was cut off, or give a recording or a trace that --save-trace wrote")
    }
    guard TraceChecksum.fits(bytes) else {
      throw TraceFileError(
        kind: .damaged, path: path,
        message: "the trace is damaged: its checksum does not fit its content; copy it again, or "
          + "analyse the recording again")
    }
    let isOlder: Bool
    do throws(TraceFormatError) {
      let arrays = try TraceArrays(bytes)
      let text = try arrays.metadata()
      let header = try TraceMetadata.read(from: text)
      softwareVersion = header.softwareVersion
      if let metadata = header.metadata {
        recording = try Self.recording(arrays, metadata, for: settings)
        try recording.requireConsistency(isRead: true)
        return
      }
      guard let version = Self.version(header.schema), version > 0 else {
        throw TraceFormatError("its form \"\(header.schema)\" is not known")
      }
      isOlder = version < Self.schemaVersion
    } catch {
      throw TraceFileError(
        kind: .malformed, path: path,
        message: "holds no usable trace: \(error.message); analyse the recording again")
    }
    throw TraceFileError(
      kind: isOlder ? .olderVersion : .newerVersion, path: path,
      message:
        "the trace was written by \(isOlder ? "an older" : "a newer") version of Stillwater "
        + "(\(softwareVersion)); \(isOlder ? "" : "update the program, or ")analyse the recording again"
    )
  }

  /// The version in a schema; `nil` for one of something else.
  private static func version(_ schema: String) -> Int? {
    schema.hasPrefix(schemaName) ? Int(schema.dropFirst(schemaName.count)) : nil
  }

  private static func recording(
    _ arrays: borrowing TraceArrays, _ metadata: TraceMetadata, for settings: ScoringSettings?
  ) throws(TraceFormatError) -> TracedRecording {
    guard metadata.flagBits == flagBits else { throw TraceFormatError("it has unknown flags") }
    guard metadata.coveredS.count == 2 else {
      throw TraceFormatError("what it covers is not known")
    }
    let regions = try metadata.arenas.map { region throws(TraceFormatError) in try region.arena() }
    let base = try arrays.integers(.timeBase, [2], as: Int64.self)
    let thresholds = try arrays.integers(.pixelThreshold, [nil], upTo: 256, as: UInt8.self)
    // What is read of a trace is chosen by them.
    try TracedRecording.requireIncreasing(thresholds)
    let most = try mostSamples(rungs: thresholds.count, arenas: regions.count)
    let ticks = try arrays.steps(.tickStep, [nil], upTo: most)
    let samples = ticks.count
    let frames = try arrays.steps(.frameStep, [samples])
    let flags = try arrays.integers(.readingFlags, [samples], as: UInt16.self)
    var trace = Trace(
      timeBase: TimeBase(numerator: base[0], denominator: base[1]), ticks: ticks,
      lastFrameDuration: metadata.lastFrameDurationTicks, frames: frames.map(Int.init),
      readingFlags: flags.map(SampleFlags.init), keyframes: try arrays.bools(.keyframe, [samples]),
      analysisRate: metadata.analysisRateHz, cleaning: try cleaning(metadata.cleaning),
      covered: .init(start: metadata.coveredS[0], end: metadata.coveredS[1]),
      pixelThresholds: thresholds,
      lag: LagTrack(asked: metadata.lagS, real: try arrays.integers(.lagTicks, [samples])),
      reach: LagTrack(
        asked: CellMotion.window, real: try arrays.integers(.reachTicks, [samples])),
      arenas: try arenas(regions, arrays),
      background: try background(metadata.background, arrays, samples: samples),
      contrastGain: try arrays.integers(.contrastGain, [nil], upTo: samples))
    guard [0, samples].contains(trace.contrastGain.count) else {
      throw TraceFormatError("its contrast has another number of samples")
    }
    let part = settings.flatMap { trace.part(readBy: $0) }
    try readCells(arrays, part == nil ? nil : settings?.measure, into: &trace)
    try readCounts(arrays, part, into: &trace)
    return TracedRecording(
      trace: trace, info: metadata.video.info, notes: metadata.notes.map(\.note))
  }

  /// Keeps every later product of lengths far from overflowing.
  private static func mostSamples(rungs: Int, arenas: Int) throws(TraceFormatError) -> Int {
    guard arenas < mostCounts / 256 else {
      throw TraceFormatError("it is larger than a trace can be")
    }
    return mostCounts / (rungs * (arenas + 1))
  }

  private static func cleaning(_ names: [String]) throws(TraceFormatError) -> Cleaning {
    var cleaning: Cleaning = []
    for name in names {
      guard let kind = Cleaning(name: name) else {
        throw TraceFormatError("cleaning \"\(name)\" is not known")
      }
      cleaning.insert(kind)
    }
    return cleaning
  }
}
