import ImmobilityCore

/// A set of moments that answers quickly how much of it lies in a stretch.
struct CumulativeTimes: Sendable {
  private var edges: [Double] = []
  /// `[edge]`: the seconds of the set before the edge.
  private var before: [Double] = []
  /// All seconds.
  private(set) var total = 0.0

  init(_ times: TimeSpans) {
    for span in times.spans {
      edges.append(span.start)
      before.append(total)
      total += span.duration
      edges.append(span.end)
      before.append(total)
    }
  }

  /// The seconds of the set before a moment. Time grows with the logarithm of the spans.
  func until(_ moment: Double) -> Double {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    // After an opening edge the set goes on, after a closing one it does not.
    return before[low - 1] + (low % 2 == 1 ? moment - edges[low - 1] : 0)
  }

  /// The seconds that both sets have in common.
  func common(_ times: TimeSpans) -> Double {
    times.spans.reduce(0) { $0 + until($1.end) - until($1.start) }
  }
}

extension TimeSpans {
  /// The same moments, so many seconds earlier.
  func earlier(by delay: Double) -> TimeSpans {
    guard delay != 0 else { return self }
    return TimeSpans(
      uniting: spans.map { TimeSpan(start: $0.start - delay, end: $0.end - delay) })
  }
}

extension CalibrationAnimal {
  /// What a rater judged of the compared window, the delay taken out: at the edges of what was observed
  /// a delay takes away what nobody saw.
  func judged(by rating: Rating, delay: Double) -> TimeSpans {
    guard delay != 0 else { return judged }
    let observed = rating.window ?? window
    return judged.clipped(
      to: TimeSpan(start: observed.start - delay, end: observed.end - delay))
  }
}

/// What one rater saw of one animal, shifted by the rater's delay and ready for comparison.
struct ReferenceTimes: Sendable {
  private let judged: CumulativeTimes
  private let immobile: CumulativeTimes

  /// - Parameters:
  ///   - times: when the rater saw the state, not cut.
  ///   - delay: how much later than the animal the rater was, seconds.
  init(
    _ times: TimeSpans, _ rating: CalibrationAnimal.Rating, animal: CalibrationAnimal, delay: Double
  ) {
    let known = animal.judged(by: rating, delay: delay)
    judged = CumulativeTimes(known)
    immobile = CumulativeTimes(times.earlier(by: delay).intersection(known))
  }

  /// The table of a scorer's times against this reference; what the scorer leaves unscored takes no part.
  func confusion(_ scored: TimeSpans, unscored: TimeSpans) -> TimeConfusion {
    let both = immobile.common(scored)
    let scorer = judged.common(scored)
    let reference = immobile.total - immobile.common(unscored)
    let all = judged.total - judged.common(unscored)
    return TimeConfusion(
      bothImmobile: both, referenceOnly: max(0, reference - both),
      scorerOnly: max(0, scorer - both),
      neither: max(0, all - reference - scorer + both))
  }
}
