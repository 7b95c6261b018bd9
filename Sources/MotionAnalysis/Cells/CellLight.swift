/// How the light changed from one sample to the next in the cells of an arena, or of each row of them.
///
/// The light is taken for a factor that all cells have in common: the median of the cells' ratios, where most
/// cells agree about it. An animal covers less than half of its arena, and what moves there does not agree.
enum CellLight {
  /// Of the cells of an arena no more are looked at.
  private static let most = 160
  /// With fewer cells nothing can be told.
  private static let least = 8
  /// A smaller change is none, 0-1.
  private static let leastChange: Float = 0.003
  /// Darker cells tell nothing about a factor, grey levels.
  private static let darkest: Float = 8

  /// The factor between two samples of some cells; 1 where the light did not change.
  static func factor(_ now: ArraySlice<Float>, before: ArraySlice<Float>) -> Float {
    let step = max(1, now.count / most)
    var ratios: [Float] = []
    ratios.reserveCapacity(most + 1)
    for index in stride(from: 0, to: now.count, by: step) {
      let earlier = before[before.startIndex + index]
      if earlier >= darkest { ratios.append(now[now.startIndex + index] / earlier) }
    }
    guard ratios.count >= least else { return 1 }
    ratios.sort()
    let median = ratios[ratios.count / 2]
    guard abs(median - 1) >= leastChange else { return 1 }
    let spread = ratios.map { abs($0 - median) }.sorted()[ratios.count / 2]
    return spread < abs(median - 1) ? median : 1
  }
}
