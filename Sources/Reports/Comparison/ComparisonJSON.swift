import Calibration
import GroupComparison

/// A comparison as JSON, schema `stillwater.compare/1`: every key always present, missing values `null`
/// with their reason beside them.
public struct ComparisonJSON: ComparisonPrinter {
  /// The name and version of the document's form.
  public static let schema = "stillwater.compare/1"

  /// Makes a printer.
  public init() {}

  /// The comparison as indented JSON.
  public func text(of report: ComparisonReport) throws -> String {
    let comparison = report.comparison
    let design = comparison.design
    return try JSONValue.object([
      "schema": .string(Self.schema), "software": JSONReport.software(report.software),
      "inputs": .array(report.inputs.map(JSONValue.string)),
      "design": .object([
        "vehicle": .string(design.vehicle),
        "strata": .array(design.strata.map(JSONValue.string)),
        "references": .object(design.references.mapValues(JSONValue.string)),
        "pair": design.pair.map { .array([.string($0.first), .string($0.second)]) } ?? .null,
        "seed": .string("\(design.seed)"), "bootstrap_draws": .integer(design.draws),
      ]),
      "rules": .object(
        Dictionary(
          ComparisonWords.rules(comparison).map { ($0.name, .string($0.text)) },
          uniquingKeysWith: { first, _ in first })),
      "groups": .array(comparison.arms.map { group($0, design) }),
      "effects": .array(comparison.effects.map { effect($0, design) }),
      "interactions": .array(comparison.interactions.map { effect($0, design) }),
      "changes": .array(comparison.changes.map { effect($0, design) }),
      "notes": .array(comparison.notes.map(JSONValue.string)),
      "warnings": .array(report.warnings.map(JSONValue.string)),
    ]).document()
  }

  private func members(_ key: ArmKey, _ design: ComparisonDesign) -> [String: JSONValue] {
    [
      "session": .string(key.session.isEmpty ? nil : key.session),
      "stratum": .object(
        Dictionary(
          zip(design.strata, key.stratum.map(JSONValue.string)),
          uniquingKeysWith: { first, _ in first })), "group": .string(key.group),
      "dose": .string(key.dose.isEmpty ? nil : key.dose),
    ]
  }

  private func group(_ arm: Arm, _ design: ComparisonDesign) -> JSONValue {
    var members = members(arm.key, design)
    members["n"] = .integer(arm.animals.count)
    members["no_data"] = .string(arm.noData)
    members["missing"] = .array(
      arm.missing.map {
        .object(["animals": .integer($0.count), "reason": .string($0.reason)])
      })
    members["latencies_censored"] = .integer(arm.censoredLatencies)
    for measure in ComparedMeasure.allCases {
      members[measure.rawValue] = .object([
        "mean": .number(arm.mean(measure)), "sem": .number(arm.errorOfMean(measure)),
        "sd": .number(arm.standardDeviation(measure)),
      ])
    }
    members["animals"] = .array(
      arm.animals.map { animal in
        .object([
          "animal_id": .string(animal.name), "recordings": .integer(animal.recordings),
          "immobile_s": .number(animal.measures.immobile),
          "latency_s": .number(animal.measures.latency),
          "latency_censored": .bool(animal.measures.latencyIsCensored),
          "bout_count": .number(animal.measures.bouts),
          "unscored_s": .number(animal.measures.unscored),
          "window_s": .number(animal.measures.window),
        ])
      })
    return .object(members)
  }

  private func effect(_ effect: Effect, _ design: ComparisonDesign) -> JSONValue {
    var members = members(effect.arm, design)
    members["comparison"] = .string(ComparisonWords.comparison(effect, design))
    if case .interaction(let factor, let level, let reference) = effect.kind {
      members["factor"] = .string(factor)
      members["level"] = .string(level)
      members["reference"] = .string(reference)
    }
    members["measure"] = .string(effect.measure.rawValue)
    members["n"] = .array(effect.counts.map { .integer($0) })
    members["difference"] = .number(effect.difference.value)
    members["bca_interval"] = interval(effect.difference.interval)
    members["welch_interval"] = interval(effect.welchInterval)
    members["reason"] = .string(effect.difference.reason)
    members["hedges_g"] = .number(effect.hedgesG.value)
    members["hedges_g_interval"] = interval(effect.hedgesG.interval)
    members["p"] = .number(effect.permutation?.p)
    members["permutations"] = .integer(effect.permutation?.count)
    members["permutations_are_all"] = effect.permutation.map { .bool($0.isExact) } ?? .null
    members["p_holm"] = .number(effect.adjustedP)
    members["family_size"] = .integer(effect.familySize)
    return .object(members)
  }

  private func interval(_ interval: ClosedRange<Double>?) -> JSONValue {
    interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }
}
