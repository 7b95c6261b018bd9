import Calibration
import ImmobilityCore
import Statistics

/// One row for each pair of scorers. Figures that are not defined are empty; the JSON document says
/// why. Seconds where the name ends in `_s`; `_low` and `_high` are 95 % limits.
public struct AgreementCSV: AgreementPrinter {
  /// Makes a printer.
  public init() {}

  /// The pairs as CSV.
  public func text(of report: AgreementReport) -> String {
    let figures = Self.figures
    var rows = CSVRows(
      header: ["reference", "scorer", "reference_flags", "scorer_flags"] + figures.map(\.name))
    let flags = { (scorer: String) in
      report.agreement.flags.filter { $0.scorer == scorer }.map(\.kind.rawValue)
        .joined(separator: "|")
    }
    for pair in report.agreement.pairs {
      rows.add(pair.reference)
      rows.add(pair.scorer)
      rows.add(flags(pair.reference))
      rows.add(flags(pair.scorer))
      for figure in figures { rows.add(figure.value(pair)) }
      rows.endRow()
    }
    return rows.text
  }

  private typealias Figure = (name: String, value: (PairAgreement) -> Double?)

  private static func withInterval(
    _ name: String, unit: String = "", _ estimate: @escaping (PairAgreement) -> Estimate?
  ) -> [Figure] {
    [
      (name + unit, { estimate($0)?.value }),
      (name + "_low" + unit, { estimate($0)?.interval?.lowerBound }),
      (name + "_high" + unit, { estimate($0)?.interval?.upperBound }),
    ]
  }

  private static func confusion(
    _ prefix: String, _ table: @escaping (PairAgreement) -> TimeConfusion?
  ) -> [Figure] {
    [
      (prefix + "kappa", { table($0)?.kappa.value }),
      (prefix + "sensitivity", { table($0)?.sensitivity.value }),
      (prefix + "specificity", { table($0)?.specificity.value }),
      (prefix + "precision", { table($0)?.precision.value }),
      (prefix + "f1", { table($0)?.f1.value }),
      (prefix + "mcc", { table($0)?.mcc.value }),
    ]
  }

  private static func delay(
    _ name: String, _ delay: @escaping (PairAgreement) -> BoutMatching.Delay?
  ) -> [Figure] {
    [
      (name + "_delay_median_s", { delay($0)?.median }),
      (name + "_delay_first_quartile_s", { delay($0)?.quartiles.lowerBound }),
      (name + "_delay_third_quartile_s", { delay($0)?.quartiles.upperBound }),
      (name + "_later_share", { delay($0)?.laterShare }),
    ]
  }

  private static var figures: [Figure] {
    var figures: [Figure] = [
      ("animals", { Double($0.totals.count) }),
      ("reference_mean_s", { $0.totals.referenceMean }),
      ("scorer_mean_s", { $0.totals.scorerMean }),
    ]
    figures += withInterval("pearson_r") { $0.totals.pearson }
    figures += withInterval("slope_ols") { $0.totals.regression.slope }
    figures += withInterval("intercept_ols", unit: "_s") { $0.totals.regression.intercept }
    figures += withInterval("concordance_ccc") { $0.totals.concordance }
    figures += withInterval("bias", unit: "_s") { $0.totals.differences.bias }
    figures += withInterval("lower_limit_of_agreement", unit: "_s") {
      $0.totals.differences.lowerLimit
    }
    figures += withInterval("upper_limit_of_agreement", unit: "_s") {
      $0.totals.differences.upperLimit
    }
    figures.append(("mean_absolute_error_s", { $0.totals.differences.meanAbsoluteError.value }))
    figures += withInterval("icc_2_1") { $0.totals.intraclass }
    figures.append(("timed_animals", { Double($0.time?.count ?? 0) }))
    figures += [
      ("time_kappa_low", { $0.time?.kappa.interval?.lowerBound }),
      ("time_kappa_high", { $0.time?.kappa.interval?.upperBound }),
    ]
    figures += withInterval("time_iou") { $0.time?.overlap }
    figures += confusion("time_") { $0.time?.seconds }
    figures += confusion("bins_") { $0.time?.bins }
    figures += [
      ("latency_bias_s", { $0.time?.latencyBias.value }),
      ("latency_mean_absolute_error_s", { $0.time?.latencyError.value }),
      ("reference_bouts", { ($0.time?.bouts.referenceBouts).map(Double.init) }),
      ("scorer_bouts", { ($0.time?.bouts.scorerBouts).map(Double.init) }),
      ("matched_bouts", { ($0.time?.bouts.matched).map(Double.init) }),
      ("bout_recall", { $0.time?.bouts.recall.value }),
      ("bout_precision", { $0.time?.bouts.precision.value }),
      ("bout_f1", { $0.time?.bouts.f1.value }),
    ]
    figures += delay("onset") { $0.time?.bouts.onsetDelay }
    figures += delay("offset") { $0.time?.bouts.offsetDelay }
    return figures
  }
}
