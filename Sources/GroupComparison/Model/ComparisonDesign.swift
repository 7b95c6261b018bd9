/// What is compared with what.
public struct ComparisonDesign: Sendable, Equatable {
  /// The group that the others are compared with.
  public var vehicle: String
  /// The columns that make an arm: `group`, mostly `dose`, and further factors such as a regimen. The
  /// vehicle is exempt from all but the group.
  public var arm: [String]
  /// The factors whose levels divide the animals into strata: an arm is compared with the vehicle of its
  /// own stratum, and for each factor there is an interaction.
  public var strata: [String]
  /// The level of a factor that other levels are compared with; by default the first in order.
  public var references: [String: String]
  /// The two sessions of paired changes; `nil` for none.
  public var pair: Pair?
  /// The session whose comparisons are the family; `nil` for the pair's second, else `test`, else the last
  /// in order.
  public var session: String?
  /// The measures; the first is the primary one, whose comparisons are the family.
  public var measures: [ComparedMeasure]
  /// How p-values of comparisons with the vehicle are adjusted.
  public var adjustment: Adjustment
  /// The factor whose levels are clusters (cage, litter): their means are counted in place of animals.
  public var cluster: String?
  /// Pairs of arms, by their names, that are compared besides.
  public var contrasts: [Pair]
  /// Names in columns of arms and strata that mean another: what is written to what is meant.
  public var aliases: [String: String]
  /// The margin within which a difference of the primary measure counts as none; `nil` for no such test.
  public var margin: Double?
  /// The difference that the next study is to find; `nil` for parts of the vehicle's mean.
  public var detect: Double?
  /// Where the random draws begin.
  public var seed: UInt64
  /// Bootstrap draws of each interval.
  public var draws: Int

  /// Two sessions of the same animals, or two arms.
  public struct Pair: Sendable, Equatable {
    /// The earlier session, such as `pretest`; the first arm.
    public var first: String
    /// The later one, such as `test`; the arm that is subtracted.
    public var second: String

    /// A pair.
    public init(first: String, second: String) {
      self.first = first
      self.second = second
    }
  }

  /// How p-values are adjusted for their number.
  public enum Adjustment: String, Sendable, CaseIterable {
    /// By the distribution of the largest |t| (Dunnett 1955; Hasler & Hothorn 2008).
    case dunnett
    /// Step-down (Holm 1979).
    case holm
  }

  /// Makes a design of its parts.
  public init(
    vehicle: String, arm: [String] = ["group", "dose"], strata: [String] = [],
    references: [String: String] = [:], pair: Pair? = nil, session: String? = nil,
    measures: [ComparedMeasure] = [.immobile, .latency, .bouts],
    adjustment: Adjustment = .dunnett, cluster: String? = nil, contrasts: [Pair] = [],
    aliases: [String: String] = [:], margin: Double? = nil, detect: Double? = nil,
    seed: UInt64 = 1, draws: Int = 10_000
  ) {
    self.vehicle = vehicle
    self.arm = arm
    self.strata = strata
    self.references = references
    self.pair = pair
    self.session = session
    self.measures = measures
    self.adjustment = adjustment
    self.cluster = cluster
    self.contrasts = contrasts
    self.aliases = aliases
    self.margin = margin
    self.detect = detect
    self.seed = seed
    self.draws = draws
  }

  /// The columns of the arm besides group and dose.
  public var further: [String] { arm.filter { $0 != "group" && $0 != "dose" } }
  /// The measure whose comparisons are the family.
  public var primary: ComparedMeasure { measures.first ?? .immobile }
}

/// Why observations cannot be compared as the design asks.
public struct ComparisonError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String

  /// An error in words.
  public init(_ description: String) { self.description = description }
}
