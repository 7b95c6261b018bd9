/// The pixel threshold that a recording's own noise asks for.
public enum NoiseFloor {
  /// The pixel thresholds that are counted unless others are asked for, grey levels.
  public static let ladder: [UInt8] = [8, 12, 16, 24, 32, 48]
  /// The threshold is this many times the noise.
  static let multiple = 4.0
  /// The lowest threshold chosen: under it codecs' own changes count, grey levels.
  static let least: UInt8 = 12
  /// The highest threshold chosen: above it little of an animal is left, grey levels.
  static let most: UInt8 = 48

  /// The pixel threshold for arenas with the given noise (standard deviation of the differences that
  /// noise alone makes, grey levels): the lowest of `ladder` that is at least `multiple` times the
  /// largest noise, and inside `least ... most` as far as the ladder allows.
  ///
  /// - Precondition: the ladder holds a threshold.
  public static func pixelThreshold(noise: [Double], ladder: [UInt8]) -> UInt8 {
    let wanted = min(max(multiple * (noise.max() ?? 0), Double(least)), Double(most))
    return ladder.first { Double($0) >= wanted } ?? ladder[ladder.count - 1]
  }
}
