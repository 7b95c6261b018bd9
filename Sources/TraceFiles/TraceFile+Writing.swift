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
      let members = TraceArray.allCases.flatMap { array in
        array.names(pixelThresholds: thresholds).enumerated().map { rung, name in
          let content = content(
            of: array, rung: rung, metadata: metadata, description: description)
          return ZipArchive.Member(name: TraceArray.fileName(name), bytes: content.file)
        }
      }
      var bytes = try pack(members)
      TraceChecksum.finish(&bytes)
      return bytes
    } catch {
      throw TraceFileError(
        kind: .inconsistent, path: recording.info.path,
        message: "no trace can be written: \(error.message)")
    }
  }

  private func pack(_ members: [ZipArchive.Member]) throws(TraceFormatError) -> [UInt8] {
    do {
      return try ZipArchive.pack(members, comment: TraceChecksum.unfinished)
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
      lagS: trace.lag.asked, analysisRateHz: trace.analysisRate, cleaning: trace.cleaning.names,
      coveredS: [trace.covered.start, trace.covered.end],
      lastFrameDurationTicks: trace.lastFrameDuration,
      flagBits: Self.flagBits, notes: recording.notes.map { .init($0) })
  }

  /// - Parameter rung: the pixel threshold's place, where each has an array of its own.
  private func content(
    of array: TraceArray, rung: Int, metadata: String, description: String
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
    case .contrast: return yardsticks(\.contrast)
    case .area: return yardsticks(\.area)
    case .cellNoise: return yardsticks(\.noise)
    case .fromRest: return yardsticks { $0.isFromRest ? 1 : 0 }
    case .tickStep: return .integers(Self.steps(trace.ticks), shape: [samples])
    case .frameStep: return .integers(Self.steps(trace.frames.map(Int64.init)), shape: [samples])
    case .keyframe: return .bools(trace.keyframes, shape: [samples])
    case .readingFlags: return .integers(trace.readingFlags.map(\.rawValue), shape: [samples])
    case .lagTicks: return .integers(trace.lag.real, shape: [samples])
    case .reachTicks: return .integers(trace.reach.real, shape: [samples])
    case .strokes:
      return .integers(arenas.flatMap(\.cells.strokes), shape: [arenas.count, samples])
    case .movement:
      return .integers(arenas.flatMap(\.cells.movement), shape: [arenas.count, samples])
    case .changed:
      return .planes(
        arenas.flatMap { counts($0.changes.changed, rung: rung) }, shape: [arenas.count, samples])
    case .meanDifference:
      return .planes(arenas.flatMap(\.changes.meanDifference), shape: [arenas.count, samples])
    case .lightShift: return shifts(arenas.map(\.changes.light))
    case .compensated: return compensated(arenas.map(\.changes.light))
    case .backgroundChanged:
      let counts = counts(trace.background.changed, rung: rung)
      return .planes(counts, shape: [counts.count])
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

  /// `[arena]`: a number of each yardstick.
  private func yardsticks(_ number: (CellMotion.Yardstick) -> Double) -> NPYArray {
    let arenas = recording.trace.arenas
    return .doubles(
      arenas.map { $0.cells.yardstick.map(number) ?? .nan }, shape: [arenas.count])
  }

  /// `[sample]`: the counts at one rung.
  private func counts(_ changed: CompactCounts, rung: Int) -> [UInt32] {
    let rungs = recording.trace.pixelThresholds.count
    return stride(from: rung, to: changed.count, by: rungs).map {
      UInt32(truncatingIfNeeded: changed[$0])
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
