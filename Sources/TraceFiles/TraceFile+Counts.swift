import ImmobilityCore

/// Reading what was measured at each sample.
extension TraceFile {
  /// Reads what was measured in the cells, `measure` alone if it is given: the others are left empty.
  static func readCells(
    _ arrays: borrowing TraceArrays, _ measure: MotionMeasure?, into trace: inout Trace
  ) throws(TraceFormatError) {
    let samples = trace.count
    let shape = [trace.arenas.count, samples]
    if measure == nil || measure == .strokes {
      let all = try arrays.integers(.strokes, shape, as: UInt16.self)
      for arena in trace.arenas.indices {
        trace.arenas[arena].cells.strokes = Array(all[row(arena, samples)])
      }
    }
    if measure == nil || measure == .movement {
      let all = try arrays.integers(.movement, shape, as: UInt16.self)
      for arena in trace.arenas.indices {
        trace.arenas[arena].cells.movement = Array(all[row(arena, samples)])
      }
    }
  }

  /// Reads the counts of a trace of which all else is read, or a part of them: the trace then has the part's
  /// pixel threshold alone, and what is not read is empty.
  static func readCounts(
    _ arrays: borrowing TraceArrays, _ part: Trace.Part?, into trace: inout Trace
  ) throws(TraceFormatError) {
    if let part { trace.keep(rung: part.rung) }
    let samples = trace.count
    if !trace.background.isAbsent {
      let planes = try planes(arrays, .backgroundChanged, [samples], of: trace)
      trace.background.changed = try counts(
        planes, row: 0, samples, pixels: trace.background.pixelCount)
    }
    let shape = [trace.arenas.count, samples]
    if part?.readsArenas ?? true {
      let planes = try planes(arrays, .changed, shape, of: trace)
      for arena in trace.arenas.indices {
        trace.arenas[arena].changes.changed = try counts(
          planes, row: arena, samples, pixels: trace.arenas[arena].pixelCount)
      }
    }
    if part == nil {
      let planes = try arrays.planes(.meanDifference, shape, most: 2)
      for arena in trace.arenas.indices {
        trace.arenas[arena].changes.meanDifference = planes.row(arena, count: samples)
      }
    }
    try readLight(arrays, into: &trace)
  }

  /// `[rung]`: the planes at each of the trace's pixel thresholds.
  private static func planes(
    _ arrays: borrowing TraceArrays, _ array: TraceArray, _ shape: [Int], of trace: Trace
  ) throws(TraceFormatError) -> [NPYArray] {
    var planes: [NPYArray] = []
    for threshold in trace.pixelThresholds {
      planes.append(try arrays.planes(array, at: threshold, shape))
    }
    return planes
  }

  /// `[sample * rungs + rung]`: the counts of one row of planes at each rung.
  private static func counts(
    _ planes: [NPYArray], row: Int, _ samples: Int, pixels: Int
  ) throws(TraceFormatError) -> CompactCounts {
    let rungs = planes.count
    var all: [UInt32]
    if rungs == 1 {
      all = planes[0].row(row, count: samples)
    } else {
      all = [UInt32](repeating: 0, count: samples * rungs)
      for (rung, planes) in planes.enumerated() {
        for (sample, count) in planes.row(row, count: samples, as: UInt32.self).enumerated() {
          all[sample * rungs + rung] = count
        }
      }
    }
    guard TracedRecording.arePossible(all, rungs: rungs, pixels: pixels) else {
      throw TraceFormatError("it has impossible counts of changed pixels")
    }
    return CompactCounts(all)
  }

  private static func readLight(
    _ arrays: borrowing TraceArrays, into trace: inout Trace
  ) throws(TraceFormatError) {
    let (arenas, samples) = (trace.arenas.count, trace.count)
    let shifts = try arrays.integers(.lightShift, [arenas, nil], upTo: samples, as: Int16.self)
    let compensated = try arrays.bools(.compensated, [arenas, nil], upTo: samples)
    // Without samples: nothing throughout.
    for count in [shifts.count, compensated.count] where count != 0 && count != arenas * samples {
      throw TraceFormatError("what it says of the light has another shape")
    }
    var lights = [LightTrack](repeating: LightTrack(quiet: samples), count: arenas)
    for (place, shift) in shifts.enumerated() where shift != 0 {
      lights[place / samples][place % samples].shift = shift
    }
    for (place, isCompensated) in compensated.enumerated() where isCompensated {
      lights[place / samples][place % samples].isCompensated = true
    }
    for arena in trace.arenas.indices { trace.arenas[arena].changes.light = lights[arena] }
  }

  /// The places of an arena's samples in an array `[arena, sample]`.
  private static func row(_ arena: Int, _ samples: Int) -> Range<Int> {
    (arena * samples)..<((arena + 1) * samples)
  }
}
