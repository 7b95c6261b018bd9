import Calibration
import Configuration
import ImmobilityCore
import Reports
import Statistics

/// What a calibration puts into its profile beside the settings.
struct ProfileEvidence {
  private let report: CalibrationReport
  private var fit: CalibrationFit { report.fit }

  init(_ report: CalibrationReport) { self.report = report }

  /// The profile.
  func text(name: String, test: TestProtocol?) -> String {
    ProfileFile.text(
      name: name, protocol: test, settings: fit.settings, evidence: tables,
      comments: [
        "A profile of \(report.software.name) \(report.software.version), for 'stillwater score --profile'.",
        fit.verdict,
      ] + fit.remarks.map { "Remark: " + $0 })
  }

  private var tables: [EvidenceTable] {
    var tables = [
      EvidenceTable(
        "",
        [
          ("software", .text("\(report.software.name) \(report.software.version)")),
          ("verdict", .text(fit.verdict)), ("objective", .text(fit.objective.words)),
          ("animals", .number(Double(fit.animals.count))),
          ("raters", .number(Double(fit.raters.count))),
          ("candidates", .number(Double(fit.candidates))),
          ("bootstrap_seed", .text("\(fit.seed)")),
          ("bootstrap_draws", .number(Double(fit.replicates))),
          (
            "motion_threshold_plateau_percent",
            .numbers([fit.plateau.lowerBound, fit.plateau.upperBound])
          ),
          (
            "motion_threshold_resampled_95_percent",
            .numbers(fit.thresholdSpread.map { [$0.lowerBound, $0.upperBound] } ?? [])
          ), ("remarks", .texts(fit.remarks)),
        ]),
      figures(
        "cross_validated", fit.crossValidated,
        "The honest figures: each animal scored with settings that were chosen without it."),
      figures(
        "in_sample", fit.inSample, "The same on the animals it was fitted to: always too good."),
      figures(
        "protocol_settings", fit.uncalibrated, "The protocol's own settings on the same animals."),
    ]
    if let between = fit.betweenRaters {
      tables.append(
        EvidenceTable(
          "between_raters",
          [
            ("pairs_of_scores", .number(Double(between.count))),
            ("mean_absolute_difference_s", .number(between.meanAbsoluteDifference)),
          ] + Self.entries("kappa", between.kappa)
            + Self.entries("concordance", between.concordance)))
    }
    if let high = fit.highlyMobile {
      tables.append(
        EvidenceTable(
          "highly_mobile",
          [("animals", .number(Double(high.count)))]
            + Self.entries("kappa_cross_validated", high.crossValidated)
            + Self.entries("kappa_in_sample", high.inSample)))
    }
    tables.append(
      EvidenceTable(
        "reaction_delay_s", comment: "Taken out of the raters' times before they were compared.",
        zip(fit.raters, fit.delays).map { ($0, .number($1)) }))
    return tables + inputs
  }

  private var inputs: [EvidenceTable] {
    report.inputs.enumerated().map { index, input in
      EvidenceTable(
        input.kind.rawValue, isListed: true,
        comment: index == 0
          ? "The inputs. A copy may have another date; sha256 tells the content (of a trace: of the "
            + "recording that it was made of)." : "",
        [
          ("file", .text(input.path)), ("format", .text(input.format)),
          ("sha256", .text(input.sha256)), ("modified", .text(input.modified)),
        ])
    }
  }

  private func figures(
    _ name: String, _ figures: CalibrationFigures, _ comment: String
  ) -> EvidenceTable {
    EvidenceTable(
      name, comment: comment,
      Self.entries("kappa", figures.kappa) + Self.entries("mcc", figures.mcc)
        + Self.entries("sensitivity", figures.time?.sensitivity)
        + Self.entries("specificity", figures.time?.specificity)
        + Self.entries("precision", figures.time?.precision)
        + Self.entries("concordance", figures.concordance)
        + Self.entries("pearson", figures.pearson) + Self.entries("bias_s", figures.bias)
        + Self.entries("lower_limit_s", figures.lowerLimit)
        + Self.entries("upper_limit_s", figures.upperLimit)
        + Self.entries("mean_absolute_error_s", figures.meanAbsoluteError))
  }

  private static func entries(
    _ name: String, _ estimate: Estimate?
  ) -> [(key: String, value: EvidenceValue)] {
    guard let estimate, let value = estimate.value else { return [] }
    var entries: [(key: String, value: EvidenceValue)] = [(name, .number(value))]
    if let interval = estimate.interval {
      entries.append((name + "_interval", .numbers([interval.lowerBound, interval.upperBound])))
    }
    return entries
  }
}
