import VideoDecoding

/// The grey levels that occur in a recording.
///
/// Noise in a picture with few of them jumps from one to the next: by more than the pixel threshold where they
/// stand far apart, and then still water counts as motion. The measured noise does not tell, for most pixels do
/// not jump.
struct GreyLevels {
  /// Every so many frames are looked at,
  static let frameStep = 256
  /// and of each every so many rows.
  private static let rowStep = 4
  /// Levels that stand this far apart are coarse, grey levels: half of the lowest pixel threshold for excess
  /// motion.
  static let coarse = 8

  /// `[level]`: the pixels looked at that had it.
  private var counts: [Int]

  init(counts: [Int] = [Int](repeating: 0, count: 256)) { self.counts = counts }

  /// Looks at a frame.
  mutating func look(at frame: VideoFrame) {
    frame.withLuma { first, stride in
      for row in Swift.stride(from: 0, to: frame.height, by: Self.rowStep) {
        let pixels = first + row * stride
        for column in 0..<frame.width { counts[Int(pixels[column])] += 1 }
      }
    }
  }

  /// How many levels occurred.
  var count: Int { counts.count { $0 > 0 } }

  /// How far the level of the middle pixel stands from the nearest other one, grey levels; 0 where fewer than two
  /// occurred.
  var usualStep: Int {
    let levels = counts.indices.filter { counts[$0] > 0 }
    guard levels.count > 1 else { return 0 }
    var pixelsOf: [Int: Int] = [:]  // by step
    for (place, level) in levels.enumerated() {
      let below = place > 0 ? level - levels[place - 1] : .max
      let above = place + 1 < levels.count ? levels[place + 1] - level : .max
      pixelsOf[min(below, above), default: 0] += counts[level]
    }
    let all = counts.reduce(0, +)
    var before = 0
    for (step, pixels) in pixelsOf.sorted(by: { $0.key < $1.key }) {
      before += pixels
      if 2 * before >= all { return step }
    }
    return 0
  }

  /// The note's flag and detail; `nil` where the levels are fine enough.
  var note: (flag: String, detail: String)? {
    guard usualStep >= Self.coarse else { return nil }
    return (
      "coarse_grey_levels",
      "the picture has \(count) grey levels only, \(usualStep) apart: where noise makes pixels jump between them "
        + "an animal that keeps still counts as moving; record or convert without a palette"
    )
  }
}
