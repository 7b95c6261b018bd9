import Calibration
import GroupComparison

/// A comparison of groups: what every printer of `compare` prints.
public struct ComparisonReport: Sendable {
  /// The program.
  public var software: Software
  /// The files that were read, as the user gave them.
  public var inputs: [String]
  /// The figures.
  public var comparison: Comparison
  /// What was told about the inputs.
  public var warnings: [String]

  /// Makes a report of its parts.
  public init(
    software: Software, inputs: [String], comparison: Comparison, warnings: [String]
  ) {
    self.software = software
    self.inputs = inputs
    self.comparison = comparison
    self.warnings = warnings
  }
}

/// Turns a comparison report into text.
public protocol ComparisonPrinter: Sendable {
  /// The report as text that ends with a newline.
  ///
  /// - Throws: when the text cannot be made; never because of a value in the report.
  func text(of report: ComparisonReport) throws -> String
}

/// Figures of comparisons in words, for all printers.
enum ComparisonWords {
  /// Where arms stand: `test, stress CMS`; empty where there is neither session nor stratum.
  static func place(_ key: ArmKey, _ design: ComparisonDesign) -> String {
    ([key.session] + zip(design.strata, key.stratum).map { "\($0) \($1)" })
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// An arm's name: `imipramine 15`.
  static func arm(_ key: ArmKey) -> String {
    key.dose.isEmpty ? key.group : "\(key.group) \(key.dose)"
  }

  /// What an effect compares.
  static func comparison(_ effect: Effect, _ design: ComparisonDesign) -> String {
    switch effect.kind {
    case .againstVehicle: "\(arm(effect.arm)) - \(design.vehicle)"
    case .interaction(_, let level, let reference):
      "(\(arm(effect.arm)) - \(design.vehicle)) at \(level) - the same at \(reference)"
    case .change(let from, let to): "\(arm(effect.arm)): \(to) - \(from)"
    }
  }

  /// The mean and its standard error: `145.0 +/- 5.0`.
  static func meanAndError(
    _ arm: Arm, _ measure: ComparedMeasure, sign: String = "+/-"
  ) -> String {
    guard let mean = arm.mean(measure) else { return "no data" }
    let text = DecimalText.fixed(mean, decimals: 1)
    guard let error = arm.errorOfMean(measure) else { return text }
    return "\(text) \(sign) \(DecimalText.fixed(error, decimals: 1))"
  }

  /// A figure with its interval; `-` where there is none.
  static func estimate(_ estimate: Estimate, decimals: Int) -> String {
    guard let value = estimate.value else { return "-" }
    let text = DecimalText.fixed(value, decimals: decimals)
    guard let interval = estimate.interval else { return text }
    return "\(text) (\(self.interval(interval, decimals: decimals)))"
  }

  static func interval(_ interval: ClosedRange<Double>?, decimals: Int) -> String {
    guard let interval else { return "-" }
    return "\(DecimalText.fixed(interval.lowerBound, decimals: decimals)) to "
      + DecimalText.fixed(interval.upperBound, decimals: decimals)
  }

  /// A p-value; one below what can be told apart as `< `.
  static func p(_ value: Double?) -> String {
    guard let value else { return "-" }
    return value < 0.0001 ? "< 0.0001" : DecimalText.fixed(value, decimals: 4)
  }

  /// A measure with its unit.
  static func measure(_ measure: ComparedMeasure) -> String {
    switch measure {
    case .immobile: "immobile time, s"
    case .latency: "latency, s"
    case .bouts: "immobile bouts"
    }
  }

  /// How the figures are made, one sentence for each.
  static func rules(_ comparison: Comparison) -> [(name: String, text: String)] {
    let design = comparison.design
    var rules = [
      (
        "unit",
        "the animal; several recordings of one animal in one session are averaged before anything "
          + "else"
      ),
      (
        "mean +/- SEM",
        "the mean over animals and the standard error: standard deviation (n - 1) over the root of n"
      ),
      (
        "difference",
        "mean of the arm less mean of \(design.vehicle) in the same stratum and session; its 95 % "
          + "interval by bias-corrected and accelerated bootstrap (BCa, Efron 1987), \(design.draws) "
          + "draws within each group, seed \(design.seed). With few animals such intervals are "
          + "somewhat narrow: of 500 made comparisons of 8 and 8 animals they held the truth in 89 %"
      ),
      (
        "Welch",
        "the 95 % interval by the t distribution with unequal variances (Welch 1947); of those made "
          + "comparisons it held the truth in 94 %"
      ),
      (
        "Hedges' g",
        "the difference over the pooled standard deviation, corrected for few animals (Hedges 1981); "
          + "interval after Hedges & Olkin (1985)"
      ),
      (
        "p",
        "two-sided, by permutation of the animals between arm and vehicle: all permutations up to "
          + "200,000, else 10,000 with the observed one"
      ),
      (
        "p, Holm",
        "adjusted for the number of tests in its family (Holm 1979): for each measure all comparisons "
          + "with the vehicle, over all strata and sessions; all interactions; all changes"
      ),
    ]
    if !design.strata.isEmpty {
      rules.append(
        (
          "interaction",
          "difference of differences: the effect at one level of a factor less that at the other; p "
            + "by permutation of the residuals of the model without the interaction (Freedman & Lane "
            + "1983)"
        ))
    }
    if design.pair != nil {
      rules.append(
        (
          "change",
          "second less first session of the same animals; g over the root of the mean of both "
            + "variances (Cumming 2012); p by turning the signs of the changes"
        ))
    }
    return rules
  }
}
