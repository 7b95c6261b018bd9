import ImmobilityCore

extension TraceFile {
  /// Reads the bytes of a file.
  ///
  /// Nothing is believed before the checksum is right, and no number afterwards without being compared
  /// with the others, so that no file whatever ends the program.
  ///
  /// - Parameter path: the file's name for errors.
  /// - Throws: `TraceFileError` when the file is not exactly as it was written, or was written by a
  ///   newer version.
  public init(bytes: [UInt8], path: String) throws(TraceFileError) {
    guard Seal.stands(atEndOf: bytes) else {
      throw TraceFileError(
        kind: .notATrace, path: path,
        message:
          "is no complete trace of Stillwater: the mark at its end is missing; copy it again "
          + "if it was cut off, or give a recording or a trace that --save-trace wrote")
    }
    guard Seal.isIntact(bytes) else {
      throw TraceFileError(
        kind: .damaged, path: path,
        message: "the trace is damaged: its checksum does not fit its content; copy it again, or "
          + "analyse the recording again")
    }
    do throws(TraceFormatError) {
      let arrays = try TraceArrays(bytes)
      let text = try arrays.metadata()
      let header = try TraceMetadata.read(from: text)
      softwareVersion = header.softwareVersion
      if let metadata = header.metadata {
        recording = try Self.recording(arrays, metadata)
        try recording.requireConsistency(countsAreOrdered: true)
        return
      }
      guard Self.isNewer(header.schema) else {
        throw TraceFormatError("its form \"\(header.schema)\" is not known")
      }
    } catch {
      throw TraceFileError(
        kind: .malformed, path: path,
        message: "holds no usable trace: \(error.message); analyse the recording again")
    }
    throw TraceFileError(
      kind: .newerVersion, path: path,
      message:
        "the trace was written by a newer version of Stillwater (\(softwareVersion)); update "
        + "the program, or analyse the recording again")
  }

  /// Whether a schema is one of a version to come.
  private static func isNewer(_ schema: String) -> Bool {
    guard schema.hasPrefix(schemaName), let version = Int(schema.dropFirst(schemaName.count)) else {
      return false
    }
    return version > schemaVersion
  }

  private static func recording(
    _ arrays: borrowing TraceArrays, _ metadata: TraceMetadata
  ) throws(TraceFormatError) -> TracedRecording {
    guard metadata.flagBits == flagBits else { throw TraceFormatError("it has unknown flags") }
    guard metadata.coveredS.count == 2 else {
      throw TraceFormatError("what it covers is not known")
    }
    let regions = try metadata.arenas.map { region throws(TraceFormatError) in try region.arena() }
    let base = try arrays.integers(.timeBase, [2], as: Int64.self)
    let thresholds = try arrays.integers(.pixelThreshold, [nil], as: UInt8.self)
    let ticks = try arrays.steps(.tickStep, [nil])
    let samples = ticks.count
    try requireSize(samples: samples, rungs: thresholds.count, arenas: regions.count)
    let frames = try arrays.steps(.frameStep, [samples])
    let flags = try arrays.integers(.readingFlags, [samples], as: UInt16.self)
    let trace = Trace(
      timeBase: TimeBase(numerator: base[0], denominator: base[1]), ticks: ticks,
      lastFrameDuration: metadata.lastFrameDurationTicks, frames: frames.map(Int.init),
      readingFlags: flags.map(SampleFlags.init), keyframes: try arrays.bools(.keyframe, [samples]),
      analysisRate: metadata.analysisRateHz, cleaning: try cleaning(metadata.cleaning),
      covered: .init(start: metadata.coveredS[0], end: metadata.coveredS[1]),
      pixelThresholds: thresholds,
      shortLag: LagTrack(
        asked: metadata.lagS, real: try arrays.integers(.lagTicksShort, [samples])),
      longLag: LagTrack(
        asked: metadata.longLagS, real: try arrays.integers(.lagTicksLong, [samples])),
      arenas: try arenas(regions, arrays, samples: samples, thresholds: thresholds),
      background: try background(metadata.background, arrays, rungs: thresholds.count))
    return TracedRecording(
      trace: trace, info: metadata.video.info, notes: metadata.notes.map(\.note))
  }

