import ImmobilityCore

extension TraceFile {
  /// The file's bytes.
  ///
  /// - Throws: `TraceFileError` of kind `inconsistent`, with the recording's path, when the trace
  ///   contradicts itself or is too large, or memory is short.
  public func bytes() throws(TraceFileError) -> [UInt8] {
    do throws(TraceFormatError) {
      try recording.requireConsistency()
      let metadata = try metadata().text()
      let thresholds = recording.trace.pixelThresholds
      let description = try TraceText.description(pixelThresholds: thresholds)
      let ladders = Ladders(recording.trace)
      let members = TraceArray.allCases.flatMap { array in
        let arrays =
          ladders.arrays(array, rungs: thresholds.indices)
          ?? [content(of: array, metadata: metadata, description: description, ladders)]
        return zip(array.names(pixelThresholds: thresholds), arrays).map {
          ZipArchive.Member(name: TraceArray.fileName($0), bytes: $1.file)
        }
      }
      var bytes = try pack(members)
      Seal.close(&bytes)
      return bytes
    } catch {
      throw TraceFileError(
        kind: .inconsistent, path: recording.info.path,
        message: "no trace can be written: \(error.message)")
    }
  }

  private func pack(_ members: [ZipArchive.Member]) throws(TraceFormatError) -> [UInt8] {
    do {
      return try ZipArchive.pack(members, comment: Seal.unfinished)
    } catch {
      throw TraceFormatError(error.message)
    }
  }

  private func metadata() throws(TraceFormatError) -> TraceMetadata {
    let trace = recording.trace
    return TraceMetadata(
      schema: Self.schema, software: .init(version: softwareVersion),
      video: .init(recording.info), arenas: trace.arenas.map { .init($0.arena) },
      background: .init(pixels: trace.background.pixelCount, cells: trace.background.cellCount),
      lagS: trace.shortLag.asked, longLagS: trace.longLag.asked,
      analysisRateHz: trace.analysisRate, cleaning: trace.cleaning.names,
      coveredS: [trace.covered.start, trace.covered.end],
      lastFrameDurationTicks: trace.lastFrameDuration,
      flagBits: Self.flagBits, notes: recording.notes.map { .init($0) })
  }

  private func content(
    of array: TraceArray, metadata: String, description: String, _ ladders: Ladders
  ) -> NPYArray {
    let trace = recording.trace
    let arenas = trace.arenas
    let samples = trace.count
    switch array {
    case .metadata: return .text(metadata)
    case .description: return .text(description)
    case .timeBase:
      return .integers([trace.timeBase.numerator, trace.timeBase.denominator], shape: [2])
    case .pixelThreshold:
      return .integers(trace.pixelThresholds, shape: [trace.pixelThresholds.count])
    case .arenaPixels:
      return .integers(arenas.map { Int64($0.pixelCount) }, shape: [arenas.count])
    case .noise: return .doubles(arenas.map { $0.noise ?? .nan }, shape: [arenas.count])
    case .noiseDepth:
      let nothing = [Double](repeating: .nan, count: trace.pixelThresholds.count)
      return .doubles(
        arenas.flatMap { $0.noiseDepth.isEmpty ? nothing : $0.noiseDepth },
        shape: [arenas.count, nothing.count])
    case .ladder:
      let numbers = ladders.order.numbers(trace.pixelThresholds)
      return .integers(numbers, shape: [numbers.count / 2, 2])
    case .tickStep: return .integers(Self.steps(trace.ticks), shape: [samples])
    case .frameStep: return .integers(Self.steps(trace.frames.map(Int64.init)), shape: [samples])
    case .keyframe: return .bools(trace.keyframes, shape: [samples])
    case .readingFlags: return .integers(trace.readingFlags.map(\.rawValue), shape: [samples])
    case .lagTicksShort: return .integers(trace.shortLag.real, shape: [samples])
    case .lagTicksLong: return .integers(trace.longLag.real, shape: [samples])
    case .centreShort: return ladders.short.centres
    case .weightShort: return ladders.short.weights
    case .centreLong: return ladders.long.centres
    case .weightLong: return ladders.long.weights
    case .backgroundCentre: return ladders.background.centres
    case .backgroundWeight: return ladders.background.weights
    case .differenceShort: return ladders.short.differences
    case .differenceLong: return ladders.long.differences
    case .depthShort, .changedShort, .depthLong, .changedLong, .backgroundChanged:
      preconditionFailure("kept apart for each pixel threshold: see Ladders")
    case .lightShiftShort: return shifts(arenas.map(\.short.light))
    case .lightShiftLong: return shifts(arenas.map(\.long.light))
    case .compensatedShort: return compensated(arenas.map(\.short.light))
    case .compensatedLong: return compensated(arenas.map(\.long.light))
    case .backgroundCellsChanged:
      let cells = trace.background.cellsChanged
      return .integers(cells, shape: [cells.count])
    case .backgroundCellsStirred:
      let cells = trace.background.cellsStirred
      return .integers(cells, shape: [cells.count])
    case .presenceArena:
      let owners = arenas.enumerated().flatMap { index, arena in
        arena.presence.samples.map { _ in Int32(index) }
      }
      return .integers(owners, shape: [owners.count])
    case .presenceSample:
      let looks = arenas.flatMap { $0.presence.samples.map(Int64.init) }
      return .integers(looks, shape: [looks.count])
    case .presenceFromFirst: return presence(\.fromFirst)
    case .presenceFromLast: return presence(\.fromLast)
    case .presenceLastingFromFirst: return presence(\.lastingFromFirst)
    case .presenceLastingFromLast: return presence(\.lastingFromLast)
    case .contrastGain:
      return .integers(trace.contrastGain, shape: [trace.contrastGain.count])
    }
  }

  /// `[arena, sample]`, without samples where all are 0, as in most recordings: unpacking takes time.
  private func shifts(_ tracks: [LightTrack]) -> NPYArray {
    let all = tracks.flatMap { $0.map(\.shift) }
    let isNothing = all.allSatisfy { $0 == 0 }
    return .integers(
      isNothing ? [] : all, shape: [tracks.count, isNothing ? 0 : recording.trace.count])
  }

  private func compensated(_ tracks: [LightTrack]) -> NPYArray {
    let all = tracks.flatMap { $0.map(\.isCompensated) }
    let isNothing = !all.contains(true)
    return .bools(
      isNothing ? [] : all, shape: [tracks.count, isNothing ? 0 : recording.trace.count])
  }

  /// Each number less the one before, the first as it is.
  private static func steps(_ values: [Int64]) -> [Int64] {
    zip(values, [0] + values).map { $0 - $1 }
  }

  private func presence(_ parts: KeyPath<PresenceTrack, [Double]>) -> NPYArray {
    let all = recording.trace.arenas.flatMap { $0.presence[keyPath: parts] }
    return .doubles(all, shape: [all.count])
  }
}
