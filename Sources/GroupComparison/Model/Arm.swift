/// Animals that were treated alike: one group and dose in one stratum and session.
public struct ArmKey: Sendable, Hashable, Comparable {
  /// The session; empty where there is none.
  public var session: String
  /// The levels of the design's strata, in their order.
  public var stratum: [String]
  /// The group.
  public var group: String
  /// The dose as written; empty where there is none, and for the vehicle.
  public var dose: String
  /// Whether this is the group that others are compared with.
  public var isVehicle: Bool

  /// Sessions, strata, the vehicle before the others, groups, and doses as numbers where they are.
  public static func < (a: ArmKey, b: ArmKey) -> Bool {
    if a.session != b.session { return a.session < b.session }
    if a.stratum != b.stratum { return a.stratum.lexicographicallyPrecedes(b.stratum) }
    if a.isVehicle != b.isVehicle { return a.isVehicle }
    if a.group != b.group { return a.group < b.group }
    switch (Double(a.dose), Double(b.dose)) {
    case (let x?, let y?) where x != y: return x < y
    case (nil, _?): return true
    case (_?, nil): return false
    default: return a.dose < b.dose
    }
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
  /// Why there are no measures of the others: reason and number of animals.
  public var missing: [MissingAnimals]

  /// The values of a measure, in the order of `animals`.
  public func values(_ measure: ComparedMeasure) -> [Double] {
    animals.map { measure.value(of: $0.measures) }
  }

  /// Why the arm has no data; `nil` where it has.
  public var noData: String? {
    guard animals.isEmpty else { return nil }
    return missing.isEmpty
      ? "no animal"
      : missing.map { "\($0.count == 1 ? "1 animal" : "\($0.count) animals"): \($0.reason)" }
        .joined(separator: "; ")
  }
}

/// Animals without measures, and why.
public struct MissingAnimals: Sendable, Equatable {
  /// The reason.
  public var reason: String
  /// How many.
  public var count: Int
}

/// An animal with its measures in one session: the mean over its recordings.
public struct ComparedAnimal: Sendable, Equatable {
  /// The animal.
  public var name: String
  /// Its measures; the latency is censored where that of any recording is.
  public var measures: Measures
  /// The recordings that were averaged.
  public var recordings: Int
}
