/// What is compared with what.
public struct ComparisonDesign: Sendable, Equatable {
  /// The group that the others are compared with.
  public var vehicle: String
  /// The factors whose levels divide the animals into strata: an arm is compared with the vehicle of its
  /// own stratum, and for each factor there is an interaction.
  public var strata: [String]
  /// The level of a factor that other levels are compared with in its interaction; by default the first
  /// in order.
  public var references: [String: String]
  /// The two sessions of paired changes; `nil` for none.
  public var pair: Pair?
  /// Where the random draws begin.
  public var seed: UInt64
  /// Bootstrap draws of each interval.
  public var draws: Int

  /// A first and a second session of the same animals.
  public struct Pair: Sendable, Equatable {
    /// The earlier one, such as `pretest`.
    public var first: String
    /// The later one, such as `test`.
    public var second: String

    /// A pair of sessions.
    public init(first: String, second: String) {
      self.first = first
      self.second = second
    }
  }

  /// Makes a design of its parts.
  public init(
    vehicle: String, strata: [String] = [], references: [String: String] = [:],
    pair: Pair? = nil, seed: UInt64 = 1, draws: Int = 10_000
  ) {
    self.vehicle = vehicle
    self.strata = strata
    self.references = references
    self.pair = pair
    self.seed = seed
    self.draws = draws
  }
}

/// Why observations cannot be compared as the design asks.
public struct ComparisonError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String

  /// An error in words.
  public init(_ description: String) { self.description = description }
}
