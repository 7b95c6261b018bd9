import GroupComparison
import ImmobilityCore

/// The ten essential items of the ARRIVE guidelines 2.0 (Percie du Sert et al. 2020), with what a study's
/// data give for each and what its authors have to state themselves.
struct ArriveList {
  var report: StudyReport
  var rows: StudyRows
  var settings: SettingsInForce

  /// One item.
  struct Item {
    var name: String
    /// What the data give.
    var given: String
    /// What the data do not hold.
    var missing: String
  }

  private var strata: [String] {
    if case .made(let made) = report.comparison { made.comparison.design.strata } else { [] }
  }

  /// The items.
  var items: [Item] {
    [
      Item(
        name: "1 Study design", given: groups,
        missing:
          "The control groups' meaning, and the experimental unit if it is not the animal (cage, litter)."
      ),
      Item(
        name: "2 Sample size", given: sizes,
        missing: "How the sample size was decided before the study."),
      Item(
        name: "3 Inclusion and exclusion criteria", given: exclusions,
        missing: "The criteria, and whether they were set before the study."),
      Item(
        name: "4 Randomisation", given: "Nothing.",
        missing:
          "Whether and how animals were allocated at random, and how confounders (order, place, day) were controlled."
      ),
      Item(
        name: "5 Blinding",
        given:
          "Outcomes were scored by a program from the pictures with the same rule for all recordings of a set of "
          + "settings; it reads no group for that.",
        missing:
          "Who knew the groups during allocation, the experiment, exclusions, any manual scoring or choice of settings, and the analysis."
      ),
      Item(
        name: "6 Outcome measures",
        given:
          "Immobile time in the analysis window (s), latency to the first immobile bout (s), number, mean, median and longest of immobile "
          + "bouts, mobile and unscored time (s); defined under How the figures are made.",
        missing: "Which of them is the primary outcome, and that it was chosen before the study."),
      Item(name: "7 Statistical methods", given: statistics, missing: statisticsMissing),
      Item(
        name: "8 Experimental animals", given: animals,
        missing:
          "Species, strain, sex, age, weight, health and provenance, as far as they are not given."),
      Item(
        name: "9 Experimental procedures",
        given: procedures,
        missing:
          "What was done, with which substance, dose, route and timing; water, depth and temperature of the test; when, where and why."
      ),
      Item(name: "10 Results", given: results, missing: resultsMissing),
    ]
  }

  /// The list.
  var markup: String {
    "<div class=\"arrive\">"
      + HTML.table(
        ["item", "what this study's data give", "what you must still state"],
        items.map { [$0.name, $0.given, $0.missing] }, texts: 3) + "</div>\n"
  }

  private var hasGroups: Bool { rows.rows.contains { $0.animal.group != nil } }

  private var groups: String {
    guard hasGroups else { return "The manifest names no groups." }
    let names = rows.arms.compactMap(\.first).filter { $0.animal.group != nil }
      .map { StudyWords.arm($0, strata: strata) }
    return "\(StudyWords.count(names.count, "arm")): \(names.joined(separator: "; "))."
  }

  private var sizes: String {
    guard !rows.rows.isEmpty else { return "No animal is known yet." }
    return rows.arms.map { arm in
      let scored = arm.filter { $0.standing == .scored }
      let all = StudyRows.animals(arm)
      let name = arm.first.map { StudyWords.arm($0, strata: strata) } ?? ""
      return "\(name): n = \(StudyRows.animals(scored)) with data of \(all)"
    }.joined(separator: "; ") + "."
  }

  private var exclusions: String {
    let reasons = rows.rows.compactMap { row -> String? in
      if case .excluded(let reason) = row.standing { reason } else { nil }
    }
    let lost = rows.rows.compactMap { row -> String? in
      if case .noData(let reason) = row.standing { reason } else { nil }
    }
    var text =
      reasons.isEmpty
      ? "No animal is excluded."
      : "Excluded, animals in recordings by reason: \(StudyWords.reasons(reasons))."
    if !lost.isEmpty { text += " Without data: \(StudyWords.reasons(lost))." }
    return text
  }

  private var statistics: String {
    switch report.comparison {
    case .made(let made):
      return
        "Mean differences from \(made.comparison.design.vehicle) with Welch's 95 % intervals and p-values, "
        + "adjusted for their family, Hedges' g, and a permutation test beside them; the animal is the "
        + "unit; see Comparison of groups."
    case .notMade: return "No comparison was made here."
    }
  }

  private var statisticsMissing: String {
    switch report.comparison {
    case .made: "Any further analysis, and whether these comparisons were planned."
    case .notMade:
      "The statistical methods, their software, the unit of analysis and any assumptions checked."
    }
  }

  private var animals: String {
    let named = report.covariates
    return
      "\(StudyWords.count(StudyRows.animals(rows.rows), "animal"))"
      + (named.isEmpty
        ? "; the manifest has no further columns."
        : "; the manifest's further columns: \(named.joined(separator: ", ")).")
  }

  private var procedures: String {
    let protocols = Set(settings.entries.map { $0.settings.protocolName ?? "none" }).sorted()
    guard !protocols.isEmpty else { return "Nothing is scored yet." }
    let doses = Set(rows.rows.compactMap(\.animal.dose)).sorted(by: NaturalOrder.precedes)
    return "Scoring protocol: \(protocols.joined(separator: ", "))."
      + (doses.isEmpty ? "" : " Doses in the manifest: \(doses.joined(separator: ", ")).")
  }

  private var results: String {
    guard case .made = report.comparison else {
      return "Every animal's figures stand in the table of animals; no summary by group was made."
    }
    return
      "Mean and SEM of each group with n, effect sizes with 95 % intervals, and every animal's figures."
  }

  private var resultsMissing: String {
    if case .made = report.comparison {
      "Results of any further analysis."
    } else {
      "Summary statistics with a measure of variability for each group, and effect sizes with intervals."
    }
  }
}
