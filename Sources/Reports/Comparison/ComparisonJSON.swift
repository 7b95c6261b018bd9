import GroupComparison
import Statistics

/// A comparison as JSON, schema `stillwater.compare/2`: every key always present, missing values `null`
/// with their reason beside them.
public struct ComparisonJSON: ComparisonPrinter {
  /// The name and version of the document's form.
  public static let schema = "stillwater.compare/2"

  /// Makes a printer.
  public init() {}

  /// The comparison as indented JSON.
  public func text(of report: ComparisonReport) throws -> String {
    let comparison = report.comparison
    let design = comparison.design
    return try JSONValue.object([
      "schema": .string(Self.schema), "software": JSONReport.software(report.software),
      "inputs": .array(report.inputs.map(JSONValue.string)),
      "design": self.design(comparison),
      "rules": .object(
        Dictionary(
          ComparisonWords.rules(comparison).map { ($0.name, .string($0.text)) },
          uniquingKeysWith: { first, _ in first })),
      "groups": .array(comparison.arms.map { group($0, design) }),
      "comparisons": .object(
        Dictionary(
          Effect.Section.allCases.map { section in
            (
              section.rawValue,
              .array(comparison.effects(section).map { effect($0, comparison) })
            )
          }, uniquingKeysWith: { first, _ in first })),
      "dose_trends": .array(comparison.trends.map { trend($0, design) }),
      "planning": power(comparison.power),
      "time_courses": .array(comparison.timeCourses.map { course($0, design) }),
      "left_out": .array(
        comparison.leftOut.map { arm, animal in
          .object([
            "animal_id": .string(animal.name), "arm": .string(arm),
            "recording": .string(animal.recording),
            "session": .string(animal.session.isEmpty ? nil : animal.session),
            "reason": .string(animal.reason),
          ])
        }),
      "notes": .array(comparison.notes.map(JSONValue.string)),
      "warnings": .array(report.warnings.map(JSONValue.string)),
    ]).document()
  }

  private func design(_ comparison: Comparison) -> JSONValue {
    let design = comparison.design
    return .object([
      "vehicle": .string(design.vehicle), "arm": .array(design.arm.map(JSONValue.string)),
      "strata": .array(design.strata.map(JSONValue.string)),
      "references": .object(design.references.mapValues(JSONValue.string)),
      "pair": design.pair.map(pair) ?? .null,
      "contrasts": .array(design.contrasts.map(pair)),
      "same": .object(design.aliases.mapValues(JSONValue.string)),
      "cluster": .string(design.cluster),
      "measures": .array(design.measures.map { .string($0.rawValue) }),
      "family": .object([
        "measure": .string(design.primary.rawValue),
        "session": .string(comparison.session.isEmpty ? nil : comparison.session),
        "adjustment": .string(design.adjustment.rawValue),
      ]), "equivalence_margin": .number(design.margin), "seed": .string("\(design.seed)"),
      "bootstrap_draws": .integer(design.draws),
    ])
  }

  private func trend(_ trend: ArmTrend, _ design: ComparisonDesign) -> JSONValue {
    var members = members(trend.arm, design)
    let test = trend.trend.step
    members["doses"] = .array(trend.doses.map(JSONValue.string))
    members["n"] = .array(trend.counts.map { .integer($0) })
    members["change_per_dose"] = .number(test.difference)
    members["interval_95"] = interval(test.interval)
    members["t"] = .number(test.t)
    members["degrees_of_freedom"] = .number(test.degrees)
    members["p"] = .number(test.p)
    members["p_jonckheere"] = .number(trend.trend.jonckheere.p)
    return .object(members)
  }

  private func course(_ course: TimeCourse, _ design: ComparisonDesign) -> JSONValue {
    var members = members(course.arm, design)
    members["bins"] = .array(
      course.points.map { point in
        .object([
          "start_s": .number(point.start), "end_s": .number(point.end),
          "n": .integer(point.count), "mean_immobile_s": .number(point.mean.value),
          "interval_95": interval(point.mean.interval),
          "sd": .number(point.standardDeviation),
        ])
      })
    return .object(members)
  }

  private func power(_ power: StudyPower?) -> JSONValue {
    guard let power else { return .null }
    return .object([
      "sd_within_arms": .number(power.spread), "animals_per_group": .number(power.animals),
      "smallest_difference": .number(power.smallest),
      "smallest_difference_in_family": .number(power.smallestInFamily),
      "family_size": .integer(power.familySize), "power": .number(0.8),
      "next_study": .array(
        power.needed.map {
          .object([
            "difference": .number($0.difference), "animals_per_group": .integer($0.animals),
          ])
        }),
    ])
  }

