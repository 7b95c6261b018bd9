import ImmobilityCore

/// Reading what the file says of the arenas as wholes.
extension TraceFile {
  /// The arenas without what was counted in them.
  static func arenas(
    _ regions: [Arena], _ arrays: borrowing TraceArrays
  ) throws(TraceFormatError) -> [ArenaTrace] {
    let count = regions.count
    let pixels = try arrays.integers(.arenaPixels, [count], as: Int64.self)
    guard pixels.allSatisfy((1...Int64(Int32.max)).contains) else {
      throw TraceFormatError("an arena has no pixels")
    }
    let noise = try arrays.doubles(.noise, [count])
    let yardsticks = try yardsticks(arrays, arenas: count)
    let presence = try presence(arrays, arenas: count)
    return regions.indices.map {
      ArenaTrace(
        arena: regions[$0], pixelCount: Int(pixels[$0]),
        cells: CellMotion(yardstick: yardsticks[$0]), noise: noise[$0].isNaN ? nil : noise[$0],
        presence: presence[$0])
    }
  }

  /// `[arena]`: what its animal is measured by; `nil` where all its numbers are missing.
  private static func yardsticks(
    _ arrays: borrowing TraceArrays, arenas: Int
  ) throws(TraceFormatError) -> [CellMotion.Yardstick?] {
    let contrast = try arrays.doubles(.contrast, [arenas])
    let area = try arrays.doubles(.area, [arenas])
    let noise = try arrays.doubles(.cellNoise, [arenas])
    let fromRest = try arrays.doubles(.fromRest, [arenas])
    return try (0..<arenas).map { arena throws(TraceFormatError) in
      let numbers = [contrast[arena], area[arena], noise[arena], fromRest[arena]]
      if numbers.allSatisfy(\.isNaN) { return nil }
      guard numbers[3] == 0 || numbers[3] == 1 else {
        throw TraceFormatError("whether an animal was measured at rest is not known")
      }
      return CellMotion.Yardstick(
        contrast: numbers[0], area: numbers[1], noise: numbers[2], isFromRest: numbers[3] == 1)
    }
  }

  /// The background without its counts.
  static func background(
    _ described: TraceMetadata.Background, _ arrays: borrowing TraceArrays, samples: Int
  ) throws(TraceFormatError) -> BackgroundTrace {
    BackgroundTrace(
      pixelCount: described.pixels, cellCount: described.cells,
      cellsChanged: try arrays.integers(.backgroundCellsChanged, [nil], upTo: samples),
      cellsStirred: try arrays.integers(.backgroundCellsStirred, [nil], upTo: samples))
  }

  /// No arena has more snapshots.
  private static let mostSnapshots = 4096

  /// `[arena]`: its snapshots.
  private static func presence(
    _ arrays: borrowing TraceArrays, arenas: Int
  ) throws(TraceFormatError) -> [PresenceTrack] {
    let owners = try arrays.integers(
      .presenceArena, [nil], upTo: mostSnapshots * arenas, as: Int32.self)
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
