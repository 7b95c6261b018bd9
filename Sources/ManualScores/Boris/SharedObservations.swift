/// Which observations of a file are about one animal in one recording, without a rater that tells them
/// apart.
///
/// They are two looks at the same animal, such as those of two people. Their bouts are never united: each
/// is a scorer of its own, named after the observation.
struct SharedObservations {
  private var ids: [ScoreCollector.Key: [String]] = [:]
  private var found: [(key: ScoreCollector.Key, line: Int)] = []
  private var shared: Set<String> = []

  /// Takes note that an observation is about an animal.
  mutating func add(_ key: ScoreCollector.Key, of id: String, line: Int) {
    guard let known = ids[key] else {
      ids[key] = [id]
      return
    }
    guard !known.contains(id) else { return }
    if known.count == 1 { found.append((key, line)) }
    ids[key] = known + [id]
    shared.formUnion(known + [id])
  }

  /// Whose score an observation's is: of the rater it names, else of nobody or, where another observation
  /// is about the same, of itself.
  func own(_ key: ScoreCollector.Key, of id: String) -> ScoreCollector.Key {
    guard shared.contains(id) else { return key }
    var key = key
    key.rater = [key.rater, id].compactMap(\.self).joined(separator: ", ")
    return key
  }

  /// Reports them.
  func report(to collector: inout ScoreCollector) {
    for (key, line) in found {
      let names = (ids[key] ?? []).map { "'\($0)'" }.joined(separator: " and ")
      collector.warn(
        line,
        "\(names) are observations of the same: \(key.description); each counts as a scorer of its own, "
          + "named after it; an independent variable rater in each gathers a scorer's observations")
    }
  }
}
