import GroupComparison

/// The columns of a comparison's CSV.
enum ComparisonColumns {
  private static let notEffect = "the row is no comparison"
  private static let undefined = notEffect + ", or too few animals (see reason)"
  private static let notGroup = "the row is no group, or has no data"

  /// All of them, with those of strata and arms.
  static func all(_ design: ComparisonDesign) -> [TableColumn] {
    [
      TableColumn(
        "row", .text,
        "group, left_out, or a kind of comparison: effects (with the vehicle), across_strata, "
          + "vehicle_levels, interactions, contrasts, changes; dose_trend, planning, "
          + "time_course (a bin of a group)."),
      TableColumn("session", .text, "The session.", missing: "there are no sessions"),
    ]
      + design.strata.map {
        TableColumn($0, .text, "A stratum's level, as in the input.", missing: "over all levels")
      } + [
        TableColumn(
          "group", .text, "The treatment group.", missing: "a left-out animal has none"),
        TableColumn(
          "dose", .text, unit: "as in the input (mg/kg by custom)", "The dose.",
          missing: "the group has none, or it is no part of the arm"),
      ]
      + design.further.map {
        TableColumn(
          $0, .text, "A further column of the arm, as in the input.",
          missing: "the vehicle, or none is written")
      } + [
        TableColumn("animal_id", .text, "The animal that is left out.", missing: "any other row"),
        TableColumn("comparison", .text, "What is compared, in words.", missing: notEffect),
        TableColumn(
          "measure", .text,
          "The measure, whose unit mean, sem, sd, median, difference and limits have.",
          missing: "the row is left_out"),
        TableColumn(
          "n", .text, "Animals (clusters); of a comparison those of each group, joined by /."),
        TableColumn(
          "left_out", .integer, unit: "animals", "Animals of the group without measures.",
          missing: "the row is no group"),
        measured("mean", "The mean; of latencies restricted to the window's end.", notGroup),
        measured(
          "sem", "Standard error of the mean.", notGroup + ", has one animal, or is all censored"),
        measured("sd", "Standard deviation.", notGroup + ", has one animal, or is all censored"),
        measured(
          "mean_lower", "The mean's 95 % limit below, Student's t.",
          notGroup + ", has one animal, or is all censored"),
        measured(
          "mean_upper", "The mean's 95 % limit above, Student's t.",
          notGroup + ", has one animal, or is all censored"),
        TableColumn(
          "censored", .integer, unit: "animals", "Censored latencies.",
          missing: "the row is no group, or not of latency_s"),
        measured(
          "median", "Median latency (Kaplan-Meier).",
          "the row is no group, not of latency_s, or half of the animals are censored"),
        measured("difference", "The difference of the means.", undefined),
        measured("difference_lower", "Its 95 % limit below, Welch.", undefined),
        measured("difference_upper", "Its 95 % limit above, Welch.", undefined),
        TableColumn("t", .number, "Welch's t.", missing: undefined),
        TableColumn(
          "degrees_of_freedom", .number, "Satterthwaite's degrees of freedom.", missing: undefined),
        TableColumn("p", .number, "Welch's p, two-sided.", missing: undefined),
        TableColumn(
          "p_adjusted", .number, "The same adjusted for its family.",
          missing: undefined + ", or outside the family"),
        TableColumn("adjustment", .text, "dunnett or holm.", missing: "p_adjusted is"),
        TableColumn(
          "family_size", .integer, "Comparisons in the family.", missing: "p_adjusted is"),
        TableColumn(
          "hedges_g", .number, unit: "pooled standard deviations", "Hedges' g.", missing: undefined),
        TableColumn(
          "hedges_g_lower", .number, unit: "pooled standard deviations", "Its 95 % limit below.",
          missing: undefined),
        TableColumn(
          "hedges_g_upper", .number, unit: "pooled standard deviations", "Its 95 % limit above.",
          missing: undefined),
        TableColumn("p_permutation", .number, "Permutation p, two-sided.", missing: undefined),
        TableColumn(
          "p_permutation_least", .number, "The smallest that the permutations can reach.",
          missing: undefined),
        measured(
          "bootstrap_t_lower", "The difference's 95 % limit below, bootstrap-t.",
          undefined + ", or fewer than 6 animals a group"),
        measured(
          "bootstrap_t_upper", "The difference's 95 % limit above, bootstrap-t.",
          undefined + ", or fewer than 6 animals a group"),
        measured("rank_shift", "The shift by ranks (Hodges-Lehmann).", undefined),
        measured(
          "rank_shift_lower", "Its 95 % limit below, by the rank test.",
          undefined + ", or too few animals for 95 %"),
        measured(
          "rank_shift_upper", "Its 95 % limit above, by the rank test.",
          undefined + ", or too few animals for 95 %"),
        TableColumn(
          "p_equivalence", .number,
          "p that the difference lies beyond the margin, two one-sided tests.",
          missing: undefined + ", no margin was given, or another measure"),
        TableColumn(
          "p_log_rank", .number, "Log-rank p against the vehicle.",
          missing: "the row is not of latency_s against the vehicle"),
        TableColumn(
          "reason", .text, "Why figures are missing, or why animals are left out.",
          missing: "none is"),
      ]
  }

  private static func measured(_ name: String, _ meaning: String, _ missing: String) -> TableColumn
  {
    TableColumn(name, .number, unit: "that of measure", meaning, missing: missing)
  }
}

/// The data dictionary of the comparison's CSV.
public struct ComparisonDictionaryCSV: ComparisonPrinter {
  /// Makes a printer.
  public init() {}

  /// The dictionary.
  public func text(of report: ComparisonReport) -> String {
    DataDictionary([("compare.csv", ComparisonColumns.all(report.comparison.design))]).text
  }
}
