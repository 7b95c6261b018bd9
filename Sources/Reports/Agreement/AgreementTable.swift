import Calibration
import ImmobilityCore
import Statistics

/// The agreement as tables for people: totals of the animals, agreement of the totals, agreement in
/// time, and who stands apart.
public struct AgreementTable: AgreementPrinter {
  private let style: TerminalStyle

  /// Makes a printer that colours headings and flags, or does not.
  public init(colours: Bool) { style = TerminalStyle(colours: colours) }

  /// The tables.
  public func text(of report: AgreementReport) -> String {
    let agreement = report.agreement
    var parts = [
      section("Immobile seconds", animals(agreement)),
      section("Agreement of the totals (95 % confidence intervals)", totals(agreement)),
      section("Differences of the totals (scorer - reference, s)", differences(agreement)),
    ]
    let timed = agreement.pairs.filter { $0.time != nil }
    if !timed.isEmpty {
      parts.append(
        section(
          "Agreement in time (positive: immobile; exact time, then kappa on 1-s bins)", time(timed))
      )
      parts.append(
        section(
          "Bouts and latency (delays of matched bouts, scorer - reference: median and quartiles)",
          bouts(timed)))
    }
    if let all = agreement.intraclass {
      parts.append(
        style.heading("All \(agreement.scorers.count) scorers") + "\n"
          + "ICC(2,1) of the totals of \(agreement.completeAnimals) animals: "
          + Self.withInterval(all, 2) + "\n")
    }
    parts.append(flags(agreement))
    return parts.joined(separator: "\n")
  }

  private func section(_ title: String, _ table: TextTable) -> String {
    let lines = table.lines
    return style.heading(title) + "\n" + ([lines.heading] + lines.body).map { $0 + "\n" }.joined()
  }

  private func flags(_ agreement: Agreement) -> String {
    guard !agreement.flags.isEmpty else {
      return agreement.scorers.count < 3
        ? "" : "No scorer stands apart (\(ScorerFlag.outlyingRule)).\n"
    }
    return style.heading("Scorers who stand apart") + "\n"
      + agreement.flags.map { flag in
        style.warning("\(TextTable.printable(flag.scorer)): \(flag.kind.rawValue)")
          + " (\(TextTable.printable(flag.detail)))\n"
      }.joined()
      + Set(agreement.flags.map(\.kind.rawValue)).sorted(by: >).map {
        "Rule, " + ($0 == "outlying" ? ScorerFlag.outlyingRule : ScorerFlag.driftingRule) + ".\n"
      }.joined()
  }

  private func animals(_ agreement: Agreement) -> TextTable {
    var table = TextTable(
      columns: [("recording", .left), ("animal", .left), ("compared s", .right)]
        + agreement.scorers.map { (TextTable.printable($0), .right) })
    for animal in agreement.animals {
      let window = animal.window.map {
        DecimalText.fixed($0.start, decimals: 1) + "-" + DecimalText.fixed($0.end, decimals: 1)
      }
      table.add(
        [animal.recording, animal.animal ?? "", window ?? "unknown"]
          + animal.scores.map { $0.map { DecimalText.fixed($0.seconds, decimals: 1) } ?? "" })
    }
    return table
  }

  private func totals(_ agreement: Agreement) -> TextTable {
    var table = TextTable(columns: [
      ("reference", .left), ("scorer", .left), ("animals", .right), ("r", .right),
      ("CCC", .right), ("ICC(2,1)", .right),
    ])
    for pair in agreement.pairs {
      let totals = pair.totals
      table.add(
        [pair.reference, pair.scorer, "\(totals.count)"]
          + [totals.pearson, totals.concordance, totals.intraclass].map { Self.withInterval($0, 2) }
      )
    }
    return table
  }

  private func differences(_ agreement: Agreement) -> TextTable {
    var table = TextTable(columns: [
      ("reference", .left), ("scorer", .left), ("bias", .right), ("limits of agreement", .right),
      ("MAE", .right), ("slope", .right), ("intercept", .right),
    ])
    for pair in agreement.pairs {
      let (differences, line) = (pair.totals.differences, pair.totals.regression)
      let limits = [differences.lowerLimit, differences.upperLimit]
        .compactMap(\.value).map { DecimalText.fixed($0, decimals: 1) }
      table.add([
        pair.reference, pair.scorer, Self.withInterval(differences.bias, 1),
        limits.isEmpty ? "-" : limits.joined(separator: " to "),
        Self.plain(differences.meanAbsoluteError, 1), Self.plain(line.slope, 2),
        Self.plain(line.intercept, 1),
      ])
    }
    return table
  }

  private func time(_ pairs: [PairAgreement]) -> TextTable {
    var table = TextTable(columns: [
      ("reference", .left), ("scorer", .left), ("animals", .right), ("seconds", .right),
      ("kappa (95 %)", .right), ("IoU", .right), ("sensitivity", .right), ("specificity", .right),
      ("precision", .right), ("F1", .right), ("MCC", .right), ("kappa 1 s", .right),
    ])
    for pair in pairs {
      guard let time = pair.time else { continue }
      let seconds = time.seconds
      table.add(
        [
          pair.reference, pair.scorer, "\(time.count)",
          DecimalText.fixed(seconds.total, decimals: 0), Self.withInterval(time.kappa, 2),
        ]
          + [
            time.overlap, seconds.sensitivity, seconds.specificity, seconds.precision, seconds.f1,
            seconds.mcc, time.bins.kappa,
          ].map { Self.plain($0, 2) })
    }
    return table
  }

  private func bouts(_ pairs: [PairAgreement]) -> TextTable {
    var table = TextTable(columns: [
      ("reference", .left), ("scorer", .left), ("bouts", .right), ("matched", .right),
      ("bout recall", .right), ("bout precision", .right), ("bout F1", .right),
      ("onset delay s", .right), ("offset delay s", .right), ("latency bias", .right),
      ("latency MAE", .right),
    ])
    for pair in pairs {
      guard let time = pair.time else { continue }
      let bouts = time.bouts
      table.add(
        [
          pair.reference, pair.scorer, "\(bouts.referenceBouts) / \(bouts.scorerBouts)",
          "\(bouts.matched)",
        ] + [bouts.recall, bouts.precision, bouts.f1].map { Self.plain($0, 2) }
          + [bouts.onsetDelay, bouts.offsetDelay].map(Self.delay)
          + [time.latencyBias, time.latencyError].map { Self.plain($0, 1) })
    }
    return table
  }

  /// The median and the quartiles of a delay.
  private static func delay(_ delay: BoutMatching.Delay?) -> String {
    guard let delay else { return "-" }
    return DecimalText.fixed(delay.median, decimals: 2) + " ("
      + DecimalText.fixed(delay.quartiles.lowerBound, decimals: 2) + " to "
      + DecimalText.fixed(delay.quartiles.upperBound, decimals: 2) + ")"
  }

  private static func plain(_ estimate: Estimate, _ decimals: Int) -> String {
    estimate.value.map { DecimalText.fixed($0, decimals: decimals) } ?? "-"
  }

  private static func withInterval(_ estimate: Estimate, _ decimals: Int) -> String {
    guard let interval = estimate.interval else { return plain(estimate, decimals) }
    return plain(estimate, decimals) + " ("
      + DecimalText.fixed(interval.lowerBound, decimals: decimals) + " to "
      + DecimalText.fixed(interval.upperBound, decimals: decimals) + ")"
  }
}
