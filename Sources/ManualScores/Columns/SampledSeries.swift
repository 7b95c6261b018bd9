import ImmobilityCore

/// Turns the times of regular samples into the stretches they stand for: each lasts until the next
/// one, the last one as long as samples usually do.
enum SampledSeries {
  /// One stretch for each time, which must rise.
  ///
  /// - Throws: at a time that does not rise, with its line.
  static func spans(
    _ samples: [(time: Double, line: Int)], path: String
  ) throws(InputFileError) -> [TimeSpan] {
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
    return samples.indices.map { index in
      let time = samples[index].time
      return TimeSpan(start: time, end: time + (index < steps.count ? steps[index] : usual))
    }
  }
}
