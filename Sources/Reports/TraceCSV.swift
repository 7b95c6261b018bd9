import ImmobilityCore

/// The motion measures of one recording as CSV: one row for each sample and arena, sample by sample.
///
/// `time_s` counts from the recording's first frame. `lag_s` is the real lag, over which `changed_pixels`
/// and `mean_abs_diff` (grey levels) are counted. `strokes_percent` and `movement_percent` are the amounts in
/// the window that ends at the sample and reaches back `reach_s`, percent of the animal. `motion_percent` is
/// what the classifier read for the sample before smoothing: a measure of cells from the window around it,
/// strokes in percent of the animal's vigour. Only the part of the recording that was analysed has rows. Fields without a value are empty; `flags` are joined by `|`.
public struct TraceCSV {
  /// The header, without its line end.
  public static let header =
    "time_s,frame,arena,lag_s,reach_s,pixel_threshold,changed_pixels,arena_pixels,strokes_percent,"
    + "movement_percent,motion_percent,mean_abs_diff,state,flags"

  /// Text is handed over in pieces of about this many bytes, so that memory does not grow with
  /// the recording.
  private static let pieceSize = 1 << 16

  private let trace: Trace
  private let animals: [AnimalScore]
  private let pixelThreshold: UInt8

  /// Makes the trace of a scored recording; `nil` when the recording was not scored.
  public init?(_ recording: RecordingScore) {
    guard let trace = recording.trace, recording.animals.count == trace.arenas.count else {
      return nil
    }
    self.trace = trace
    animals = recording.animals
    // A threshold chosen between two rungs has no counts of its own: those of the rung below are shown.
    let chosen = recording.pixelThreshold ?? 0
    pixelThreshold = trace.pixelThresholds.last { $0 <= chosen } ?? chosen
  }

  /// Hands the text to `write` piece by piece.
  ///
  /// - Throws: what `write` throws.
  public func write<Failure: Error>(
    _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes = Array((Self.header + "\n").utf8)
    bytes.reserveCapacity(Self.pieceSize * 2)
    let columns = zip(trace.arenas, animals).map { ArenaColumns(arena: $0, animal: $1) }
    let rung = trace.pixelThresholds.firstIndex(of: pixelThreshold)
    for sample in trace.coveredSamples {
      for column in columns { append(sample, of: column, rung: rung, to: &bytes) }
      if bytes.count >= Self.pieceSize {
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try write(bytes)
  }

  /// The whole text; for recordings that are known to be short.
  public var text: String {
    var all: [UInt8] = []
    write { all += $0 }
    return String(decoding: all, as: UTF8.self)
  }

  /// What the rows of one arena have in common.
  private struct ArenaColumns {
    var arena: ArenaTrace
    var animal: AnimalScore
    var name: [UInt8] = []

    init(arena: ArenaTrace, animal: AnimalScore) {
      self.arena = arena
      self.animal = animal
      let text = arena.arena.name
      CSVRows.append(FormulaText.isFormula(text) ? FormulaText.guarded(text) : text, to: &name)
    }
  }

  private func append(
    _ sample: Int, of column: ArenaColumns, rung: Int?, to bytes: inout [UInt8]
  ) {
    let comma = UInt8(ascii: ",")
    let lag = trace.lag.real[sample]
    let reach = trace.reach.real[sample]
    DecimalText.append(trace.time(of: sample), to: &bytes)
    bytes.append(comma)
    DecimalText.append(UInt64(trace.frames[sample]), to: &bytes)
    bytes.append(comma)
    bytes.append(contentsOf: column.name)
    bytes.append(comma)
    appendLag(lag, to: &bytes)
    bytes.append(comma)
    appendLag(reach, to: &bytes)
    bytes.append(comma)
    DecimalText.append(UInt64(pixelThreshold), to: &bytes)
    bytes.append(comma)
    if lag > 0, let rung {
      let index = sample * trace.pixelThresholds.count + rung
      DecimalText.append(column.arena.changes.changed[index], to: &bytes)
    }
    bytes.append(comma)
    DecimalText.append(UInt64(column.arena.pixelCount), to: &bytes)
    bytes.append(comma)
    for values in [column.arena.cells.strokes, column.arena.cells.movement] {
      if reach > 0, sample < values.count {
        DecimalText.append(Double(values[sample]) / CellMotion.units, to: &bytes)
      }
      bytes.append(comma)
    }
    DecimalText.append(column.animal.motion[sample], to: &bytes)
    bytes.append(comma)
    if lag > 0, column.arena.pixelCount > 0 {
      let mean = Double(column.arena.changes.meanDifference[sample])
      DecimalText.append(mean / Comparisons.differenceUnits, to: &bytes)
    }
    bytes.append(comma)
    bytes.append(contentsOf: column.animal.states[sample].rawValue.utf8)
    bytes.append(comma)
    appendFlags(column.animal.flags[sample], to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  private func appendLag(_ ticks: Int64, to bytes: inout [UInt8]) {
    guard ticks > 0 else { return }
    DecimalText.append(trace.timeBase.seconds(ticks), to: &bytes)
  }

  private func appendFlags(_ flags: SampleFlags, to bytes: inout [UInt8]) {
    guard !flags.isEmpty else { return }
    var first = true
    for named in SampleFlags.named where flags.contains(named.flag) {
      if !first { bytes.append(UInt8(ascii: "|")) }
      bytes.append(contentsOf: named.name.utf8)
      first = false
    }
  }
}
