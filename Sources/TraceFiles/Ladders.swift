import ImmobilityCore

/// All that a file keeps along the ladder of pixel thresholds.
struct Ladders {
  let order: LadderOrder
  let short: LadderWriting
  let long: LadderWriting
  let background: LadderWriting

  init(_ trace: Trace) {
    order = LadderOrder(trace)
    short = LadderWriting(trace.arenas.map(\.short), order: order, samples: trace.count)
    long = LadderWriting(trace.arenas.map(\.long), order: order, samples: trace.count)
    background = LadderWriting(trace.background, order: order, samples: trace.count)
  }

  /// The arrays of a ladder, one for each rung; `nil` for another array.
  func arrays(_ array: TraceArray, rungs: Range<Int>) -> [NPYArray]? {
    switch array {
    case .depthShort: rungs.map { planes(short, $0, isDepth: true) }
    case .depthLong: rungs.map { planes(long, $0, isDepth: true) }
    case .changedShort: rungs.map { planes(short, $0, isDepth: false) }
    case .changedLong: rungs.map { planes(long, $0, isDepth: false) }
    case .backgroundChanged:
      rungs.map { background.planes[order.countedRungs.firstIndex(of: $0) ?? 0] }
    default: nil
    }
  }

  private func planes(_ ladder: LadderWriting, _ rung: Int, isDepth: Bool) -> NPYArray {
    ladder.planes[order.place(rung, isDepth: isDepth) ?? 0]
  }
}
