import Calibration
import ImmobilityCore

/// A calibration as tables for people: the verdict, the settings, the figures and the animals.
public struct CalibrationTable: CalibrationPrinter {
  private let style: TerminalStyle

  /// Makes a printer that colours headings and remarks, or does not.
  public init(colours: Bool) { style = TerminalStyle(colours: colours) }

  /// The tables.
  public func text(of report: CalibrationReport) -> String {
    let fit = report.fit
    var parts = [
      TextTable.printable(fit.verdict) + "\n",
      section("Settings (\(fit.candidates) candidates compared)", settings(report)),
      section("Agreement (95 % intervals)", figures(fit)), section("Animals", animals(fit)),
    ]
    parts.append(
      "Objective: \(fit.objective.words).\nThresholds from "
        + "\(Rounding.text(fit.plateau.lowerBound)) to \(Rounding.text(fit.plateau.upperBound)) % agree "
        + "as well; the middle is taken.\n" + spread(fit) + delays(fit) + between(fit)
        + highlyMobile(fit))
    if !fit.remarks.isEmpty {
      parts.append(
        style.heading("Remarks") + "\n"
          + fit.remarks.map { style.warning(TextTable.printable("- " + $0)) + "\n" }.joined())
    }
    return parts.joined(separator: "\n")
  }

  private func section(_ title: String, _ table: TextTable) -> String {
    let lines = table.lines
    return style.heading(title) + "\n" + ([lines.heading] + lines.body).map { $0 + "\n" }.joined()
  }

  private func settings(_ report: CalibrationReport) -> TextTable {
    var table = TextTable(columns: [
      ("setting", .left), ("protocol", .right), ("calibrated", .right),
    ])
    for row in report.settings { table.add([row.name, row.before, row.after]) }
    return table
  }

  private func figures(_ fit: CalibrationFit) -> TextTable {
    var table = TextTable(columns: [
      ("figure", .left), ("unseen animals", .right), ("same animals", .right),
      ("protocol's settings", .right),
    ])
    let all = [fit.crossValidated, fit.inSample, fit.uncalibrated]
    for (name, decimals, value) in CalibrationReport.figures {
      let estimates = all.map(value)
      guard estimates.contains(where: { $0.value != nil }) else { continue }
      table.add([name] + estimates.map { CalibrationReport.text($0, decimals) })
    }
    return table
  }

  private func animals(_ fit: CalibrationFit) -> TextTable {
    var table = TextTable(
      columns: [("recording", .left), ("animal", .left), ("compared s", .right)]
        + fit.raters.map { (TextTable.printable($0), .right) }
        + [("unseen", .right), ("kappa", .right), ("fitted", .right)])
    for animal in fit.animals {
      let byHand = fit.raters.indices.map { rater in
        animal.ratings.first { $0.rater == rater }
          .map { DecimalText.fixed($0.seconds, decimals: 1) } ?? ""
      }
      let window =
        DecimalText.fixed(animal.window.start, decimals: 1) + "-"
        + DecimalText.fixed(animal.window.end, decimals: 1)
      table.add(
        [animal.recording, animal.animal ?? "", window] + byHand + [
          DecimalText.fixed(animal.heldOut.seconds, decimals: 1),
          animal.heldOut.confusion.map { CalibrationReport.text($0.kappa, 2) } ?? "-",
          DecimalText.fixed(animal.inSample.seconds, decimals: 1),
        ])
    }
    return table
  }

  private func spread(_ fit: CalibrationFit) -> String {
    guard let spread = fit.thresholdSpread else { return "" }
    return
      "95 % of resampled sets of animals choose thresholds from \(Rounding.text(spread.lowerBound)) to "
      + "\(Rounding.text(spread.upperBound)) %.\n"
  }

  private func delays(_ fit: CalibrationFit) -> String {
    guard fit.objective == .kappa else { return "" }
    let texts = zip(fit.raters, fit.delays).map {
      "\(TextTable.printable($0)) \(Rounding.text($1)) s"
    }
    return "Reaction delay taken out: \(texts.joined(separator: ", ")).\n"
  }

  private func between(_ fit: CalibrationFit) -> String {
    guard let between = fit.betweenRaters else { return "" }
    return "Between raters (\(between.count) pairs of scores): "
      + "\(DecimalText.fixed(between.meanAbsoluteDifference, decimals: 1)) s mean absolute difference, "
      + "kappa \(CalibrationReport.text(between.kappa, 2)), CCC "
      + "\(CalibrationReport.text(between.concordance, 2)).\n"
  }

  private func highlyMobile(_ fit: CalibrationFit) -> String {
    guard let high = fit.highlyMobile else { return "" }
    return "Highly mobile (\(high.count) animals): kappa "
      + "\(CalibrationReport.text(high.crossValidated, 2)) on unseen animals, "
      + "\(CalibrationReport.text(high.inSample, 2)) on the same.\n"
  }
}
