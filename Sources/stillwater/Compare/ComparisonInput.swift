import Configuration
import GroupComparison
import ImmobilityCore

/// Tables of animals and a manifest -> observations.
struct ComparisonInput {
  var tables: [AnimalsTable]
  var manifest: Manifest?
  var bins: [BinsTable] = []

  /// The names of all covariates, those that a stratum may be.
  var factors: [String] {
    var names: [String] = []
    for name in tables.flatMap(\.covariates) + (manifest?.covariates ?? [])
    where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// One observation for each animal of a recording, and what people should know about them.
  ///
  /// - Throws: `CommandFailure` when an animal has no group, is in the tables twice, or the manifest
  ///   contradicts them.
  func observations() throws(CommandFailure) -> (observations: [Observation], warnings: [String]) {
    var observations: [Observation] = []
    var warnings: [String] = []
    var unnamed = 0
    let manifestRows = try matched(&warnings)
    var seen: [[String]: String] = [:]
    for table in tables {
      for row in table.rows {
        let place = "\(table.path): line \(row.line)"
        if let first = seen.updateValue(place, forKey: [row.recording, row.arena ?? ""]) {
          throw Self.unusable(
            "\(place): '\(row.recording)'" + (row.arena.map { ", arena '\($0)'" } ?? "")
              + " is in the tables twice, first in \(first); name each table once")
        }
        let facts = manifestRows.map { Self.facts($0[text: row.recording] ?? [], row.arena) }
        // A recording that failed has one row; the manifest may know several animals of it.
        for fact in facts ?? [nil] {
          var observation = try observation(row, fact, in: table, place: place)
          if observation.animal.isEmpty {
            unnamed += 1
            observation.animal = ([row.recording] + [row.arena].compactMap(\.self))
              .joined(separator: ", ")
          }
          observations.append(observation)
        }
      }
    }
    observations += unscored(observations, manifestRows)
    if unnamed > 0 {
      warnings.append(
        "\(unnamed) animals have no animal_id; each counts as an animal of its own by its recording "
          + "and arena")
    }
    return (observations, warnings)
  }

  private func matched(
    _ warnings: inout [String]
  ) throws(CommandFailure) -> [ExactText: [ManifestRow]]? {
    guard let manifest else { return nil }
    let rows = tables.flatMap(\.rows)
    var arenas: [ExactText: [String]] = [:]
    for row in rows {
      if let arena = row.arena { arenas[text: row.recording, default: []].append(arena) }
    }
    // A recording that failed has no arenas in the tables: those that the manifest names are believed.
    let named = Array(Set(manifest.rows.compactMap(\.arena))).sorted()
    let match = manifest.match(
      recordings: Set(rows.map { ExactText($0.recording) }).map(\.text).sorted()
    ) {
      recording in
      arenas[text: recording] ?? named
    }
    if let problem = match.problems.first {
      throw Self.unusable(
        "\(problem)"
          + (match.problems.count > 1 ? " (and \(match.problems.count - 1) more problems)" : ""))
    }
    if !match.notFound.isEmpty {
      warnings.append(
        "\(match.notFound.count) rows of \(manifest.path) name recordings that are not in the tables; "
          + "their animals count as without data; the first: \(match.notFound[0])")
    }
    return match.rows
  }

  /// The manifest's rows for an arena of a recording; one `nil` where it has none.
  private static func facts(_ rows: [ManifestRow], _ arena: String?) -> [ManifestRow?] {
    guard let arena else { return rows.isEmpty ? [nil] : rows }
    return [rows.first { $0.arena == arena } ?? rows.first { $0.arena == nil }]
  }

  private func observation(
    _ row: AnimalsTableRow, _ fact: ManifestRow?, in table: AnimalsTable, place: String
  ) throws(CommandFailure) -> Observation {
    let exclusion =
      fact.flatMap { $0.isExcluded ? $0.reason ?? "no reason given" : nil } ?? row.exclusion
    // What is excluded needs no group.
    guard let group = fact?.group ?? row.group ?? (exclusion == nil ? nil : "") else {
      throw Self.unusable(
        "\(place): '\(row.recording)'" + (row.arena.map { ", arena '\($0)'" } ?? "")
          + " has no group; "
          + (manifest == nil
            ? "add a column 'group', or name the study's manifest with --manifest"
            : "fill the column 'group' of the manifest"))
    }
    var factors = Dictionary(
      zip(table.covariates, row.covariates), uniquingKeysWith: { first, _ in first })
    if let fact, let manifest {
      for (name, value) in zip(manifest.covariates, fact.covariates) { factors[name] = value }
    }
    var outcome = Observation.Outcome.missing(reason: "not a second was scored")
    if let numbers = row.numbers {
      outcome = .scored(
        Measures(
          immobile: numbers.immobile, latency: numbers.latency,
          latencyIsCensored: numbers.latencyIsCensored, bouts: numbers.bouts,
          boutMean: numbers.boutMean, highlyMobile: numbers.highlyMobile,
          unscored: numbers.unscored, window: numbers.window))
    }
    if let error = row.error { outcome = .missing(reason: "not scored: \(error)") }
    if let exclusion { outcome = .missing(reason: "excluded: \(exclusion)") }
    return Observation(
      animal: fact?.animalID ?? row.animalID ?? "", recording: row.recording, group: group,
      dose: fact?.dose ?? row.dose ?? "", session: fact?.session ?? row.session ?? "",
      factors: factors, outcome: outcome,
      bins: bins.flatMap {
        $0.bins[BinsTable.Place(recording: row.recording, arena: row.arena ?? "")] ?? []
      })
  }

  /// The manifest's animals that are in no table.
  private func unscored(
    _ observations: [Observation], _ matched: [ExactText: [ManifestRow]]?
  ) -> [Observation] {
    guard let manifest, let matched else { return [] }
    let found = Set(matched.values.flatMap { $0.map(\.line) })
    return manifest.rows.compactMap { row in
      guard !found.contains(row.line), let animal = row.animalID,
        let group = row.group ?? (row.isExcluded ? "" : nil)
      else { return nil }
      let reason =
        row.isExcluded ? "excluded: \(row.reason ?? "no reason given")" : "not among the scores"
      return Observation(
        animal: animal, recording: row.recording, group: group, dose: row.dose ?? "",
        session: row.session ?? "",
        factors: Dictionary(
          zip(manifest.covariates, row.covariates), uniquingKeysWith: { first, _ in first }),
        outcome: .missing(reason: reason))
    }
  }

  private static func unusable(_ message: String) -> CommandFailure {
    CommandFailure(status: .inputUnusable, message: message)
  }
}
