/// A study's main measures as GraphPad Prism's column tables take them: a column for each group, a cell for
/// each animal, blank cells where there is no value.
///
/// An animal is one cell of its group: several recordings of it in one session are averaged, excluded and
/// unscored ones are left out. Where the study has sessions, a group has a column for each, and an animal
/// stands in the same row of them, as paired tests need it. Rows of different groups have nothing to do
/// with each other.
public struct PrismTables: Sendable, Equatable {
  /// What is tabulated, each in a file of its own.
  public enum Measure: String, Sendable, CaseIterable {
    /// Immobile time, seconds.
    case immobile = "immobile_s"
    /// Latency, seconds; censored ones are the window's end.
    case latency = "latency_s"
    /// Number of immobile bouts.
    case bouts = "bout_count"
  }

  private struct Group: Hashable, Sendable {
    var group: String
    var dose: String
  }

  private struct Values: Sendable, Equatable {
    var sum = [Measure: Double]()
    var count = 0.0
  }

  private var sessions: Set<String> = []
  /// Group -> sessions in which it has a column.
  private var groups: [Group: Set<String>] = [:]
  /// Group -> animal -> session -> its values.
  private var values: [Group: [String: [String: Values]]] = [:]

  /// No animals yet.
  public init() {}

  /// The name of a measure's file.
  public static func fileName(_ measure: Measure) -> String { "prism_\(measure.rawValue).csv" }

  /// Takes a recording's animals.
  public mutating func add(_ recording: StudyRecording) {
    for animal in recording.animals {
      let group = Group(group: animal.group ?? "", dose: animal.dose ?? "")
      let session = animal.session ?? ""
      // Of which nothing was scored, of that there is no value.
      let score = animal.isExcluded ? nil : animal.score.flatMap { $0.isBlank ? nil : $0 }
      // A group without usable data has a column all the same.
      guard score != nil || animal.group != nil else { continue }
      sessions.insert(session)
      groups[group, default: []].insert(session)
      guard let score else { continue }
      // Without a name an animal is one by its place.
      let name = animal.animalID ?? "\(recording.recording.path)\n\(animal.arena ?? "")"
      var own = values[group, default: [:]][name, default: [:]][session] ?? Values()
      own.sum[.immobile, default: 0] += score.immobile
      own.sum[.latency, default: 0] += score.latency
      own.sum[.bouts, default: 0] += Double(score.boutCount)
      own.count += 1
      values[group, default: [:]][name, default: [:]][session] = own
    }
  }

  /// The columns: groups without a dose, or with dose 0, before the others; then by name, dose, session.
  private var order: [(group: Group, session: String)] {
    func isBefore(_ one: Group, _ other: Group) -> Bool {
      let doses = [one, other].map { Self.number($0.dose) ?? 0 }
      if (doses[0] == 0) != (doses[1] == 0) { return doses[0] == 0 }
      if one.group != other.group { return Self.precedes(one.group, other.group) }
      if doses[0] != doses[1] { return doses[0] < doses[1] }
      return Self.precedes(one.dose, other.dose)
    }
    return groups.keys.sorted(by: isBefore).flatMap { group in
      (groups[group] ?? []).sorted(by: Self.precedes).map { (group, $0) }
    }
  }

  private func title(_ group: Group, _ session: String) -> String {
    let name =
      [group.group.isEmpty ? "no group" : group.group, group.dose].filter { !$0.isEmpty }
      .joined(separator: " ")
    guard sessions.count > 1 else { return name }
    return "\(name), \(session.isEmpty ? "no session" : session)"
  }

  /// The columns of a measure's table.
  func columns(_ measure: Measure) -> [TableColumn] {
    let (unit, words) =
      switch measure {
      case .immobile: ("s", "Immobile time in the analysis window")
      case .latency: ("s", "Latency, the window's end where it is censored,")
      case .bouts: ("bouts", "Immobile bouts in the analysis window")
      }
    return order.map { group, session in
      TableColumn(
        title(group, session), .number, unit: unit,
        "\(words) of each animal of this group; see animals.csv.",
        missing:
          "the group has fewer animals than another, or the animal has no score in this session")
    }
  }

  /// A measure's table as CSV.
  public func text(_ measure: Measure) -> String {
    let order = order
    var rows = CSVRows(header: order.map { title($0.group, $0.session) })
    let animals = values.mapValues { $0.keys.sorted(by: Self.precedes) }
    for row in 0..<(animals.values.map(\.count).max() ?? 0) {
      for (group, session) in order {
        let names = animals[group] ?? []
        let own = row < names.count ? values[group]?[names[row]]?[session] : nil
        rows.add(own.flatMap { own in own.sum[measure].map { $0 / own.count } })
      }
      rows.endRow()
    }
    return rows.text
  }

  /// The number that a dose begins with, such as 15 of `15 mg/kg` or 2.5 of `2,5`.
  private static func number(_ dose: String) -> Double? {
    let digits = dose.prefix { $0.isNumber || $0 == "." || $0 == "," }
    return Double(String(digits.map { $0 == "," ? "." : $0 }))
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
