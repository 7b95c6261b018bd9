import ImmobilityCore

/// What a file keeps of the numbers along a ladder: what is left of them that the numbers at earlier places do
/// not foretell, in byte planes, each place an array of its own.
struct LadderWriting {
  private let places: Int
  private let foretellings: [LadderForetelling]
  /// `[place]`: planes `[byte, arena, sample]`.
  let planes: [NPYArray]

  /// The depths, counts and mean differences of arenas.
  init(_ counted: [Comparisons], order: LadderOrder, samples: Int) {
    self.init(
      places: order.places.count + 1, arenas: counted.count, samples: samples,
      differenceFeatures: order.differenceFeatures
    ) { arena in
      order.places.map { place in
        place.isDepth
          ? Self.row(place.rung, of: counted[arena].depth, rungs: order.rungs)
          : Self.row(place.rung, of: counted[arena].changed, rungs: order.rungs)
      } + [counted[arena].meanDifference.map { Double($0) }]
    }
  }

  /// The counts of the background; none where there is none.
  init(_ background: BackgroundTrace, order: LadderOrder, samples: Int) {
    let changed = background.changedShort
    self.init(
      places: order.rungs, arenas: background.isAbsent ? 0 : 1, samples: samples,
      differenceFeatures: nil
    ) { _ in
      order.countedRungs.map { Self.row($0, of: changed, rungs: order.rungs) }
    }
  }

  /// - Parameter rows: `[place][sample]` of an arena.
  private init(
    places: Int, arenas: Int, samples: Int, differenceFeatures: [Int]?, rows: (Int) -> [[Double]]
  ) {
    var foretellings: [LadderForetelling] = []
    var rests: [[[Int64]]] = []
    for arena in 0..<arenas {
      let fitting = LadderFitting(rows: rows(arena), hasDifferences: differenceFeatures != nil)
      let fitted = fitting.fitted(differenceFeatures: differenceFeatures ?? [])
      foretellings.append(fitted.foretelling)
      rests.append(fitted.rest)
    }
    self.places = places
    self.foretellings = foretellings
    planes = (0..<places).map { place in
      BytePlanes.split(rests.flatMap { $0[place] }, shape: [arenas, samples])
    }
  }

  private static func row<Values: RandomAccessCollection>(
    _ rung: Int, of values: Values, rungs: Int
  ) -> [Double] where Values.Index == Int, Values.Element: FixedWidthInteger {
    stride(from: rung, to: values.count, by: rungs).map { Double(values[$0]) }
  }

  /// The mean differences, `[byte, arena, sample]`.
  var differences: NPYArray { planes[places - 1] }

  /// The centres `[arena, place]`.
  var centres: NPYArray {
    .integers(foretellings.flatMap(\.centres), shape: [foretellings.count, places])
  }

  /// The weights `[arena, place, place]`.
  var weights: NPYArray {
    .integers(foretellings.flatMap(\.weights), shape: [foretellings.count, places, places])
  }
}

extension LadderOrder {
  /// The places that foretell mean differences: what changed by more than the lowest thresholds.
  var differenceFeatures: [Int] {
    (0..<min(2, rungs)).flatMap { rung in
      [place(rung, isDepth: true), place(rung, isDepth: false)].compactMap(\.self)
    }.sorted()
  }
}
