/// The camera's noise in each arena, measured now and then.
struct CameraNoise {
  /// It is measured this often, seconds.
  private static let interval = 0.25

  /// `[arena]`: what was measured so far, grey levels, increasing.
  private var deviations: [[Double]]
  private var latest = -Double.infinity

  init(arenas: Int) { deviations = [[Double]](repeating: [], count: arenas) }

  /// Whether it is to be measured at a time again, seconds.
  func isDue(at time: Double) -> Bool { time - latest >= Self.interval }

  /// Measures it between a list of the grid's pixels and an earlier one.
  ///
  /// - Parameter groups: `[group]`: the places of the arenas' pixels; more groups may follow.
  mutating func measure(
    current: [UInt8], earlier: [UInt8], groups: [Range<Int>], time: Double
  ) {
    latest = time
    for arena in deviations.indices where !groups[arena].isEmpty {
      let spread = DifferenceHistogram(
        current: current, earlier: earlier, range: groups[arena]
      ).spread
      let place = deviations[arena].firstIndex { $0 > spread } ?? deviations[arena].count
      deviations[arena].insert(spread, at: place)
    }
  }

  /// The standard deviation in an arena, grey levels: the median over time, as coded noise is not the same in
  /// all kinds of frames. `nil` where none was measured.
  func deviation(of arena: Int) -> Double? {
    deviations[arena].isEmpty ? nil : deviations[arena][deviations[arena].count / 2]
  }

  /// That of the arena in which it is least; 0 where none was measured.
  var least: Double { deviations.indices.compactMap(deviation(of:)).min() ?? 0 }
}
