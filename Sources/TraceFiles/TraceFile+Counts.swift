import ImmobilityCore

/// Reading what was counted.
extension TraceFile {
  /// The arrays of one lag.
  private struct ComparisonArrays {
    var centre: TraceArray
    var weight: TraceArray
    var changed: TraceArray
    var depth: TraceArray
    var difference: TraceArray
    var lightShift: TraceArray
    var compensated: TraceArray

    static let short = ComparisonArrays(
      centre: .centreShort, weight: .weightShort, changed: .changedShort, depth: .depthShort,
      difference: .differenceShort, lightShift: .lightShiftShort, compensated: .compensatedShort)
    static let long = ComparisonArrays(
      centre: .centreLong, weight: .weightLong, changed: .changedLong, depth: .depthLong,
      difference: .differenceLong, lightShift: .lightShiftLong, compensated: .compensatedLong)
  }

  /// Reads the counts and depths of a trace of which all else is read, or a part of them: the trace then has
  /// the part's rungs alone.
  static func readCounts(
    _ arrays: borrowing TraceArrays, _ part: Trace.Part?, into trace: inout Trace
  ) throws(TraceFormatError) {
    let thresholds = trace.pixelThresholds
    let numbers = try arrays.integers(.ladder, [2 * thresholds.count, 2], as: Int16.self)
    guard let order = LadderOrder(numbers: numbers, pixelThresholds: thresholds) else {
      throw TraceFormatError("the order of its ladder is not known")
    }
    try readBackground(arrays, order, part, into: &trace)
    let short = try comparisons(arrays, .short, order, part, part?.short, of: trace)
    let long = try comparisons(arrays, .long, order, part, part?.long, of: trace)
    for arena in trace.arenas.indices {
      trace.arenas[arena].short = short[arena]
      trace.arenas[arena].long = long[arena]
    }
    if let part { trace.keep(part.rungs) }
  }

  /// `[arena]`: what was counted at one lag; the mean differences only when all is read.
  ///
  /// - Parameter kinds: what is wanted; `nil` for all.
  private static func comparisons(
    _ arrays: borrowing TraceArrays, _ names: ComparisonArrays, _ order: LadderOrder,
    _ part: Trace.Part?, _ kinds: Trace.Part.Kinds?, of trace: Trace
  ) throws(TraceFormatError) -> [Comparisons] {
    let arenas = trace.arenas.count
    let wanted = part?.rungs ?? 0...(order.rungs - 1)
    var targets = order.places.map { place -> LadderReading.Target in
      let isWanted =
        wanted.contains(place.rung) && (kinds ?? .all).contains(place.isDepth ? .depths : .counts)
      let rung = isWanted ? place.rung - wanted.lowerBound : nil
      return place.isDepth ? .depth(rung) : .changed(rung)
    }
    if kinds == nil { targets.append(.difference) }
    while let last = targets.last, !last.isWanted { targets.removeLast() }
    let shape = [arenas, trace.count]
    var reading = LadderReading(planes: [], foretellings: [], samples: trace.count)
    for place in targets.indices {
      let planes =
        if place == order.places.count {
          try arrays.planes(names.difference, shape)
        } else {
          try arrays.planes(
            order.places[place].isDepth ? names.depth : names.changed,
            at: trace.pixelThresholds[order.places[place].rung], shape)
        }
      reading.planes.append(planes)
    }
    if !targets.isEmpty {
      reading.foretellings = try arrays.foretellings(
        centres: names.centre, weights: names.weight, arenas: arenas,
        places: order.places.count + 1)
    }
    let shifts = try arrays.integers(
      names.lightShift, [arenas, nil], upTo: trace.count, as: Int16.self)
    let compensated = try arrays.bools(names.compensated, [arenas, nil], upTo: trace.count)
    // Without samples: nothing throughout.
    for count in [shifts.count, compensated.count]
    where count != 0 && count != arenas * trace.count {
      throw TraceFormatError("what it says of the light has another shape")
    }
    func light(_ arena: Int) -> LightTrack {
      guard !shifts.isEmpty || !compensated.isEmpty else { return LightTrack(quiet: trace.count) }
      let row = (arena * trace.count)..<((arena + 1) * trace.count)
      return LightTrack(
        row.lazy.map {
          LightTrack.Change(
            shift: shifts.isEmpty ? 0 : shifts[$0],
            isCompensated: compensated.isEmpty ? false : compensated[$0])
        })
    }
    return try trace.arenas.indices.map { index throws(TraceFormatError) in
      guard
        let numbers = reading.read(
          arena: index, pixels: trace.arenas[index].pixelCount, targets: targets,
          rungs: wanted.count)
      else { throw TraceFormatError("it holds counts or depths of changed pixels that cannot be") }
      return Comparisons(
        changed: CompactCounts(numbers.changed), depth: numbers.depth,
        meanDifference: numbers.differences,
        light: light(index))
    }
  }

  private static func readBackground(
    _ arrays: borrowing TraceArrays, _ order: LadderOrder, _ part: Trace.Part?,
    into trace: inout Trace
  ) throws(TraceFormatError) {
    let thresholds = trace.pixelThresholds
    let foretellings = try arrays.foretellings(
      centres: .backgroundCentre, weights: .backgroundWeight, arenas: 1, orFewer: true,
      places: thresholds.count)
    guard foretellings.count == 1 else {
      guard foretellings.isEmpty else { throw TraceFormatError("it has more than one background") }
      return
    }
    guard (0...Int(Int32.max)).contains(trace.background.pixelCount) else {
      throw TraceFormatError("its background is impossible")
    }
    let wanted = part?.rungs ?? 0...(thresholds.count - 1)
    var targets = order.countedRungs.map {
      LadderReading.Target.changed(wanted.contains($0) ? $0 - wanted.lowerBound : nil)
    }
    while let last = targets.last, !last.isWanted { targets.removeLast() }
    var reading = LadderReading(planes: [], foretellings: foretellings, samples: trace.count)
    for rung in order.countedRungs.prefix(targets.count) {
      reading.planes.append(
        try arrays.planes(.backgroundChanged, at: thresholds[rung], [1, trace.count]))
    }
    guard
      let numbers = reading.read(
        arena: 0, pixels: trace.background.pixelCount, targets: targets, rungs: wanted.count)
    else { throw TraceFormatError("it counts more changed pixels than there can be") }
    trace.background.changedShort = CompactCounts(numbers.changed)
  }
}

extension LadderReading.Target {
  /// Whether the numbers go anywhere.
  var isWanted: Bool {
    switch self {
    case .changed(let rung), .depth(let rung): rung != nil
    case .difference: true
    }
  }
}
