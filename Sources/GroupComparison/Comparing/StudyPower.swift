import Statistics

/// What this study could have found, and what the next one needs, from the spread within arms.
public struct StudyPower: Sendable, Equatable {
  /// The standard deviation within arms (pooled), in the primary measure's unit.
  public var spread: Double
  /// The harmonic mean of the arms' sizes.
  public var animals: Double
  /// The smallest difference from the vehicle that is found in 80 % of such studies, two-sided at .05.
  public var smallest: Double
  /// The same at .05 over the number of comparisons in the family (Bonferroni).
  public var smallestInFamily: Double
  /// Comparisons in the family.
  public var familySize: Int
  /// Animals that each group of the next study needs to find a difference in 80 % at .05; `nil` where they
  /// are more than 10,000.
  public var needed: [Need]

  /// A difference and the animals that it needs.
  public struct Need: Sendable, Equatable {
    /// The difference, in the primary measure's unit.
    public var difference: Double
    /// Animals a group.
    public var animals: Int?
  }

  /// Parts of the vehicle's mean for which sizes are given where the design names no difference.
  private static let parts = [0.2, 0.3, 0.4]

  /// `nil` without two arms of two animals, or any spread.
  init?(_ comparison: Comparison) {
    let design = comparison.design
    let groups = comparison.arms.filter { $0.key.session == comparison.session }
      .map { $0.values(design.primary) }.filter { $0.count >= 2 }
    let degrees = groups.reduce(0) { $0 + $1.count - 1 }
    let squares = groups.reduce(0) { $0 + Moments.products($1, $1) }
    guard groups.count >= 2, squares > 0 else { return nil }
    let spread = (squares / Double(degrees)).squareRoot()
    let animals = Double(groups.count) / groups.reduce(0) { $0 + 1 / Double($1.count) }
    let family = max(1, comparison.effects(.effects).map(\.familySize).max() ?? 1)
    self.spread = spread
    self.animals = animals
    familySize = family
    smallest = spread * Planning.smallestEffect(first: animals, second: animals)
    smallestInFamily =
      spread
      * Planning.smallestEffect(first: animals, second: animals, level: 0.05 / Double(family))
    let vehicle = comparison.arms.first {
      $0.key.isVehicle && $0.key.session == comparison.session
    }?.mean(design.primary)
    let differences =
      design.detect.map { [$0] } ?? Self.parts.compactMap { part in vehicle.map { part * $0 } }
    needed = differences.filter { $0 > 0 }.map {
      Need(difference: $0, animals: Planning.animals(effect: $0 / spread))
    }
  }
}
