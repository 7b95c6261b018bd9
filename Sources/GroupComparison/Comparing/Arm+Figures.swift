import Statistics

extension Arm {
  /// The mean of a measure over units; `nil` without data. That of latencies is the mean restricted to the
  /// window's end.
  public func mean(_ measure: ComparedMeasure) -> Double? { Moments.mean(values(measure)) }

  /// The standard error of the mean: the standard deviation (n - 1) over the root of n; `nil` with fewer
  /// than two units, and where all latencies are censored.
  public func errorOfMean(_ measure: ComparedMeasure) -> Double? {
    standardDeviation(measure).map { $0 / Double(values(measure).count).squareRoot() }
  }

  /// The standard deviation (n - 1); `nil` with fewer than two units, and where all latencies are
  /// censored: they would have a spread of 0.
  public func standardDeviation(_ measure: ComparedMeasure) -> Double? {
    measure == .latency && areAllLatenciesCensored
      ? nil : Moments.variance(values(measure))?.squareRoot()
  }

  /// The 95 % interval of the mean by Student's t (1908); `nil` where the standard error is, or is 0.
  public func intervalOfMean(_ measure: ComparedMeasure) -> ClosedRange<Double>? {
    errorOfMean(measure) == nil
      ? nil : Contrast(groups: [values(measure)], weights: [1]).welch?.interval
  }

  /// Units whose latency is censored.
  public var censoredLatencies: Int { units.count { $0.measures.latencyIsCensored } }

  /// Whether there is no other latency.
  public var areAllLatenciesCensored: Bool {
    !units.isEmpty && censoredLatencies == units.count
  }

  /// The latencies as times to an event.
  package var survival: Survival {
    Survival(
      units.map { Survival.Time($0.measures.latency, isEvent: !$0.measures.latencyIsCensored) })
  }

  /// The latency by which half of the units were immobile (Kaplan & Meier 1958), seconds; `nil` where
  /// fewer than half ever were.
  public var medianLatency: Double? { survival.median }
}
