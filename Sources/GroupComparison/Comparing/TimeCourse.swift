import Statistics

/// The immobile time of an arm over the analysis window, bin by bin.
public struct TimeCourse: Sendable, Equatable {
  /// The arm.
  public var arm: ArmKey
  /// The bins, in order of time.
  public var points: [Point]

  /// The animals of an arm in one bin.
  public struct Point: Sendable, Equatable {
    /// The bin's start, seconds from trial start.
    public var start: Double
    /// The bin's end, seconds from trial start.
    public var end: Double
    /// Animals (clusters) of which some of the bin is scored.
    public var count: Int
    /// The mean of their immobile seconds with its 95 % interval (Student 1908).
    public var mean: Estimate
    /// The standard deviation (n - 1), seconds; `nil` with one animal.
    public var standardDeviation: Double?
  }

  /// `nil` without bins.
  init?(_ arm: Arm) {
    let bins = Dictionary(grouping: arm.units.flatMap(\.bins).filter { !$0.isBlank }, by: \.edges)
    guard !bins.isEmpty else { return nil }
    self.arm = arm.key
    points = bins.sorted { $0.key < $1.key }.map { _, own in
      let values = own.map(\.immobile)
      let interval = Contrast(groups: [values], weights: [1]).welch?.interval
      return Point(
        start: own[0].start, end: own[0].end, count: own.count,
        mean: Estimate(Moments.mean(values) ?? 0, interval: interval),
        standardDeviation: Moments.variance(values)?.squareRoot())
    }
  }
}
