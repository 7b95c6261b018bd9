import Statistics

/// What whoever reads a comparison should know about its animals, as sentences.
struct ComparisonNotes {
  let comparison: Comparison
  let means: AnimalMeans
  let observations: [Observation]
  let sessions: [String]
  private var design: ComparisonDesign { comparison.design }
  private var arms: [Arm] { comparison.arms }

  /// A column with more levels than this is no factor that is pooled, but a list.
  private static let mostLevels = 8

  /// All of them.
  var texts: [String] {
    pooled + exempt + alike + clusters + averaged + windows + unscored + censored + family
      + smallestP
  }

  /// Animals, or animals and sessions.
  private var cases: String { sessions.count > 1 ? "animals and sessions" : "animals" }

  // MARK: - What could be pooled in silence

  /// Columns whose levels vary within an arm while the design does not name them.
  private var pooled: [String] {
    let named = Set(design.arm + design.strata + [design.cluster].compactMap(\.self))
    let columns = Set(observations.flatMap(\.factors.keys)).subtracting(named).sorted()
    return columns.compactMap { column in
      guard !Self.isCluster(column) else { return nil }
      var all: Set<String> = []
      let within = arms.compactMap { arm -> (arm: Arm, levels: [String: Int])? in
        let levels = arm.animals.reduce(into: [String: Int]()) {
          $0[$1.factors[column, default: ""], default: 0] += 1
        }
        all.formUnion(levels.keys)
        return levels.count > 1 ? (arm, levels) : nil
      }
      guard !within.isEmpty, all.count <= Self.mostLevels,
        within.contains(where: { $0.levels.values.contains { $0 > 1 } })
      else { return nil }
      let texts = within.map { arm, levels in
        AnimalMeans.words(arm.key) + ": "
          + levels.sorted { $0.key < $1.key }
          .map { "\($0.key.isEmpty ? "(empty)" : $0.key) \($0.value)" }.joined(separator: ", ")
      }
      return "'\(column)' is pooled: it varies within \(within.count) of \(arms.count) arms ("
        + texts.joined(separator: "; ")
        + "). To keep its levels apart give --stratum \(column), or "
        + "name it among the columns of --arm."
    }
  }

  /// What the vehicle's animals have in columns from which they are exempt.
  private var exempt: [String] {
    design.arm.dropFirst().compactMap { column in
      guard let levels = means.exempt[column], levels.count > 1 else { return nil }
      return "The vehicle is one arm although its '\(column)' varies: "
        + levels.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ") + "."
    }
  }

  /// Names that may mean the same and are kept apart.
  private var alike: [String] {
    func meant(_ text: String) -> String { design.aliases[text] ?? text }
    var notes: [String] = []
    func look(_ column: String, _ meaning: (String) -> String, _ levels: Set<String>) {
      for (_, same) in Dictionary(grouping: levels.sorted(), by: meaning)
        .sorted(by: { $0.key < $1.key }) where same.count > 1
      {
        notes.append(
          "In '\(column)' " + same.map { "'\($0)'" }.joined(separator: ", ")
            + " are \(same.count) different levels; if they are one, give --same "
            + same.dropFirst().map { "'\($0)=\(same[0])'" }.joined(separator: " --same ") + ".")
      }
    }
    let known = observations.filter { !$0.group.isEmpty }
    look("group", Dose.letters, Set(known.map { meant($0.group) }))
    if design.arm.contains("dose") {
      for (_, rows) in Dictionary(grouping: known, by: { Dose.letters(meant($0.group)) })
        .sorted(by: { $0.key < $1.key })
      where rows.allSatisfy({ meant($0.group) != meant(design.vehicle) }) {
        let doses = Set(rows.map { meant($0.dose) }).filter { !$0.isEmpty }
        look("dose", Dose.meaning, doses)
      }
    }
    for column in design.further + design.strata {
      look(
        column, Dose.letters,
        Set(known.compactMap { $0.factors[column].map(meant) }).filter { !$0.isEmpty })
    }
    var unique: [String] = []
    for note in notes where !unique.contains(note) { unique.append(note) }
    return unique
  }

  // MARK: - Clusters

  private static func isCluster(_ column: String) -> Bool {
    ["cage", "litter", "cage_id", "litter_id", "homecage"].contains(column.lowercased())
  }

