import ImmobilityCore

/// What the rows of a table of times and states stand for.
///
/// Samples last until the next one, the last one as long as samples usually do. Where the next one is
/// further away than usual, rows are missing: the sample lasts as long as usual, and nothing is known of
/// the rest. Changes hold until the next one, however far away it is; nothing is known after the last.
struct SampledSeries {
  /// One row.
  struct Row {
    var time: Double
    /// What was seen; `nil` where nothing was judged.
    var behaviour: String?
    var line: Int
  }

  /// Spacings above this multiple of the usual one (the median) are gaps.
  private static let gap = 1.5
  /// Fewer alternating rows may be samples by chance.
  private static let fewest = 6

  private let rows: [Row]
  private let steps: [Double]
  private let usual: Double
  private let path: String

  /// - Throws: at a time that does not rise, with its line, and for one row alone.
  init(_ rows: [Row], path: String) throws(InputFileError) {
    guard rows.count > 1 else {
      throw InputFileError(
        path: path, line: rows.first?.line,
        message: "one sample alone does not tell how long it lasts")
    }
    steps = zip(rows.dropFirst(), rows).map { $0.time - $1.time }
    if let wrong = steps.firstIndex(where: { $0 <= 0 }) {
      throw InputFileError(
        path: path, line: rows[wrong + 1].line,
        message: "the time \(Rounding.text(rows[wrong + 1].time)) s does not come after "
          + "\(Rounding.text(rows[wrong].time)) s")
    }
    self.rows = rows
    self.path = path
    usual = steps.sorted()[steps.count / 2]
  }

  /// Adds the rows to an animal's score. `end` is the observation's, where the file says it.
  ///
  /// - Throws: where the rows may be samples or changes, and nobody says which.
  func add(
    to key: ScoreCollector.Key, end: Double? = nil, in collector: inout ScoreCollector
  ) throws(InputFileError) {
    switch try meaning(collector.options.rows, key) {
    case .samples: addSamples(to: key, in: &collector)
    case .changes: addChanges(to: key, end: end, in: &collector)
    }
  }

  private func meaning(
    _ given: RowMeaning?, _ key: ScoreCollector.Key
  ) throws(InputFileError) -> RowMeaning {
    if let given { return given }
    // The last row may be the end of the observation: it repeats what was.
    let alternates = zip(rows.dropFirst(), rows).dropLast().allSatisfy {
      $0.behaviour != $1.behaviour
    }
    let (shortest, longest) = (steps.min() ?? usual, steps.max() ?? usual)
    // Samples that differ from row to row throughout are as good as none.
    let jitter = rows.count >= Self.fewest ? 1.1 : Self.gap
    let isUneven = longest > Self.gap * usual || alternates && longest > jitter * shortest
    guard isUneven, rows.count > 2 else { return .samples }
    let odd = steps.count { abs($0 - usual) > 0.1 * usual }
    if alternates {
      if rows.count >= Self.fewest || 2 * odd >= steps.count { return .changes }
    } else if odd <= max(1, steps.count / 10) {
      return .samples
    }
    throw InputFileError(
      path: path, line: rows.first?.line,
      message: "\(key.description): the times are uneven (steps of \(Rounding.text(shortest)) to "
        + "\(Rounding.text(longest)) s). Is each row a change of state that holds until the next row? "
        + "Then give --rows changes. Is each row one of regular moments, and some are missing? Then "
        + "give --rows samples")
  }

  private func addSamples(to key: ScoreCollector.Key, in collector: inout ScoreCollector) {
    var gaps: [(span: TimeSpan, line: Int)] = []
    for (index, row) in rows.enumerated() {
      var end = row.time + usual
      if index < steps.count {
        let next = rows[index + 1]
        if steps[index] > Self.gap * usual {
          gaps.append((TimeSpan(start: end, end: next.time), next.line))
        } else {
          end = next.time
        }
      }
      let span = TimeSpan(start: row.time, end: end)
      collector.addSample(span, behaviour: row.behaviour, to: key, line: row.line)
      collector.observe(span, of: key, line: row.line)
    }
    guard let first = gaps.first else { return }
    for gap in gaps { collector.addSample(gap.span, behaviour: nil, to: key, line: gap.line) }
    let total = gaps.reduce(0) { $0 + $1.span.duration }
    collector.warn(
      first.line,
      "\(key.description): \(Rounding.text(total)) s have no row (from \(Rounding.text(first.span.start)) s"
        + (gaps.count > 1 ? ", \(gaps.count) gaps" : "") + ") and stay unscored")
  }

  private func addChanges(
    to key: ScoreCollector.Key, end: Double?, in collector: inout ScoreCollector
  ) {
    collector.warn(
      rows.first?.line,
      "\(key.description): each row is taken as a change of state that holds until the next row "
        + "(--rows samples, if the rows are regular moments)")
    for (index, row) in rows.enumerated() {
      let next = index + 1 < rows.count ? rows[index + 1].time : end ?? row.time
      let span = TimeSpan(start: row.time, end: max(next, row.time))
      guard span.duration > 0 else {
        if let behaviour = row.behaviour { collector.note(behaviour) }
        continue
      }
      collector.addSample(span, behaviour: row.behaviour, to: key, line: row.line)
      collector.observe(span, of: key, line: row.line)
    }
    if end == nil, let last = rows.last, let behaviour = last.behaviour,
      collector.options.isImmobile(behaviour)
    {
      collector.warn(
        last.line,
        "\(key.description): nothing says how long '\(behaviour)' at \(Rounding.text(last.time)) s "
          + "lasts; the score ends there. Add a row at the end of the observation")
    }
  }
}
