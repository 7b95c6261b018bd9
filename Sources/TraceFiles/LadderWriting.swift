import ImmobilityCore

/// What a file keeps of the numbers along a ladder: what is left of them that the numbers at earlier places do
/// not foretell, in byte planes, each place an array of its own.
struct LadderWriting {
  private let foretellings: [LadderForetelling]
  /// `[arena][place][sample]`.
  private let rests: [[[Int64]]]
  private let places: Int
  private let samples: Int

  /// The depths, counts and sums of arenas.
  init(_ counted: [Comparisons], order: LadderOrder, samples: Int) {
    self.init(
      places: order.places.count + 1, samples: samples, sumFeatures: order.sumFeatures,
      rows: counted.map { counted in
        order.places.map { place in
          place.isDepth
            ? Self.row(place.rung, of: counted.depth, rungs: order.rungs)
            : Self.row(place.rung, of: counted.changed, rungs: order.rungs)
        } + [counted.absoluteDifference.map { Double($0) }]
      })
  }

  /// The counts of the background; none where there is none.
  init(_ background: BackgroundTrace, order: LadderOrder, samples: Int) {
    let changed = background.changedShort
    self.init(
      places: order.rungs, samples: samples, sumFeatures: nil,
      rows: background.isAbsent
        ? []
        : [order.countedRungs.map { Self.row($0, of: changed, rungs: order.rungs) }])
  }

  private init(places: Int, samples: Int, sumFeatures: [Int]?, rows: [[[Double]]]) {
    self.places = places
    self.samples = samples
    let fitted = rows.map {
      LadderFitting(rows: $0, hasSums: sumFeatures != nil).fitted(sumFeatures: sumFeatures ?? [])
    }
    foretellings = fitted.map(\.foretelling)
    rests = fitted.map(\.rest)
  }

  private static func row(
    _ rung: Int, of values: [some FixedWidthInteger], rungs: Int
  ) -> [Double] {
    stride(from: rung, to: values.count, by: rungs).map { Double(values[$0]) }
  }

  /// The centres `[arena, place]`.
  var centres: NPYArray {
    .integers(foretellings.flatMap(\.centres), shape: [foretellings.count, places])
  }

  /// The weights `[arena, place, place]`.
  var weights: NPYArray {
    .integers(foretellings.flatMap(\.weights), shape: [foretellings.count, places, places])
  }

  /// The planes `[byte, arena, sample]` of a place.
  func planes(_ place: Int) -> NPYArray {
    BytePlanes.split(rests.flatMap { $0[place] }, shape: [rests.count, samples])
  }
}

extension LadderOrder {
  /// The place of the depths or counts at a rung.
  func place(_ rung: Int, isDepth: Bool) -> Int? {
    places.firstIndex(of: Place(isDepth: isDepth, rung: rung))
  }

  /// The places that foretell sums of differences: what changed by more than the lowest thresholds.
  var sumFeatures: [Int] {
    (0..<min(2, rungs)).flatMap { rung in
      [place(rung, isDepth: true), place(rung, isDepth: false)].compactMap(\.self)
    }.sorted()
  }
}
