import ImmobilityCore

/// The order in which a file keeps what was counted along the ladder of pixel thresholds: each place is
/// foretold from those before it (`LadderForetelling`), so a reader needs a beginning of the order alone.
///
/// First stand the depths at the thresholds that scoring reads by default, then the counts there, then
/// the other depths, outwards, and the other counts. The mean differences follow behind the last place.
struct LadderOrder: Equatable {
  /// What a place holds.
  struct Place: Hashable {
    /// Depths, or else counts of changed pixels.
    var isDepth: Bool
    var rung: Int
  }

  /// Each depth and each count of the ladder once.
  let places: [Place]
  let rungs: Int

  /// The order for a trace that is mostly read at these rungs.
  init(rungs: Int, first: ClosedRange<Int>) {
    self.rungs = rungs
    let outwards =
      Array(first) + Array(0..<first.lowerBound).reversed() + Array((first.upperBound + 1)..<rungs)
    let ahead = outwards.prefix(2)
    let start = ahead.prefix(1)
    places =
      ahead.map { Place(isDepth: true, rung: $0) } + start.map { Place(isDepth: false, rung: $0) }
      + outwards.dropFirst(ahead.count).map { Place(isDepth: true, rung: $0) }
      + outwards.dropFirst(start.count).map { Place(isDepth: false, rung: $0) }
  }

  /// The rungs that the settings of a swim test read of a trace.
  init(_ trace: Trace) {
    let rungs = trace.pixelThresholds.count
    let read = trace.part(readBy: ScoringSettings(cleaning: []))?.rungs ?? 0...0
    // The second depth is that of the next rung even where one alone is read: counts follow from both.
    let above = min(max(read.upperBound, read.lowerBound + 1), rungs - 1)
    self.init(rungs: rungs, first: read.lowerBound...max(above, read.lowerBound))
  }

  /// Reads what `numbers(_:)` made; `nil` unless each depth and count stands there once.
  init?(numbers: [Int16], pixelThresholds: [UInt8]) {
    rungs = pixelThresholds.count
    guard numbers.count == 4 * rungs else { return nil }
    var places: [Place] = []
    for place in 0..<(2 * rungs) {
      let (kind, threshold) = (numbers[2 * place], numbers[2 * place + 1])
      guard kind == 0 || kind == 1,
        let rung = pixelThresholds.firstIndex(where: { Int16($0) == threshold })
      else { return nil }
      places.append(Place(isDepth: kind == 0, rung: rung))
    }
    guard Set(places).count == places.count else { return nil }
    self.places = places
  }

  /// `[place, 2]`: 0 for depths and 1 for counts, and the pixel threshold.
  func numbers(_ pixelThresholds: [UInt8]) -> [Int16] {
    places.flatMap { [$0.isDepth ? 0 : 1, Int16(pixelThresholds[$0.rung])] }
  }

  /// The rungs in the order of their counts: that of the background, which has no depths.
  var countedRungs: [Int] { places.filter { !$0.isDepth }.map(\.rung) }

  /// The place of the depths or counts at a rung.
  func place(_ rung: Int, isDepth: Bool) -> Int? {
    places.firstIndex(of: Place(isDepth: isDepth, rung: rung))
  }
}
