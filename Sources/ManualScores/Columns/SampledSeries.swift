import ImmobilityCore

/// Turns the times of regular samples into the stretches they stand for: each lasts until the next
/// one, the last one as long as samples usually do.
///
/// Where the next one is further away than samples usually are, rows are missing: the sample lasts as
/// long as usual, and nothing is known of the rest.
enum SampledSeries {
  /// Spacings above this multiple of the usual one (the median) are gaps.
  private static let gap = 1.5

  /// One stretch for each time, which must rise, and what lies between them without a row.
  ///
  /// - Throws: at a time that does not rise, with its line.
  static func spans(
    _ samples: [(time: Double, line: Int)], path: String
  ) throws(InputFileError) -> (spans: [TimeSpan], gaps: [(span: TimeSpan, line: Int)]) {
    guard samples.count > 1 else {
      throw InputFileError(
        path: path, line: samples.first?.line,
        message: "one sample alone does not tell how long it lasts")
    }
    let steps = zip(samples.dropFirst(), samples).map { $0.time - $1.time }
    if let wrong = steps.firstIndex(where: { $0 <= 0 }) {
      throw InputFileError(
        path: path, line: samples[wrong + 1].line,
        message: "the time \(Rounding.text(samples[wrong + 1].time)) s does not come after "
          + "\(Rounding.text(samples[wrong].time)) s")
    }
    let usual = steps.sorted()[steps.count / 2]
    var gaps: [(span: TimeSpan, line: Int)] = []
    let spans = samples.indices.map { index in
      let start = samples[index].time
      guard index < steps.count else { return TimeSpan(start: start, end: start + usual) }
      guard steps[index] > gap * usual else {
        return TimeSpan(start: start, end: samples[index + 1].time)
      }
      gaps.append(
        (TimeSpan(start: start + usual, end: samples[index + 1].time), samples[index + 1].line))
      return TimeSpan(start: start, end: start + usual)
    }
    return (spans, gaps)
  }

  /// Leaves gaps unscored, and says so.
  static func leave(
    _ gaps: [(span: TimeSpan, line: Int)], of key: ScoreCollector.Key,
    in collector: inout ScoreCollector
  ) {
    guard let first = gaps.first else { return }
    for gap in gaps { collector.addSample(gap.span, behaviour: nil, to: key, line: gap.line) }
    let total = gaps.reduce(0) { $0 + $1.span.duration }
    collector.warn(
      first.line,
      "\(key.description): \(Rounding.text(total)) s have no row (from \(Rounding.text(first.span.start)) s"
        + (gaps.count > 1 ? ", \(gaps.count) gaps" : "") + ") and stay unscored")
  }
}
