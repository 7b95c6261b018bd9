/// The columns of a comparison's CSV.
enum ComparisonColumns {
  private static let notEffect = "the row is a group"
  private static let undefined = notEffect + ", or too few animals (see reason)"

  /// All of them, with those of the strata.
  static func all(strata: [String]) -> [TableColumn] {
    [
      TableColumn("row", .text, "group, effect, interaction or change."),
      TableColumn("session", .text, "The session.", missing: "there are no sessions"),
    ]
      + strata.map {
        TableColumn($0, .text, "A stratum's level, as in the input.", missing: "over all levels")
      } + [
        TableColumn("group", .text, "The treatment group."),
        TableColumn(
          "dose", .text, unit: "as in the input (mg/kg by custom)", "The dose.",
          missing: "the group has none"),
        TableColumn("comparison", .text, "What is compared, in words.", missing: notEffect),
        TableColumn(
          "measure", .text,
          "immobile_s, latency_s or bout_count: mean, sem, sd, difference and its limits are in its unit."
        ),
        TableColumn("n", .text, "Animals; of a comparison those of each group, joined by /."),
        measured("mean", "The animals' mean.", "the row is no group, or has no data"),
        measured(
          "sem", "Standard error of the mean.", "the row is no group, or has fewer than 2 animals"),
        measured("sd", "Standard deviation.", "the row is no group, or has fewer than 2 animals"),
        measured("difference", "The difference of the means.", undefined),
        measured("difference_lower", "Its 95 % limit below, BCa bootstrap.", undefined),
        measured("difference_upper", "Its 95 % limit above, BCa bootstrap.", undefined),
        measured("welch_lower", "Its 95 % limit below, Welch.", undefined),
        measured("welch_upper", "Its 95 % limit above, Welch.", undefined),
        TableColumn(
          "hedges_g", .number, unit: "pooled standard deviations", "Hedges' g.", missing: undefined),
        TableColumn(
          "hedges_g_lower", .number, unit: "pooled standard deviations", "Its 95 % limit below.",
          missing: undefined),
        TableColumn(
          "hedges_g_upper", .number, unit: "pooled standard deviations", "Its 95 % limit above.",
          missing: undefined),
        TableColumn("p", .number, "Permutation p, two-sided.", missing: undefined),
        TableColumn(
          "p_holm", .number, "The same adjusted after Holm over its family.", missing: undefined),
        TableColumn("family_size", .integer, "Comparisons in the family.", missing: notEffect),
        TableColumn("reason", .text, "Why figures are missing.", missing: "none is"),
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
    DataDictionary([
      ("compare.csv", ComparisonColumns.all(strata: report.comparison.design.strata))
    ]).text
  }
}
