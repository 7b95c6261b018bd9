/// Animals that were treated alike: one group, dose and further treatment in one stratum and session.
public struct ArmKey: Sendable, Hashable, Comparable {
  /// The session; empty where there is none.
  public var session: String
  /// The levels of the design's strata, in their order.
  public var stratum: [String]
  /// The group.
  public var group: String
  /// The dose as written; empty where there is none, where it is no part of the arm, and for the vehicle.
  public var dose: String
  /// The levels of the arm's further columns, such as a regimen, in the design's order; empty texts for the
  /// vehicle, which is exempt.
  public var further: [String]
  /// Whether this is the group that others are compared with.
  public var isVehicle: Bool

  /// Sessions, strata, the vehicle before the others, groups, and doses as numbers where they are.
  public static func < (a: ArmKey, b: ArmKey) -> Bool {
    if a.session != b.session { return a.session < b.session }
    if a.stratum != b.stratum { return a.stratum.lexicographicallyPrecedes(b.stratum) }
    if a.isVehicle != b.isVehicle { return a.isVehicle }
    if a.group != b.group { return a.group < b.group }
    switch (Dose.number(a.dose), Dose.number(b.dose)) {
    case (let x?, let y?) where x != y: return x < y
    case (nil, _?): return true
    case (_?, nil): return false
    default: break
    }
    if a.dose != b.dose { return a.dose < b.dose }
    return a.further.lexicographicallyPrecedes(b.further)
  }

  /// The arm's name: `fluoxetine 20 acute`.
  public var name: String {
    ([group, dose] + further).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The same arm in another stratum or session.
  func moved(session: String? = nil, stratum: [String]? = nil) -> ArmKey {
    var key = self
    key.session = session ?? key.session
    key.stratum = stratum ?? key.stratum
    return key
  }
}

/// An arm with its animals.
public struct Arm: Sendable, Equatable {
  /// What it is.
  public var key: ArmKey
  /// The animals with measures, in order of their names.
  public var animals: [ComparedAnimal]
  /// What is counted: the animals, or the means of their cages or litters where the design names such a
  /// column.
  public var units: [ComparedAnimal]
  /// Those without measures, in order of their names.
  public var leftOut: [LeftOutAnimal]

  /// The values of a measure, one for each unit that has one.
  public func values(_ measure: ComparedMeasure) -> [Double] {
    units.compactMap { measure.value(of: $0.measures) }
  }

  /// The reasons for which animals have no measures, and how many, in order.
  public var missing: [(reason: String, count: Int)] {
    Dictionary(grouping: leftOut, by: \.reason).map { ($0.key, $0.value.count) }
      .sorted { $0.0 < $1.0 }
  }

  /// The same in words: `2 animals: excluded: died`; `nil` where none is missing.
  public var missingInWords: String? {
    leftOut.isEmpty
      ? nil
      : missing.map { "\($0.count == 1 ? "1 animal" : "\($0.count) animals"): \($0.reason)" }
        .joined(separator: "; ")
  }

  /// Why the arm has no data; `nil` where it has.
  public var noData: String? { animals.isEmpty ? missingInWords ?? "no animal" : nil }
}

/// An animal without measures.
public struct LeftOutAnimal: Sendable, Equatable {
  /// The animal.
  public var name: String
  /// Its recordings, joined by commas.
  public var recording: String
  /// The session; empty where there is none.
  public var session: String
  /// Why nothing of it counts.
  public var reason: String
}

/// An animal with its measures in one session: the mean over its recordings.
public struct ComparedAnimal: Sendable, Equatable {
  /// The animal; of a cluster's mean the cluster.
  public var name: String
  /// Its measures; the latency is censored where that of any recording is.
  public var measures: Measures
  /// The recordings that were averaged.
  public var recordings: Int
  /// Further factors: name to level.
  public var factors: [String: String]
  /// Immobile time bin by bin; empty where it is not known.
  public var bins: [TimeBin]
}
