/// A step of the ladder that differences are taken up: a rung, or one before all of them.
///
/// The steps take differences apart into bands: what lies below the first step, between each step and the
/// next, and above the last. Most bands are narrow, so that lanes of bytes can add them up;
/// the sum of all bands is the sum of the differences, and the sum of those from a step on the
/// depth there.
struct Step: Sendable {
  /// Up to this width a lane of bytes adds up what the four parts of a block hold of a band.
  static let narrow: UInt8 = 63

  /// In every lane the grey levels that a difference has to exceed.
  let limit: ByteLanes
  /// In every lane the grey levels to the next step, or to the largest difference.
  let width: ByteLanes
  /// Whether a lane of bytes adds up what a block holds of the band.
  let isNarrow: Bool

  init(level: UInt8, next: UInt8) {
    limit = ByteLanes(repeating: level)
    width = ByteLanes(repeating: next - level)
    isNarrow = next - level <= Self.narrow
  }
}