  private var clusters: [String] {
    if let cluster = design.cluster {
      var members: [String: Set<String>] = [:]
      for arm in arms where arm.key.session == comparison.session {
        for animal in arm.animals {
          members[animal.factors[cluster, default: ""], default: []].insert(arm.key.name)
        }
      }
      let shared = members.filter { $0.value.count > 1 }.keys.sorted()
      guard !shared.isEmpty else { return [] }
      return [
        "Each '\(cluster)' counts as one, by the mean of its animals in an arm; \(shared.count) of "
          + "\(members.count) hold animals of several arms, whose means are not independent: a mixed "
          + "model suits such a design."
      ]
    }
    let columns = Set(observations.flatMap(\.factors.keys)).sorted().filter(Self.isCluster)
    return columns.compactMap { column in
      let counts = arms.filter { $0.key.session == comparison.session }
        .flatMap { arm in
          Dictionary(grouping: arm.animals.filter { !$0.factors[column, default: ""].isEmpty }) {
            $0.factors[column, default: ""]
          }.values.map(\.count)
        }
      guard let most = counts.max(), most > 1 else { return nil }
      return
        "Animals of one '\(column)' (up to \(most) in an arm) count as independent, which they may "
        + "not be; --cluster \(column) counts the mean of each."
    }
  }

  // MARK: - Measures

  private var averaged: [String] {
    guard !means.averaged.isEmpty else { return [] }
    let names = means.averaged.map { averaged in
      "\(averaged.animal) (\(averaged.recordings)"
        + (averaged.session.isEmpty ? ")" : ", \(averaged.session))")
    }
    return [
      "Several recordings of one animal in one session were averaged, so that the animal stays the "
        + "unit: \(names.joined(separator: ", "))."
    ]
  }

  private var animals: [ComparedAnimal] { arms.flatMap(\.animals) }

  private var windows: [String] {
    let windows = Set(animals.map { ($0.measures.window * 1000).rounded() / 1000 }).sorted()
    guard let least = windows.first, let most = windows.last, most > least else { return [] }
    return [
      "The analysis windows differ in length (\(number(least)) to \(number(most)) s): immobile "
        + "times of different windows are not the same measure."
    ]
  }

  private var unscored: [String] {
    let unscored = animals.filter { $0.measures.unscored > 0.05 * $0.measures.window }
    guard !unscored.isEmpty else { return [] }
    return [
      "More than 5 % of the window is unscored in \(unscored.count) of \(animals.count) \(cases), "
        + "whose immobile time is then at least what is given: "
        + unscored.map(\.name).joined(separator: ", ") + "."
    ]
  }

  private var censored: [String] {
    guard design.measures.contains(.latency) else { return [] }
    let censored = animals.count { $0.measures.latencyIsCensored }
    guard censored > 0 else { return [] }
    let all = arms.filter(\.areAllLatenciesCensored).map { AnimalMeans.words($0.key) }
    return [
      "\(censored) of \(animals.count) \(cases) had no immobile bout before the window's end; their "
        + "latency counts as that end (restricted mean), so that mean latencies are at least what is "
        + "given."
        + (all.isEmpty ? "" : " All latencies are censored in: \(all.joined(separator: "; ")).")
    ]
  }

  // MARK: - Families

  private var family: [String] {
    guard sessions.count > 1 else { return [] }
    return [
      "p-values are adjusted in session '\(comparison.session)' alone; other sessions are shown beside "
        + "it."
    ]
  }

  private var smallestP: [String] {
    let effects = comparison.effects(.effects).filter { $0.familySize > 0 }
    let family = effects.first?.familySize ?? 0
    guard let coarsest = effects.compactMap(\.permutation).filter(\.isExact).map(\.least).max(),
      coarsest * Double(family) > 0.05
    else { return [] }
    let smallest = effects.filter { $0.permutation?.least == coarsest }.first?.counts ?? []
    return [
      "With \(smallest.map { "\($0)" }.joined(separator: " and ")) animals a permutation p cannot be below "
        + "\(p(coarsest))"
        + (family > 1
          ? ", and \(p(min(1, coarsest * Double(family)))) after Holm over \(family) comparisons"
          : "")
        + "; Welch's p, which is shown first, has no such limit."
    ]
  }

  private func p(_ value: Double) -> String { number((value * 10_000).rounded() / 10_000) }

  private func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e9 ? "\(Int(value))" : "\(value)"
  }
}
