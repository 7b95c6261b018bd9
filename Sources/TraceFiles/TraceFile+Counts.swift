import ImmobilityCore

/// Reading what was counted.
extension TraceFile {
  /// The arrays of one lag.
  private struct ComparisonArrays {
    var changed: (rows: TraceArray, centres: TraceArray)
    var depth: (rows: TraceArray, centres: TraceArray)
    var difference: TraceArray
    var lightShift: TraceArray
    var compensated: TraceArray

    static let short = ComparisonArrays(
      changed: (.changedShort, .changedShortCentre), depth: (.depthShort, .depthShortCentre),
      difference: .differenceShort, lightShift: .lightShiftShort, compensated: .compensatedShort)
    static let long = ComparisonArrays(
      changed: (.changedLong, .changedLongCentre), depth: (.depthLong, .depthLongCentre),
      difference: .differenceLong, lightShift: .lightShiftLong, compensated: .compensatedLong)
  }

  /// Reads the counts and depths of a trace of which all else is read, or a part of them: the trace then has
  /// the part's rungs alone.
  static func readCounts(
    _ arrays: borrowing TraceArrays, _ part: Trace.Part?, into trace: inout Trace
  ) throws(TraceFormatError) {
    try readBackground(arrays, part, into: &trace)
    let short = try comparisons(arrays, ComparisonArrays.short, part, of: trace)
    let long = try comparisons(arrays, ComparisonArrays.long, part, of: trace)
    for arena in trace.arenas.indices {
      trace.arenas[arena].short = short[arena]
      trace.arenas[arena].long = long[arena]
    }
    if let part { trace.keep(part.rungs) }
  }

  /// `[arena]`: what was counted at one lag; the sums of differences only when all is read.
  private static func comparisons(
    _ arrays: borrowing TraceArrays, _ names: ComparisonArrays, _ part: Trace.Part?,
    of trace: Trace
  ) throws(TraceFormatError) -> [Comparisons] {
    let arenas = trace.arenas.count
    let thresholds = trace.pixelThresholds
    let wanted = part?.rungs ?? 0...(thresholds.count - 1)
    func rows(
      _ names: (rows: TraceArray, centres: TraceArray)
    ) throws(TraceFormatError) -> LadderReading.Rows {
      try arrays.ladder(
        names.rows, centres: names.centres, arenas: arenas, samples: trace.count,
        thresholds: thresholds, wanted: wanted)
    }
    let reading = LadderReading(
      bands: try rows(names.changed),
      rests: part?.hasDepths == false ? nil : try rows(names.depth), wanted: wanted,
      samples: trace.count)
    let shape = [arenas, trace.count]
    let rests = part == nil ? try arrays.planes(names.difference, shape) : []
    let shifts = try arrays.integers(names.lightShift, shape, as: Int16.self)
    let compensated = try arrays.bools(names.compensated, shape)
    return try trace.arenas.indices.map { index throws(TraceFormatError) in
      let pixels = Int64(trace.arenas[index].pixelCount)
      let slopes = LadderDepths.slopes(pixelThresholds: thresholds, pixels: pixels)
      guard let (changed, depth) = reading.read(arena: index, pixels: pixels, slopes: slopes)
      else { throw TraceFormatError("it holds counts or depths of changed pixels that cannot be") }
      let own = (index * trace.count)..<((index + 1) * trace.count)
      var counted = Comparisons(
        changed: changed, depth: depth, lightShift: Array(shifts[own]),
        isCompensated: Array(compensated[own]))
      if part == nil {
        let sums = DifferenceSums(pixelThresholds: thresholds, pixels: pixels)
        guard let all = sums.sums(fromRest: rests[own], changed: changed, depth: depth) else {
          throw TraceFormatError("it holds a sum of differences that cannot be")
        }
        counted.absoluteDifference = all
      }
      return counted
    }
  }

  private static func readBackground(
    _ arrays: borrowing TraceArrays, _ part: Trace.Part?, into trace: inout Trace
  ) throws(TraceFormatError) {
    let thresholds = trace.pixelThresholds
    let centres = try arrays.integers(
      .backgroundChangedCentre, [nil, thresholds.count], as: Int64.self)
    guard centres.count == thresholds.count else {
      guard centres.isEmpty else { throw TraceFormatError("it has more than one background") }
      return
    }
    guard (0...Int(Int32.max)).contains(trace.background.pixelCount) else {
      throw TraceFormatError("its background is impossible")
    }
    let wanted = part?.rungs ?? 0...(thresholds.count - 1)
    let reading = LadderReading(
      bands: try arrays.ladder(
        .backgroundChanged, centres: .backgroundChangedCentre, arenas: 1, samples: trace.count,
        thresholds: thresholds, wanted: wanted), rests: nil, wanted: wanted,
      samples: trace.count)
    let none = [Float](repeating: 0, count: thresholds.count)
    guard
      let changed = reading.read(
        arena: 0, pixels: Int64(trace.background.pixelCount), slopes: none)?.changed
    else { throw TraceFormatError("it counts more changed pixels than there can be") }
    trace.background.changedShort = changed
  }
}
