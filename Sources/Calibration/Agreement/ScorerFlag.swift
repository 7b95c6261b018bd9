import ImmobilityCore
import Statistics

/// A scorer who stands apart from the others, with the figures that say so.
public struct ScorerFlag: Sendable, Equatable {
  /// The way of standing apart.
  public enum Kind: String, Sendable {
    /// Agrees less with everybody than they do with each other.
    case outlying
    /// The difference to the others changes from animal to animal in one direction.
    case drifting
  }

  /// The scorer.
  public var scorer: String
  /// The way of standing apart.
  public var kind: Kind
  /// The figures, in words.
  public var detail: String

  /// The rule of `outlying`, in words.
  public static let outlyingRule =
    "outlying: of three or more scorers, the one whose median agreement with the others (kappa on "
    + "1-s bins, or the concordance of totals with 4 or more animals) is below every pair without it "
    + "and at least 0.1 below their median, where exchanging the scorers' scores within animals gives any "
    + "scorer such a gap in less than 5 % (over the animals that all of them scored)"
  /// The rule of `drifting`, in words.
  public static let driftingRule =
    "drifting: over 8 or more animals in the order of the files, the difference of a scorer's total "
    + "to the mean of the others has a slope with p < 0.05 / number of tests (two-sided t test), "
    + "beside its dependence on that mean"

  private static let margin = 0.1
  static let leastAnimalsForConcordance = 4
  private static let leastAnimalsForDrift = 8
  private static let level = 0.05

  /// The scorers of whom the others' median exceeds their own by the margin, more than chance explains.
  static func outlying(names: [String], animals: [ComparedAnimal]) -> [ScorerFlag] {
    guard names.count >= 3 else { return [] }
    let tests = [
      ("kappa on 1-s bins", OutlyingTest(kappaOf: animals, scorers: names.count)),
      ("concordance of totals", OutlyingTest(concordanceOf: animals, scorers: names.count)),
    ]
    let gaps = tests.compactMap { name, test in test.map { (name, $0.gaps) } }
    return names.indices.compactMap { scorer in
      let details = gaps.compactMap { name, gaps -> String? in
        guard let gap = gaps[scorer], gap.own < gap.leastOfOthers, gap.size >= margin,
          gap.p < level
        else { return nil }
        return "median \(name) with the others \(Rounding.text(gap.own, places: 2)), "
          + "theirs \(Rounding.text(gap.others, places: 2)), lowest of theirs "
          + "\(Rounding.text(gap.leastOfOthers, places: 2)), p = \(Rounding.text(gap.p, places: 4)) by "
          + "permutation"
      }
      return details.isEmpty
        ? nil
        : ScorerFlag(
          scorer: names[scorer], kind: .outlying, detail: details.joined(separator: "; "))
    }
  }

  /// The scorers whose difference to the others changes with the animals' order.
  static func drifting(names: [String], animals: [ComparedAnimal]) -> [ScorerFlag] {
    let complete = animals.compactMap(\.completeTotals)
    guard names.count >= 2, complete.count >= leastAnimalsForDrift else { return [] }
    let order = complete.indices.map(Double.init)
    // Of two scorers the differences are each other's mirror image: one test, of the second.
    let tested = names.count == 2 ? [1] : Array(names.indices)
    return tested.compactMap { scorer in
      let level = complete.map { totals in
        Moments.mean(totals.indices.filter { $0 != scorer }.map { totals[$0] }) ?? 0
      }
      let differences = zip(complete, level).map { $0[scorer] - $1 }
      guard let slope = significantSlope(order, differences, beside: level, tests: tested.count)
      else { return nil }
      return ScorerFlag(
        scorer: names[scorer], kind: .drifting,
        detail:
          "the difference to \(names.count == 2 ? names[0] : "the mean of the others") changes "
          + "by \(Rounding.text(slope.slope, places: 2)) s from one animal to the next (p = "
          + "\(Rounding.text(slope.p, places: 4)))")
    }
  }

  /// The slope of y on x in the regression on x and z, with its two-sided p, where that is below the
  /// level for so many tests.
  ///
  /// A scorer who sees a share of everything differs most where there is most to see; animals are
  /// often in the order of their treatment, and without z that would look like drift. What z
  /// explains is taken from x and y first (Frisch & Waugh 1933).
  private static func significantSlope(
    _ x: [Double], _ y: [Double], beside z: [Double], tests: Int
  ) -> (slope: Double, p: Double)? {
    let (restX, restY) = (remainder(of: x, on: z), remainder(of: y, on: z))
    guard !Moments.areConstant(restX), !Moments.areConstant(restY) else { return nil }
    let xx = Moments.products(restX, restX)
    let yy = Moments.products(restY, restY)
    let slope = Moments.products(restX, restY) / xx
    let degrees = Double(x.count - 3)
    let residual = max(0, yy - slope * slope * xx)
    let p =
      residual <= 1e-12 * yy
      ? 0
      : Distributions.studentTwoSided(
        slope / (residual / degrees / xx).squareRoot(), degrees: degrees)
    return p < level / Double(tests) ? (slope, p) : nil
  }

  /// What the least squares line on z leaves of values.
  private static func remainder(of values: [Double], on z: [Double]) -> [Double] {
    guard let mean = Moments.mean(values), let meanZ = Moments.mean(z), !Moments.areConstant(z)
    else { return values }
    let slope = Moments.products(z, values) / Moments.products(z, z)
    return zip(values, z).map { $0 - mean - slope * ($1 - meanZ) }
  }
}