  /// Keeps every later product of lengths far from overflowing.
  private static func requireSize(
    samples: Int, rungs: Int, arenas: Int
  ) throws(TraceFormatError) {
    guard rungs > 0 else { throw TraceFormatError("it has no pixel thresholds") }
    guard rungs <= 256, samples <= mostCounts, arenas < mostCounts / 256,
      samples * rungs <= mostCounts / (arenas + 1)
    else { throw TraceFormatError("it is larger than a trace can be") }
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

  private static func arenas(
    _ regions: [Arena], _ arrays: borrowing TraceArrays, samples: Int, thresholds: [UInt8]
  ) throws(TraceFormatError) -> [ArenaTrace] {
    let count = regions.count
    let rungs = thresholds.count
    let pixels = try arrays.integers(.arenaPixels, [count], as: Int64.self)
    guard pixels.allSatisfy((1...Int64(Int32.max)).contains) else {
      throw TraceFormatError("an arena has no pixels")
    }
    let ladder = LadderDepths(pixelThresholds: thresholds)
    guard try arrays.integers(.rungWidth, [rungs], as: Int64.self) == ladder.widths else {
      throw TraceFormatError("its ladder is not known")
    }
    let noise = try arrays.doubles(.noise, [count])
    let short = try comparisons(
      arrays, ComparisonArrays.short, pixels: pixels, samples: samples, thresholds: thresholds)
    let long = try comparisons(
      arrays, ComparisonArrays.long, pixels: pixels, samples: samples, thresholds: thresholds)
    let depths = try arrays.doubles(.noiseDepth, [count, rungs])
    let presence = try presence(arrays, arenas: count)
    return regions.indices.map {
      ArenaTrace(
        arena: regions[$0], pixelCount: Int(pixels[$0]), short: short[$0], long: long[$0],
        noise: noise[$0].isNaN ? nil : noise[$0],
        noiseDepth: noiseDepth(depths[($0 * rungs)..<(($0 + 1) * rungs)]), presence: presence[$0])
    }
  }

  /// The depths that noise makes; nothing where all are missing.
  private static func noiseDepth(_ depths: ArraySlice<Double>) -> [Double] {
    depths.allSatisfy(\.isNaN) ? [] : Array(depths)
  }

  /// The arrays of one lag.
  private struct ComparisonArrays {
    var changed: TraceArray
    var depth: TraceArray
    var difference: TraceArray
    var lightShift: TraceArray
    var compensated: TraceArray

    static let short = ComparisonArrays(
      changed: .changedShort, depth: .depthShort, difference: .differenceShort,
      lightShift: .lightShiftShort,
      compensated: .compensatedShort)
    static let long = ComparisonArrays(
      changed: .changedLong, depth: .depthLong, difference: .differenceLong,
      lightShift: .lightShiftLong,
      compensated: .compensatedLong)
  }

  /// `[arena]`: what was counted at one lag.
  private static func comparisons(
    _ arrays: borrowing TraceArrays, _ names: ComparisonArrays, pixels: [Int64], samples: Int,
    thresholds: [UInt8]
  ) throws(TraceFormatError) -> [Comparisons] {
    let arenas = pixels.count
    let ladder = LadderDepths(pixelThresholds: thresholds)
    let ladders = try ladders(arrays, names, pixels: pixels, samples: samples, ladder: ladder)
    let differences = try arrays.planes(names.difference, [arenas, samples], as: Int64.self)
    let shifts = try arrays.integers(names.lightShift, [arenas, samples], as: Int16.self)
    let compensated = try arrays.bools(names.compensated, [arenas, samples])
    var comparisons: [Comparisons] = []
    for arena in 0..<arenas {
      let own = (arena * samples)..<((arena + 1) * samples)
      let (changed, depth) = ladders[arena]
      let sums = DifferenceSums(pixelThresholds: thresholds, pixels: pixels[arena])
      guard
        let absoluteDifference = sums.sums(
          fromRest: differences[own], changed: changed, depth: depth)
      else { throw TraceFormatError("it holds a sum of differences that cannot be") }
      comparisons.append(
        Comparisons(
          changed: changed, depth: depth, absoluteDifference: absoluteDifference,
          lightShift: Array(shifts[own]),
          isCompensated: Array(compensated[own])))
    }
    return comparisons
  }

  /// `[arena]`: its counts and depths at one lag.
  private static func ladders(
    _ arrays: borrowing TraceArrays, _ names: ComparisonArrays, pixels: [Int64], samples: Int,
    ladder: LadderDepths
  ) throws(TraceFormatError) -> [(changed: [UInt32], depth: [UInt16])] {
    let shape = [pixels.count, ladder.widths.count, samples]
    let bands = try arrays.array(names.changed, shape, inPlanesOf: UInt32.self)
    let rests = try arrays.array(names.depth, shape, inPlanesOf: Int32.self)
    let ladders = bands.withJoining { bands in
      rests.withJoining { rests in
        let reading = LadderReading(bands: bands, rests: rests, ladder: ladder, samples: samples)
        return pixels.indices.map { reading.read(arena: $0, pixels: pixels[$0]) }
      }
    }
    return try ladders.map { read throws(TraceFormatError) in
      guard let read else {
        throw TraceFormatError("it holds counts or depths of changed pixels that cannot be")
      }
      return read
    }
  }

  private static func background(
    _ described: TraceMetadata.Background, _ arrays: borrowing TraceArrays, rungs: Int
  ) throws(TraceFormatError) -> BackgroundTrace {
    let short = try arrays.planes(.backgroundChangedShort, [rungs, nil], as: UInt32.self)
    let long = try arrays.planes(.backgroundChangedLong, [rungs, nil], as: UInt32.self)
    return BackgroundTrace(
      pixelCount: described.pixels, cellCount: described.cells,
      changedShort: try changed(short[...], rungs: rungs),
      changedLong: try changed(long[...], rungs: rungs),
      cellsChanged: try arrays.integers(.backgroundCellsChanged, [nil]))
  }

  private static func changed(
    _ bands: ArraySlice<UInt32>, rungs: Int
  ) throws(TraceFormatError) -> [UInt32] {
    guard let changed = LadderCounts.changed(fromBands: bands, rungs: rungs) else {
      throw TraceFormatError("it counts more changed pixels than there can be")
    }
    return changed
  }

  /// `[arena]`: its snapshots.
  private static func presence(
    _ arrays: borrowing TraceArrays, arenas: Int
  ) throws(TraceFormatError) -> [PresenceTrack] {
    let owners = try arrays.integers(.presenceArena, [nil], as: Int32.self)
    let count = owners.count
    let samples = try arrays.integers(.presenceSample, [count], as: Int64.self)
    let fromFirst = try arrays.doubles(.presenceFromFirst, [count])
    let fromLast = try arrays.doubles(.presenceFromLast, [count])
    let lastingFromFirst = try arrays.doubles(.presenceLastingFromFirst, [count])
    let lastingFromLast = try arrays.doubles(.presenceLastingFromLast, [count])
    var tracks = [PresenceTrack](repeating: PresenceTrack(), count: arenas)
    for (look, owner) in owners.enumerated() {
      guard tracks.indices.contains(Int(owner)) else {
        throw TraceFormatError("a snapshot is of an arena that is not there")
      }
      tracks[Int(owner)].samples.append(Int(samples[look]))
      tracks[Int(owner)].fromFirst.append(fromFirst[look])
      tracks[Int(owner)].fromLast.append(fromLast[look])
      tracks[Int(owner)].lastingFromFirst.append(lastingFromFirst[look])
      tracks[Int(owner)].lastingFromLast.append(lastingFromLast[look])
    }
    return tracks
  }
}
