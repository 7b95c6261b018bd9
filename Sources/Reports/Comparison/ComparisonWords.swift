import GroupComparison
import Statistics

/// Figures of comparisons in words, for all printers.
enum ComparisonWords {
  /// Where arms are: `test, stress CMS`; empty where there is neither session nor stratum.
  static func place(_ key: ArmKey, _ design: ComparisonDesign) -> String {
    ([key.session]
      + zip(design.strata, key.stratum).map { $1.isEmpty ? "" : "\($0) \($1)" })
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What an effect compares.
  static func comparison(_ effect: Effect, _ design: ComparisonDesign) -> String {
    let arm = effect.arm.name
    return switch effect.kind {
    case .againstVehicle: "\(arm) - \(design.vehicle)"
    case .acrossStrata:
      "\(arm) - \(design.vehicle), across \(design.strata.joined(separator: " and "))"
    case .level(let factor, let level, let reference):
      "\(design.vehicle): \(factor) \(level) - \(reference)"
    case .interaction(let factor, let level, let reference):
      "(\(arm) - \(design.vehicle)) at \(factor) \(level) - the same at \(reference)"
    case .between(let other): "\(arm) - \(other.name)"
    case .change(let from, let to): "\(arm): \(to) - \(from)"
    }
  }

  /// Where an effect is; of what spans the levels of a stratum without that stratum.
  static func place(_ effect: Effect, _ design: ComparisonDesign) -> String {
    var key = effect.arm
    switch effect.kind {
    case .level(let factor, _, _), .interaction(let factor, _, _):
      for (index, name) in design.strata.enumerated() where name == factor {
        key.stratum[index] = ""
      }
    default: break
    }
    return place(key, design)
  }

  /// The number of units, and of animals where those are others.
  static func count(_ arm: Arm) -> String {
    arm.units.count == arm.animals.count
      ? "\(arm.animals.count)" : "\(arm.units.count) (\(arm.animals.count) animals)"
  }

  /// The mean and its standard error: `145.0 +/- 5.0`.
  static func meanAndError(
    _ arm: Arm, _ measure: ComparedMeasure, sign: String = "+/-"
  ) -> String {
    guard let mean = arm.mean(measure) else { return arm.noData == nil ? "-" : "no data" }
    let text = DecimalText.fixed(mean, decimals: 1)
    if measure == .latency, arm.areAllLatenciesCensored { return ">= \(text) (all censored)" }
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

  /// A figure with half of its symmetric interval: `12.5 (+/- 3.0)`.
  static func plusMinus(_ estimate: Estimate, decimals: Int) -> String {
    guard let value = estimate.value else { return "-" }
    let text = DecimalText.fixed(value, decimals: decimals)
    guard let interval = estimate.interval else { return text }
    let half = (interval.upperBound - interval.lowerBound) / 2
    return "\(text) (+/- \(DecimalText.fixed(half, decimals: decimals)))"
  }

  /// A bin: `120-180 s`.
  static func bin(_ point: TimeCourse.Point) -> String {
    "\(DecimalText.text(point.start))-\(DecimalText.text(point.end)) s"
  }

  /// A measure with its unit.
  static func measure(_ measure: ComparedMeasure) -> String {
    switch measure {
    case .immobile: "immobile time, s"
    case .percent: "immobile time, % of scored time"
    case .latency: "latency (restricted mean), s"
    case .bouts: "immobile bouts"
    case .boutMean: "mean immobile bout, s"
    case .highlyMobile: "highly mobile time, s"
    }
  }

  /// A measure as a short heading of columns.
  static func heading(_ measure: ComparedMeasure) -> String {
    switch measure {
    case .immobile: "immobile s"
    case .percent: "immobile %"
    case .latency: "latency s"
    case .bouts: "bouts"
    case .boutMean: "mean bout s"
    case .highlyMobile: "highly mobile s"
    }
  }

  /// The heading of a section.
  static func title(_ section: Effect.Section, _ design: ComparisonDesign) -> String {
    switch section {
    case .effects: "Differences from \(design.vehicle)"
    case .acrossStrata:
      "Differences from \(design.vehicle) across \(design.strata.joined(separator: " and "))"
    case .levels: "Levels within \(design.vehicle)"
    case .interactions: "Interactions"
    case .contrasts: "Arms compared as asked for"
    case .changes: "Changes within animals"
    }
  }

  /// How p-values of a section are adjusted.
  static func adjustment(_ section: Effect.Section, _ design: ComparisonDesign) -> String {
    section == .effects && design.adjustment == .dunnett ? "Dunnett" : "Holm"
  }

  /// How the figures are made, one sentence for each.
  static func rules(_ comparison: Comparison) -> [(name: String, text: String)] {
    let design = comparison.design
    let session = comparison.session.isEmpty ? "" : " in session '\(comparison.session)'"
    var rules = [
      (
        "unit",
        "the animal; several recordings of one animal in one session are averaged before anything "
          + "else"
          + (design.cluster.map { "; of animals of one '\($0)' in an arm the mean counts once" }
            ?? "")
      ),
      (
        "arm",
        "the animals with the same \(design.arm.joined(separator: ", ")); the vehicle is one arm "
          + "whatever its other columns say"
      ),
      (
        "mean +/- SEM",
        "the mean over animals and the standard error: standard deviation (n - 1) over the root of n"
      ),
      (
        "difference, interval, p",
        "mean of the arm less mean of \(design.vehicle) in the same stratum and session, with the 95 % "
          + "interval and the two-sided p by the t distribution with unequal variances (Welch 1947); the "
          + "interval leaves out 0 where p < 0.05"
      ),
      (
        "p, adjusted",
        "for the number of tests in a family: the comparisons of the primary measure ("
          + "\(measure(design.primary)))\(session). "
          + (design.adjustment == .dunnett
            ? "Comparisons with \(design.vehicle) by the distribution of the largest |t| (Dunnett 1955, "
              + "for unequal variances Hasler & Hothorn 2008); other kinds, each a family, after Holm "
              + "(1979)"
            : "Each kind of comparison is a family, after Holm (1979)")
          + ". Other measures and sessions have no adjusted p"
      ),
      (
        "Hedges' g",
        "the difference over the pooled standard deviation, corrected for few animals (Hedges 1981); "
          + "interval by the noncentral t distribution (Steiger & Fouladi 1997)"
      ),
      (
        "permutation p",
        "a check without the normal distribution: two-sided, of the Welch t, which unequal spreads "
          + "mislead less (Janssen 1997), by exchanging animals between arm and vehicle: all permutations up "
          + "to 200,000, else 10,000 with the observed one. The smallest p that they can reach is beside "
          + "it"
      ),
      (
        "bootstrap-t",
        "a second 95 % interval without the normal distribution (Efron & Tibshirani 1993, 12.5), from "
          + "\(Bootstrap.leastAnimals) animals a group on: \(design.draws) draws, seed \(design.seed). "
          + "With fewer animals no bootstrap interval holds what it says"
      ),
      (
        "shift by ranks",
        "the median of all differences between an animal of the arm and one of \(design.vehicle) (Hodges & "
          + "Lehmann 1963), with the interval of the rank-sum test; of changes that of the signed-rank "
          + "test. An animal far out counts like any other: none is ever removed"
      ),
      (
        "sample size",
        "from the standard deviation within arms, by the noncentral t distribution: what two groups find "
          + "in 80 % of studies, two-sided at .05, and at .05 over the number of comparisons in the family"
      ),
    ]
    if let margin = design.margin {
      rules.append(
        (
          "equivalence",
          "p that the difference lies beyond \(DecimalText.text(margin)) on either side: two one-sided "
            + "Welch tests (Schuirmann 1987); below .05 the difference is as good as none. A large p of "
            + "the difference itself does not say that"
        ))
    }
    if !comparison.timeCourses.isEmpty {
      rules.append(
        (
          "time course",
          "the mean over animals of the immobile seconds in each bin, with its 95 % interval by Student's "
            + "t; a bin of which nothing is scored does not count. Bins of an animal are not independent: "
            + "no tests are made on them"
        ))
    }
    if !comparison.trends.isEmpty {
      rules.append(
        (
          "dose trend",
          "over the order of \(design.vehicle) and three or more doses: the change from one dose to the "
            + "next by a linear contrast (Welch), and the test of Jonckheere and Terpstra by 10,000 "
            + "permutations"
        ))
    }
    if design.measures.contains(.latency) {
      rules.append(
        (
          "latency",
          "the mean is restricted: an animal without an immobile bout counts with the window's end, so "
            + "it is at least that; the median is that of Kaplan & Meier (1958); p by the log-rank test "
            + "against \(design.vehicle) (Mantel 1966)"
        ))
    }
    if !design.strata.isEmpty {
      rules.append(
        (
          "across strata",
          "the mean of the strata's differences, each weighted by n1 n2 / (n1 + n2), with Welch's "
            + "interval of that sum; one answer where strata are blocks such as sex or batch"
        ))
    }
    if !comparison.effects(.interactions).isEmpty {
      rules.append(
        (
          "interaction",
          "difference of differences: the effect at one level of a factor less that at the other; "
            + "permutation of the residuals of the model without the interaction (Freedman & Lane 1983)"
        ))
    }
    if design.pair != nil {
      rules.append(
        (
          "change",
          "second less first session of the same animals, in the arms of the second; g over the root of "
            + "the mean of both variances, its interval with their correlation (Algina & Keselman 2003); "
            + "permutation by turning the signs of the changes"
        ))
    }
    return rules
  }
}

extension ArmTrend {
  /// What the trend is about: `fluoxetine acute: 0, 5, 10, 20`.
  var words: String {
    ([arm.group] + arm.further).filter { !$0.isEmpty }.joined(separator: " ") + ": "
      + doses.joined(separator: ", ")
  }

  /// The change from one dose to the next with its interval.
  var step: Estimate { Estimate(trend.step.difference, interval: trend.step.interval) }
}

extension Comparison {
  /// What this study could have found and the next one needs, one sentence for each.
  var powerInWords: [String] {
    guard let power else { return [] }
    func number(_ value: Double) -> String { DecimalText.fixed(value, decimals: 1) }
    return [
      "The standard deviation within arms is \(number(power.spread)); with "
        + "\(number(power.animals)) animals a group a difference of \(number(power.smallest)) is found in 80 % "
        + "of studies"
        + (power.familySize > 1
          ? ", of \(number(power.smallestInFamily)) as one of \(power.familySize) comparisons."
          : ".")
    ]
      + (power.needed.isEmpty
        ? []
        : [
          "The next study needs "
            + power.needed.map {
              ($0.animals.map { "\($0)" } ?? "more than 10,000")
                + " animals a group for a difference of \(number($0.difference))"
            }.joined(separator: ", ") + "."
        ])
  }

  /// Why effects on the primary measure are missing or have no interval, as sentences.
  var effectReasons: [String] {
    effects.compactMap { effect in
      guard effect.measure == design.primary, let reason = effect.difference.reason else {
        return nil
      }
      let place = ComparisonWords.place(effect, design)
      return ComparisonWords.comparison(effect, design) + (place.isEmpty ? "" : " (\(place))")
        + ": \(reason)."
    }
  }

  /// All animals without measures, with the arm's name where they have one.
  var leftOut: [(arm: String, animal: LeftOutAnimal)] {
    arms.flatMap { arm in
      let place = ComparisonWords.place(arm.key, design)
      return arm.leftOut.map { (arm.key.name + (place.isEmpty ? "" : ", \(place)"), $0) }
    } + withoutArm.map { ("no group", $0) }
  }
}
