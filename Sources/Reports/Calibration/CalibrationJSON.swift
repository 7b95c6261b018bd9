import Calibration
import ImmobilityCore
import Statistics

/// A calibration as JSON (`stillwater.calibrate/1`).
public struct CalibrationJSON: CalibrationPrinter {
  /// The name and version of the document's form.
  public static let schema = "stillwater.calibrate/1"

  /// Makes a printer.
  public init() {}

  /// The document.
  public func text(of report: CalibrationReport) throws -> String {
    let fit = report.fit
    return try JSONValue.object([
      "schema": .string(Self.schema),
      "software": .object([
        "name": .string(report.software.name), "version": .string(report.software.version),
      ]),
      "profile": .string(report.profile), "verdict": .string(fit.verdict),
      "rules": .object(
        Dictionary(
          uniqueKeysWithValues: CalibrationReport.rules(fit).map { ($0.name, .string($0.text)) })),
      "objective": .string(fit.objective.rawValue), "candidates": .integer(fit.candidates),
      "settings": .object(Self.settings(fit.settings)),
      "protocol_settings": .object(Self.settings(report.start)),
      "motion_threshold_plateau_percent": .array([
        .number(fit.plateau.lowerBound), .number(fit.plateau.upperBound),
      ]),
      "motion_threshold_resampled_95_percent": fit.thresholdSpread.map {
        .array([.number($0.lowerBound), .number($0.upperBound)])
      } ?? .null,
      "left_raters": .array(
        fit.leftRaters.map {
          .object([
            "rater": .string(fit.raters[$0.rater]), "animals": .integer($0.count),
            "mean_absolute_difference_s": .number($0.meanAbsoluteDifference),
            "bias_s": .number($0.bias),
          ])
        }),
      "figures": .object([
        "cross_validated": Self.figures(fit.crossValidated),
        "in_sample": Self.figures(fit.inSample),
        "protocol_settings": Self.figures(fit.uncalibrated),
      ]),
      "raters": .array(
        zip(fit.raters, fit.delays).map {
          .object(["name": .string($0), "reaction_delay_s": .number($1)])
        }), "between_raters": Self.between(fit.betweenRaters),
      "highly_mobile": Self.highlyMobile(fit.highlyMobile),
      "animals": .array(fit.animals.map { Self.animal($0, raters: fit.raters) }),
      "landscape": .array(
        fit.landscape.map {
          .object([
            "motion_threshold_percent": .number($0.threshold), "objective": .number($0.value),
          ])
        }), "remarks": .array(fit.remarks.map(JSONValue.string)),
      "inputs": .array(
        report.inputs.map {
          .object([
            "kind": .string($0.kind.rawValue), "path": .string($0.path),
            "sha256": .string($0.sha256), "format": .string($0.format),
            "modified": .string($0.modified),
          ])
        }), "warnings": .array(report.warnings.map { .string("\($0)") }),
    ]).document()
  }

  private static func settings(_ settings: ScoringSettings) -> [String: JSONValue] {
    var pixel: JSONValue = .string("auto")
    if case .fixed(let level) = settings.pixelThreshold { pixel = .integer(Int(level)) }
    return [
      "measure": .string(settings.measure.rawValue), "lag_s": .number(settings.lag),
      "pixel_threshold_grey_levels": pixel,
      "motion_threshold_percent": .number(settings.motionThreshold),
      "highly_mobile_threshold_percent": .number(settings.highlyMobileThreshold),
      "smoothing_s": .number(settings.smoothing), "exit_ratio": .number(settings.exitRatio),
      "min_immobile_s": .number(settings.minImmobile), "min_mobile_s": .number(settings.minMobile),
      "bridge_s": .number(settings.bridge),
    ]
  }

  private static func estimate(_ estimate: Estimate) -> JSONValue {
    .object([
      "value": .number(estimate.value),
      "interval_95": estimate.interval.map {
        .array([.number($0.lowerBound), .number($0.upperBound)])
      } ?? .null, "reason": .string(estimate.reason),
    ])
  }

  private static func figures(_ figures: CalibrationFigures) -> JSONValue {
    .object([
      "animals": .integer(figures.count), "kappa": estimate(figures.kappa),
      "mcc": estimate(figures.mcc), "seconds": confusion(figures.time),
      "concordance": estimate(figures.concordance), "pearson": estimate(figures.pearson),
      "bias_s": estimate(figures.bias), "lower_limit_s": estimate(figures.lowerLimit),
      "upper_limit_s": estimate(figures.upperLimit),
      "mean_absolute_error_s": estimate(figures.meanAbsoluteError),
    ])
  }

  private static func confusion(_ table: TimeConfusion?) -> JSONValue {
    guard let table else { return .null }
    return .object([
      "both_immobile_s": .number(table.bothImmobile), "raters_only_s": .number(table.referenceOnly),
      "program_only_s": .number(table.scorerOnly), "neither_s": .number(table.neither),
      "sensitivity": .number(table.sensitivity.value),
      "specificity": .number(table.specificity.value), "precision": .number(table.precision.value),
      "f1": .number(table.f1.value), "kappa": .number(table.kappa.value),
    ])
  }

  private static func between(_ between: RaterAgreement?) -> JSONValue {
    guard let between else { return .null }
    return .object([
      "pairs_of_scores": .integer(between.count),
      "mean_absolute_difference_s": .number(between.meanAbsoluteDifference),
      "kappa": .number(between.kappa.value), "concordance": .number(between.concordance.value),
      "flags": .array(
        between.flags.map {
          .object([
            "scorer": .string($0.scorer), "kind": .string($0.kind.rawValue),
            "detail": .string($0.detail),
          ])
        }),
    ])
  }

  private static func highlyMobile(_ high: HighlyMobileFit?) -> JSONValue {
    guard let high else { return .null }
    return .object([
      "threshold_percent": .number(high.threshold), "animals": .integer(high.count),
      "cross_validated_kappa": .number(high.crossValidated.value),
      "in_sample_kappa": .number(high.inSample.value),
    ])
  }

  private static func animal(_ animal: FittedAnimal, raters: [String]) -> JSONValue {
    func scored(_ scored: FittedAnimal.Scored) -> JSONValue {
      .object([
        "motion_threshold_percent": .number(scored.threshold),
        "immobile_s": .number(scored.seconds), "bouts": spans(scored.immobile),
        "seconds": confusion(scored.confusion),
      ])
    }
    func spans(_ times: TimeSpans) -> JSONValue {
      .array(times.spans.map { .array([.number($0.start), .number($0.end)]) })
    }
    return .object([
      "recording": .string(animal.recording), "animal": .string(animal.animal),
      "window_s": .array([.number(animal.window.start), .number(animal.window.end)]),
      "raters": .array(
        animal.ratings.map {
          .object([
            "rater": .string(raters[$0.rater]), "immobile_s": .number($0.seconds),
            "bouts": $0.immobile.map(spans) ?? .null,
          ])
        }), "unseen": scored(animal.heldOut), "fitted": scored(animal.inSample),
    ])
  }
}