  private func pair(_ pair: ComparisonDesign.Pair) -> JSONValue {
    .array([.string(pair.first), .string(pair.second)])
  }

  private func members(_ key: ArmKey, _ design: ComparisonDesign) -> [String: JSONValue] {
    [
      "session": .string(key.session.isEmpty ? nil : key.session),
      "stratum": .object(
        Dictionary(
          zip(design.strata, key.stratum.map(JSONValue.string)),
          uniquingKeysWith: { first, _ in first })), "group": .string(key.group),
      "dose": .string(key.dose.isEmpty ? nil : key.dose),
      "further": .object(
        Dictionary(
          zip(design.further, key.further.map { .string($0.isEmpty ? nil : $0) }),
          uniquingKeysWith: { first, _ in first })), "name": .string(key.name),
    ]
  }

  private func group(_ arm: Arm, _ design: ComparisonDesign) -> JSONValue {
    var members = members(arm.key, design)
    members["n"] = .integer(arm.units.count)
    members["n_animals"] = .integer(arm.animals.count)
    members["no_data"] = .string(arm.noData)
    members["missing"] = .array(
      arm.missing.map {
        .object(["animals": .integer($0.count), "reason": .string($0.reason)])
      })
    members["latencies_censored"] = .integer(arm.censoredLatencies)
    members["median_latency_s"] = .number(arm.medianLatency)
    for measure in design.measures {
      members[measure.rawValue] = .object([
        "mean": .number(arm.mean(measure)), "sem": .number(arm.errorOfMean(measure)),
        "sd": .number(arm.standardDeviation(measure)),
        "interval_95": interval(arm.intervalOfMean(measure)),
      ])
    }
    members["animals"] = .array(
      arm.animals.map { animal in
        var own: [String: JSONValue] = [
          "animal_id": .string(animal.name), "recordings": .integer(animal.recordings),
          "latency_censored": .bool(animal.measures.latencyIsCensored),
          "unscored_s": .number(animal.measures.unscored),
          "window_s": .number(animal.measures.window),
        ]
        for measure in ComparedMeasure.allCases {
          own[measure.rawValue] = .number(measure.value(of: animal.measures))
        }
        return .object(own)
      })
    return .object(members)
  }

  private func effect(_ effect: Effect, _ comparison: Comparison) -> JSONValue {
    let design = comparison.design
    var members = members(effect.arm, design)
    members["comparison"] = .string(ComparisonWords.comparison(effect, design))
    switch effect.kind {
    case .interaction(let factor, let level, let reference),
      .level(let factor, let level, let reference):
      members["factor"] = .string(factor)
      members["level"] = .string(level)
      members["reference"] = .string(reference)
    case .between(let other): members["other"] = .string(other.name)
    default: break
    }
    members["measure"] = .string(effect.measure.rawValue)
    members["n"] = .array(effect.counts.map { .integer($0) })
    members["difference"] = .number(effect.difference.value)
    members["interval_95"] = interval(effect.difference.interval)
    members["reason"] = .string(effect.difference.reason)
    members["t"] = .number(effect.test?.t)
    members["degrees_of_freedom"] = .number(effect.test?.degrees)
    members["p"] = .number(effect.test?.p)
    members["p_adjusted"] = .number(effect.adjustedP)
    let adjustment = ComparisonWords.adjustment(effect.section, design).lowercased()
    members["adjustment"] = .string(effect.adjustedP == nil ? nil : adjustment)
    members["family_size"] = .integer(effect.adjustedP == nil ? nil : effect.familySize)
    members["hedges_g"] = .number(effect.hedgesG.value)
    members["hedges_g_interval_95"] = interval(effect.hedgesG.interval)
    members["hedges_g_reason"] = .string(effect.hedgesG.reason)
    members["p_permutation"] = .number(effect.permutation?.p)
    members["p_permutation_least"] = .number(effect.permutation?.least)
    members["permutations"] = .integer(effect.permutation?.count)
    members["permutations_are_all"] = effect.permutation.map { .bool($0.isExact) } ?? .null
    members["bootstrap_t_interval_95"] = interval(effect.bootstrapInterval)
    members["rank_shift"] = .number(effect.rankShift.value)
    members["rank_shift_interval_95"] = interval(effect.rankShift.interval)
    members["p_equivalence"] = .number(
      effect.measure == design.primary
        ? design.margin.flatMap { effect.equivalenceP(margin: $0) } : nil)
    if let test = comparison.logRank(of: effect) {
      members["log_rank"] = .object([
        "chi_squared": .number(test.chiSquared), "p": .number(test.p),
      ])
    }
    return .object(members)
  }

  private func interval(_ interval: ClosedRange<Double>?) -> JSONValue {
    interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }
}
