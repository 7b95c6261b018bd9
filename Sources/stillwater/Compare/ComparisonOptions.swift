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
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The columns that make an arm, such as group dose regimen; group always does, and the vehicle is "
        + "exempt from the others. Default: group, dose and, where there is one, regimen. Write it after "
        + "the files.", valueName: "column"))
  var arm: [String] = []

  @Option(
    help: ArgumentHelp(
      "A column whose levels are kept apart, and the level that others are compared with in the "
        + "interaction; may be repeated.", valueName: "column[=level]"))
  var stratum: [String] = []

  @Option(
    help: ArgumentHelp(
      "Two arms that are compared besides, by their names as in the tables; may be repeated.",
      valueName: "arm:arm"))
  var contrast: [SessionPair] = []

  @Option(
    help: ArgumentHelp(
      "A column such as cage or litter: the mean of its animals in an arm counts in place of each of "
        + "them.", valueName: "column"))
  var cluster: String?

  @Option(
    help: ArgumentHelp(
      "A level of an arm's or a stratum's column that means another, such as '10.0=10' or 'Drug=drug'; "
        + "may be repeated.", valueName: "written=meant"))
  var same: [String] = []

  @Option(
    help: ArgumentHelp(
      "Two sessions of the same animals that are compared.", valueName: "first:second"))
  var pair: SessionPair?

  @Option(
    help: ArgumentHelp(
      "The session whose p-values are adjusted. Default: the second of --pair, else test, else the last "
        + "in order.", valueName: "session"))
  var session: String?

  @Option(
    help: ArgumentHelp(
      "A measure: "
        + ComparedMeasure.allCases.map(\.rawValue).joined(separator: ", ")
        + "; may be repeated. The first is the primary one: p-values are adjusted for it alone, and it is "
        + "drawn. Default: immobile_s, latency_s and bout_count.", valueName: "measure"))
  var measure: [ComparedMeasure] = []

  @Option(
    help: ArgumentHelp(
      "How p-values of comparisons with the vehicle are adjusted: dunnett (in one step) or holm.",
      valueName: "rule"))
  var adjust: ComparisonDesign.Adjustment = .dunnett

  @Option(
    help: ArgumentHelp(
      "Tests whether differences of the primary measure lie within this margin, in its unit: two one-sided "
        + "tests.", valueName: "margin"))
  var equivalence: Double?

  @Option(
    help: ArgumentHelp(
      "The difference of the primary measure, in its unit, that the next study is to find, for the sample "
        + "size. Default: 20, 30 and 40 % of the vehicle's mean.", valueName: "difference"))
  var detect: Double?

  @Option(help: ArgumentHelp("The seed of bootstrap and permutations.", valueName: "n"))
  var seed: UInt64 = 1

  /// Whether any was given that names something in the data.
  var areGiven: Bool {
    vehicle != nil || !arm.isEmpty || !stratum.isEmpty || !contrast.isEmpty || cluster != nil
      || !same.isEmpty || pair != nil || session != nil || !measure.isEmpty
  }

  func validate() throws {
    for (name, value) in [("--equivalence", equivalence), ("--detect", detect)] {
      if let value, !(value > 0 && value < 1e6) {
        throw ValidationError("\(name): \(value) is not allowed; it must be above 0")
      }
    }
    for text in same where Self.split(alias: text) == nil {
      throw ValidationError("--same: '\(text)' must be WRITTEN=MEANT, such as '10.0=10'")
    }
  }

  /// The two sides of `--same`.
  private static func split(alias text: String) -> (String, String)? {
    SessionPair.split(text, at: "=").flatMap { pair in pair.1.map { (pair.0, $0) } }
  }

  /// The design of a comparison.
  ///
  /// - Parameter factors: the names of the columns that may be strata, or parts of an arm.
  /// - Throws: when it is not told which group is the vehicle, or a column is not there.
  func design(
    _ observations: [Observation], factors: [String]
  ) throws(ComparisonError) -> ComparisonDesign {
    func require(_ column: String, _ option: String, _ use: String) throws(ComparisonError) {
      guard !factors.contains(column) else { return }
      throw ComparisonError(
        "\(option): there is no column '\(column)'"
          + (factors.isEmpty
            ? "; name a manifest that has it"
            : "; the columns that can be \(use) are \(factors.joined(separator: ", "))"))
    }
    var aliases: [String: String] = [:]
    for (written, meant) in same.compactMap(Self.split) { aliases[written] = meant }
    let groups = Set(observations.map(\.group).filter { !$0.isEmpty }.map { aliases[$0] ?? $0 })
    var design = ComparisonDesign(
      vehicle: try vehicleGroup(groups.sorted()), pair: pair.map(\.arms), session: session,
      adjustment: adjust, cluster: cluster, contrasts: contrast.map(\.arms), aliases: aliases,
      margin: equivalence, detect: detect, seed: seed)
    if !measure.isEmpty {
      design.measures = measure.enumerated().filter { measure.firstIndex(of: $1) == $0 }.map(\.1)
    }
    for text in stratum {
      let (column, level) =
        factors.contains(text) ? (text, nil) : SessionPair.split(text, at: "=") ?? (text, nil)
      try require(column, "--stratum", "strata")
      guard !design.strata.contains(column) else {
        throw ComparisonError("--stratum: '\(column)' is given twice")
      }
      design.strata.append(column)
      design.references[column] = level
    }
    let columns = arm.flatMap { $0.split(separator: ",").map { String($0) } }
    if columns.isEmpty {
      design.arm += factors.filter {
        $0.lowercased() == "regimen" && !design.strata.contains($0)
      }
    } else {
      design.arm = ["group"]
      for column in columns where !design.arm.contains(column) {
        if column != "dose" { try require(column, "--arm", "part of an arm") }
        guard !design.strata.contains(column) else {
          throw ComparisonError("--arm: '\(column)' is a stratum already")
        }
        design.arm.append(column)
      }
    }
    if let cluster {
      try require(cluster, "--cluster", "clusters")
      guard !design.strata.contains(cluster), !design.arm.contains(cluster) else {
        throw ComparisonError("--cluster: '\(cluster)' is a stratum or part of an arm already")
      }
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

extension ComparedMeasure: ExpressibleByArgument {}
extension ComparisonDesign.Adjustment: ExpressibleByArgument {}

/// Two sessions, or two arms, as FIRST:SECOND.
struct SessionPair: ExpressibleByArgument {
  var first: String
  var second: String

  init?(argument: String) {
    guard let (first, second) = Self.split(argument, at: ":"), let second, first != second,
      !second.contains(":")
    else { return nil }
    (self.first, self.second) = (first, second)
  }

  /// The pair as a design has it.
  var arms: ComparisonDesign.Pair { ComparisonDesign.Pair(first: first, second: second) }

  /// The text before and after the first of a character, neither of them empty.
  static func split(_ text: String, at character: Character) -> (String, String?)? {
    guard let place = text.firstIndex(of: character) else { return nil }
    let (first, second) = (text[..<place], text[text.index(after: place)...])
    return first.isEmpty || second.isEmpty ? nil : (String(first), String(second))
  }
}
