import ImmobilityCore

/// Words that the parts of a study's page share.
enum StudyWords {
  /// What a row's arm is: `imipramine, 15 mg/kg, test, stress CMS`; a dose without a unit as `dose 15`.
  static func arm(_ row: StudyRow, strata: [String]) -> String {
    let dose = row.animal.dose.map { Double($0) == nil ? $0 : "dose \($0)" }
    let parts =
      [row.animal.group, dose, row.animal.session].compactMap(\.self)
      + zip(strata, row.strata).filter { !$0.1.isEmpty }.map { "\($0) \($1)" }
    return parts.isEmpty ? "no group" : parts.joined(separator: ", ")
  }

  /// A number of things: `1 animal`, `2 animals`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// Words as a list: `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The least and the most, or the one that both are.
  static func range(_ values: [Double], places: Int = 1) -> String? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let (first, last) = (Rounding.text(low, places: places), Rounding.text(high, places: places))
    return first == last ? first : "\(first)-\(last)"
  }

  /// Reasons with how often each was given, the most frequent first.
  static func reasons(_ reasons: [String]) -> String {
    var counts: [String: Int] = [:]
    for reason in reasons { counts[reason, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key): \($0.value)" }.joined(separator: "; ")
  }
}
