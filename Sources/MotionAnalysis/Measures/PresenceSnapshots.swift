import ImmobilityCore

/// Keeps looks at the arenas at intervals and tells at the end how they differ from the first and the
/// last look.
struct PresenceSnapshots {
  /// Seconds between looks; doubled whenever `most` looks have been kept.
  private static let interval = 0.5
  private static let most = 2048
  /// A pixel differs by more than this after the light's change is taken out, grey levels.
  private static let leastDifference = 20
  /// A pixel differs "nearly always" in this part of the looks, 0-1.
  private static let nearlyAlways = 0.8

  /// A look at the grid.
  struct Look {
    var sample: Int
    /// Seconds from the recording's first frame.
    var time: Double
    /// The grid's pixels, group by group.
    var pixels: [UInt8]
  }

  /// What was seen, in order of time.
  private(set) var looks: [Look] = []
  private var interval = PresenceSnapshots.interval

  /// Looks at a sample if it is time to.
  mutating func offer(sample: Int, time: Double, pixels: () -> [UInt8]) {
    if let last = looks.last, time - last.time < interval - 1e-6 { return }
    looks.append(Look(sample: sample, time: time, pixels: pixels()))
    if looks.count >= Self.most {
      looks = stride(from: 0, to: looks.count, by: 2).map { looks[$0] }
      interval *= 2
    }
  }

  /// The track of the group whose pixels stand in a range of the grid.
  func track(_ range: Range<Int>) -> PresenceTrack {
    guard let first = looks.first, let last = looks.last, !range.isEmpty else {
      return PresenceTrack()
    }
    let (fromFirst, lastingFromFirst) = differences(
      from: first.pixels, range, order: looks.indices.reversed())
    let (fromLast, lastingFromLast) = differences(
      from: last.pixels, range, order: Array(looks.indices))
    return PresenceTrack(
      samples: looks.map(\.sample), fromFirst: fromFirst, fromLast: fromLast,
      lastingFromFirst: lastingFromFirst, lastingFromLast: lastingFromLast)
  }

  /// `[look]`: the part of the pixels that differs from `reference`, and the part that differs here and
  /// nearly always among the looks that stand before it in `order` and are not like the reference: an
  /// animal that comes back to its first place does not make it look empty.
  private func differences(
    from reference: [UInt8], _ range: Range<Int>, order: [Int]
  ) -> (parts: [Double], lasting: [Double]) {
    var parts = [Double](repeating: 0, count: looks.count)
    var lasting = parts
    var times = [Int](repeating: 0, count: range.count)
    var met = 0
    for index in order {
      let pixels = looks[index].pixels
      let shift = DifferenceHistogram(current: pixels, earlier: reference, range: range).median
      let differing = (0..<range.count).filter { place in
        let pixel = range.lowerBound + place
        let difference = Int(pixels[pixel]) - Int(reference[pixel]) - shift
        return abs(difference) > Self.leastDifference
      }
      parts[index] = Double(differing.count) / Double(range.count)
      guard parts[index] >= PresenceTrack.leastCover else { continue }
      met += 1
      for place in differing { times[place] += 1 }
      let least = Self.nearlyAlways * Double(met)
      lasting[index] =
        Double(differing.count { Double(times[$0]) >= least }) / Double(range.count)
    }
    return (parts, lasting)
  }
}
