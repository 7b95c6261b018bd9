import ImmobilityCore
import SpreadsheetText

/// One row for each interval of time sampling with the behaviour of that interval, such as the five
/// seconds of the modified rat swim test (Detke, Rickels & Lucki 1995).
///
/// | column | names |
/// |---|---|
/// | the interval's start | bin start s, interval start s, start s, start; time s, time |
/// | or its number, from 0 or 1 | bin, interval, sample |
/// | its length | bin s, interval s, bin length s, duration s; else --interval; else the spacing of the starts |
/// | behaviour | behaviour, behavior, code, state, score |
enum PlainIntervals {
  private static let starts = [
    "bin start s", "bin start (s)", "bin start", "interval start s", "interval start (s)",
    "interval start", "start s", "start (s)", "start",
  ]
  /// Names that other tables use as well: taken only when the user names the format.
  private static let times = ["time s", "time (s)", "time"]
  private static let numbers = ["bin", "interval", "sample", "bin number", "interval number"]
  private static let lengths = [
    "bin s", "bin (s)", "bin length s", "interval s", "interval (s)", "interval length s",
  ]
  private static let behaviours = ["behaviour", "behavior", "code", "state", "score"]

  private struct Sample {
    var position: Double
    var length: Double?
    var behaviour: String
    var line: Int
  }

  /// Whether the header has an interval and a behaviour.
  static func recognises(_ table: Table) -> Bool {
    table.column(behaviours) != nil
      && (table.column(starts) != nil || table.column(numbers) != nil)
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(
    _ table: Table, into collector: inout ScoreCollector
  ) throws(InputFileError) -> [ManualScore] {
    let start = table.column(starts + (table.column(numbers) == nil ? times : []))
    guard let position = start ?? table.column(numbers), let behaviour = table.column(behaviours)
    else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "has no columns for the interval (such as bin_start_s) and the behaviour")
    }
    let identity = IdentityColumns(table, collector: &collector)
    let lengthColumn = table.column(lengths) ?? table.column(PlainBouts.durations)
    var order: [ScoreCollector.Key] = []
    var samples: [ScoreCollector.Key: [Sample]] = [:]
    for row in table.rows {
      let key = try identity.key(row, table, &collector)
      let value =
        start == nil ? try table.number(row, position) : try table.seconds(row, position)
      guard let value else { throw table.error(row, "\(table.name(position)) is empty") }
      let length = try lengthColumn.map { column throws(InputFileError) in
        try table.number(row, column)
      }
      if samples[key] == nil { order.append(key) }
      samples[key, default: []].append(
        Sample(
          position: value, length: length ?? collector.options.interval,
          behaviour: row[behaviour], line: row.line))
    }
    var scores: [ManualScore] = []
    for key in order {
      scores.append(
        try score(
          of: key, samples[key] ?? [], numbered: start == nil, table, into: &collector))
    }
    // Its only purpose here: a file without any immobile behaviour is refused there.
    _ = try collector.scores()
    return scores
  }

  private static func score(
    of key: ScoreCollector.Key, _ unsorted: [Sample], numbered: Bool, _ table: Table,
    into collector: inout ScoreCollector
  ) throws(InputFileError) -> ManualScore {
    let samples = unsorted.sorted { $0.position < $1.position }
    let firstLine = unsorted.first?.line ?? table.headerLine
    let length = try length(of: samples, numbered: numbered, key, table)
    let base = samples.first.map(\.position) ?? 0
    if numbered, base != 0, base != 1 {
      throw InputFileError(
        path: table.path, line: firstLine,
        message:
          "\(key.description): intervals are numbered from \(Rounding.text(base)), not from 0 "
          + "or 1; give their starts in seconds")
    }
    var intervals: [IntervalSample] = []
    var unscored: [TimeSpan] = []
    for sample in samples {
      let from = numbered ? (sample.position - base) * length : sample.position
      let span = TimeSpan(start: from, end: from + length)
      if let last = intervals.last?.span ?? unscored.last, span.start < last.end - length * 0.001 {
        throw InputFileError(
          path: table.path, line: sample.line,
          message:
            "\(key.description): the interval at \(Rounding.text(from)) s overlaps the one at "
            + "\(Rounding.text(last.start)) s; is a row doubled?")
      }
      guard !Table.isMissing(sample.behaviour) else {
        unscored.append(span)
        continue
      }
      collector.note(sample.behaviour)
      intervals.append(
        IntervalSample(
          behaviour: sample.behaviour, isImmobile: collector.options.isImmobile(sample.behaviour),
          span: span))
    }
    let all = TimeSpans(uniting: intervals.map(\.span) + unscored)
    let window = TimeSpan(start: all.spans.first?.start ?? 0, end: all.spans.last?.end ?? length)
    let judged = TimeSpans(uniting: intervals.map(\.span))
    let gaps = TimeSpans(
      uniting: judged.complement(in: window).spans.filter { $0.duration > length * 0.001 })
    if !gaps.isEmpty {
      collector.warn(
        firstLine,
        "\(key.description): \(Rounding.text(gaps.total)) s have no interval with a "
          + "behaviour and stay unscored")
    }
    return ManualScore(
      recording: key.recording, animal: key.animal, arena: key.arena, rater: key.rater,
      observation: .intervals(intervals), window: window, unscored: gaps, path: table.path,
      line: firstLine)
  }

  /// The length of the intervals, seconds: as stated, else the one spacing of all starts.
  private static func length(
    of samples: [Sample], numbered: Bool, _ key: ScoreCollector.Key, _ table: Table
  ) throws(InputFileError) -> Double {
    let stated = samples.compactMap(\.length)
    if let first = stated.first {
      guard first > 0, first <= NumberText.longest, stated.allSatisfy({ $0 == first }) else {
        throw InputFileError(
          path: table.path, line: samples.first?.line,
          message: "\(key.description): the intervals' length is not one positive number of seconds"
        )
      }
      return first
    }
    let steps = zip(samples.dropFirst(), samples).map { $0.position - $1.position }
    guard !numbered, let shortest = steps.min(), shortest > 0,
      steps.allSatisfy({ ($0 / shortest - ($0 / shortest).rounded()).magnitude < 0.01 })
    else {
      throw InputFileError(
        path: table.path, line: samples.first?.line,
        message: "\(key.description): nothing says how long an interval is; add a column bin_s or "
          + "give --interval")
    }
    return shortest
  }
}
