import Calibration
import ImmobilityCore
import Statistics

/// The agreement as JSON, schema `stillwater.agree/1`.
///
/// A figure is an object `{"value", "ci95": [lower, upper], "reason"}`; where a figure or its
/// interval is not defined it is `null`, and the reason says why. Seconds are numbers.
public struct AgreementJSON: AgreementPrinter {
  /// The name and version of the document's form.
  public static let schema = "stillwater.agree/1"

  /// Makes a printer.
  public init() {}

  /// The report as indented JSON.
  public func text(of report: AgreementReport) throws -> String {
    try value(of: report).document()
  }

  /// The report as a JSON value.
  public func value(of report: AgreementReport) -> JSONValue {
    let agreement = report.agreement
    return .object([
      "schema": .string(Self.schema),
      "software": JSONReport.software(report.software),
      "settings": .object([
        "files": .array(
          report.files.map { .object(["path": .string($0.path), "format": .string($0.format)]) }),
        "immobile_labels": .array(report.immobileLabels.map(JSONValue.string)),
        "window_s": Self.span(report.window),
      ]),
      "rules": .object(
        Dictionary(
          AgreementReport.rules.map { ($0.name, JSONValue.string($0.text)) },
          uniquingKeysWith: { first, _ in first })),
      "scorers": .array(agreement.scorers.map(JSONValue.string)),
      "animals": .array(agreement.animals.map { Self.animal($0, agreement.scorers) }),
      "pairs": .array(agreement.pairs.map(Self.pair)),
      "all_scorers": .object([
        "animals": .integer(agreement.completeAnimals),
        "icc_2_1": agreement.intraclass.map(Self.estimate) ?? .null,
      ]),
      "flags": .array(
        agreement.flags.map { flag in
          .object([
            "scorer": .string(flag.scorer), "kind": .string(flag.kind.rawValue),
            "detail": .string(flag.detail),
          ])
        }),
      "warnings": .array(
        report.warnings.map { warning in
          .object([
            "path": .string(warning.path), "line": .integer(warning.line),
            "message": .string(warning.message),
          ])
        }),
    ])
  }

  private static func estimate(_ estimate: Estimate) -> JSONValue {
    .object([
      "value": .number(estimate.value),
      "ci95": estimate.interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) }
        ?? .null,
      "reason": .string(estimate.reason),
    ])
  }

  private static func span(_ span: TimeSpan?) -> JSONValue {
    span.map { .array([.number($0.start), .number($0.end)]) } ?? .null
  }

  private static func animal(_ animal: ComparedAnimal, _ scorers: [String]) -> JSONValue {
    .object([
      "recording": .string(animal.recording),
      "animal": .string(animal.animal),
      "window_s": span(animal.window),
      "compared_s": .number(animal.judged?.total),
      "scores": .array(
        zip(scorers, animal.scores).compactMap { scorer, score in
          score.map { score in
            .object([
              "scorer": .string(scorer), "immobile_s": .number(score.seconds),
              "latency_s": .number(score.latency),
              "latency_censored": .bool(score.latencyCensored),
              "bout_count": .integer(score.immobile?.spans.count),
            ])
          }
        }),
    ])
  }

  private static func pair(_ pair: PairAgreement) -> JSONValue {
    .object([
      "reference": .string(pair.reference),
      "scorer": .string(pair.scorer),
      "totals": totals(pair.totals),
      "time": pair.time.map(time) ?? .null,
      "animals": .array(pair.animals.map(animalTime)),
    ])
  }

  private static func totals(_ totals: TotalsAgreement) -> JSONValue {
    .object([
      "animals": .integer(totals.count),
      "reference_mean_s": .number(totals.referenceMean),
      "scorer_mean_s": .number(totals.scorerMean),
      "pearson_r": estimate(totals.pearson),
      "slope_ols": estimate(totals.regression.slope),
      "intercept_ols_s": estimate(totals.regression.intercept),
      "slope_deming": estimate(totals.regression.demingSlope),
      "intercept_deming_s": estimate(totals.regression.demingIntercept),
      "concordance_ccc": estimate(totals.concordance),
      "bias_s": estimate(totals.differences.bias),
      "difference_sd_s": estimate(totals.differences.deviation),
      "lower_limit_of_agreement_s": estimate(totals.differences.lowerLimit),
      "upper_limit_of_agreement_s": estimate(totals.differences.upperLimit),
      "mean_absolute_error_s": estimate(totals.differences.meanAbsoluteError),
      "icc_2_1": estimate(totals.intraclass),
    ])
  }

  private static func confusion(_ table: TimeConfusion, unit: String) -> JSONValue {
    .object([
      "both_immobile_\(unit)": .number(table.bothImmobile),
      "reference_only_\(unit)": .number(table.referenceOnly),
      "scorer_only_\(unit)": .number(table.scorerOnly),
      "neither_\(unit)": .number(table.neither),
      "kappa": estimate(table.kappa),
      "sensitivity": estimate(table.sensitivity),
      "specificity": estimate(table.specificity),
      "precision": estimate(table.precision),
      "iou": estimate(table.overlap),
      "f1": estimate(table.f1),
      "mcc": estimate(table.mcc),
    ])
  }

  private static func bouts(_ bouts: BoutMatching) -> JSONValue {
    .object([
      "reference_bouts": .integer(bouts.referenceBouts),
      "scorer_bouts": .integer(bouts.scorerBouts),
      "matched": .integer(bouts.matched),
      "recall": estimate(bouts.recall),
      "precision": estimate(bouts.precision),
      "f1": estimate(bouts.f1),
      "onset_delay": delay(bouts.onsetDelay), "offset_delay": delay(bouts.offsetDelay),
    ])
  }

  private static func delay(_ delay: BoutMatching.Delay?) -> JSONValue {
    guard let delay else { return .null }
    return .object([
      "median_s": .number(delay.median), "median_size_s": .number(delay.medianSize),
      "quartiles_s": .array([
        .number(delay.quartiles.lowerBound), .number(delay.quartiles.upperBound),
      ]), "later_share": .number(delay.laterShare),
    ])
  }

  private static func time(_ time: TimeAgreement) -> JSONValue {
    .object([
      "animals": .integer(time.count),
      "seconds": confusion(time.seconds, unit: "s"),
      "one_second_bins": confusion(time.bins, unit: "bins"),
      "kappa": estimate(time.kappa), "iou": estimate(time.overlap),
      "latency_bias_s": estimate(time.latencyBias),
      "latency_mean_absolute_error_s": estimate(time.latencyError),
      "latency_censored_by_one": .integer(time.latencyCensoredByOne),
      "bouts": bouts(time.bouts),
    ])
  }

  private static func animalTime(_ animal: AnimalTimeAgreement) -> JSONValue {
    .object([
      "recording": .string(animal.recording),
      "animal": .string(animal.animal),
      "seconds": confusion(animal.seconds, unit: "s"),
      "one_second_bins": confusion(animal.bins, unit: "bins"),
      "latency_difference_s": .number(animal.latencyDifference),
      "latency_censored_by_one": .bool(animal.latencyCensoredByOne),
      "bouts": bouts(animal.bouts),
    ])
  }
}
