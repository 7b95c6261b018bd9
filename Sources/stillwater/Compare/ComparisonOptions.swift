import ArgumentParser
import GroupComparison

/// What is compared with what.
struct ComparisonOptions: ParsableArguments {
  /// The names that a vehicle group is known by.
  private static let vehicles = ["vehicle", "veh", "saline", "control", "ctrl"]

  @Option(
    help: ArgumentHelp(
      "The group that others are compared with. Default: the one that is named vehicle, saline or "
        + "control.", valueName: "group"))
  var vehicle: String?

  @Option(
    help: ArgumentHelp(
      "A column whose levels are kept apart, and the level that others are compared with in the "
        + "interaction; may be repeated.", valueName: "column[=level]"))
  var stratum: [String] = []

  @Option(
    help: ArgumentHelp(
      "Two sessions of the same animals that are compared.", valueName: "first:second"))
  var pair: SessionPair?

  @Option(help: ArgumentHelp("The seed of bootstrap and permutations.", valueName: "n"))
  var seed: UInt64 = 1

  /// Whether any was given that names something in the data.
  var areGiven: Bool { vehicle != nil || !stratum.isEmpty || pair != nil }

  /// The design of a comparison.
  ///
  /// - Parameter factors: the names of the columns that may be strata.
  /// - Throws: when it is not told which group is the vehicle, or a column is not there.
  func design(
    _ observations: [Observation], factors: [String]
  ) throws(ComparisonError) -> ComparisonDesign {
    var design = ComparisonDesign(
      vehicle: try vehicleGroup(Set(observations.map(\.group)).sorted()),
      pair: pair.map { ComparisonDesign.Pair(first: $0.first, second: $0.second) }, seed: seed)
    for text in stratum {
      let (column, level) =
        factors.contains(text) ? (text, nil) : SessionPair.split(text, at: "=") ?? (text, nil)
      guard factors.contains(column) else {
        throw ComparisonError(
          "--stratum: there is no column '\(column)'"
            + (factors.isEmpty
              ? "; name a manifest that has it"
              : "; the columns that can be strata are \(factors.joined(separator: ", "))"))
      }
      guard !design.strata.contains(column) else {
        throw ComparisonError("--stratum: '\(column)' is given twice")
      }
      design.strata.append(column)
      design.references[column] = level
    }
    return design
  }

  private func vehicleGroup(_ groups: [String]) throws(ComparisonError) -> String {
    if let vehicle { return vehicle }
    let known = groups.filter { Self.vehicles.contains($0.lowercased()) }
    guard known.count == 1 else {
      throw ComparisonError(
        "which group is the vehicle? Name it with --vehicle; the groups are "
          + groups.joined(separator: ", "))
    }
    return known[0]
  }
}

/// Two sessions as FIRST:SECOND.
struct SessionPair: ExpressibleByArgument {
  var first: String
  var second: String

  init?(argument: String) {
    guard let (first, second) = Self.split(argument, at: ":"), let second, first != second,
      !second.contains(":")
    else { return nil }
    (self.first, self.second) = (first, second)
  }

  /// The text before and after the first of a character, neither of them empty.
  static func split(_ text: String, at character: Character) -> (String, String?)? {
    guard let place = text.firstIndex(of: character) else { return nil }
    let (first, second) = (text[..<place], text[text.index(after: place)...])
    return first.isEmpty || second.isEmpty ? nil : (String(first), String(second))
  }
}
