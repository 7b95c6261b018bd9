import ImmobilityCore

extension TraceFolder {
  /// Reads a recording's trace with the animals of a plan and the recording's name in the study; `nil`
  /// when it is missing, damaged, of another version, or of other arenas.
  ///
  /// - Parameter settings: the only ones that it will be scored with; `nil` to read everything.
  func read(
    _ plan: ScoringPlan, contentHash: String, name: String, for settings: ScoringSettings? = nil
  ) -> TracedRecording? {
    guard
      var traced = read(
        contentHash: contentHash, readingHash: plan.readingHash, for: settings),
      traced.trace.arenas.map({ ReadArena($0.arena) }) == plan.reading.arenas
    else { return nil }
    for index in plan.arenas.indices { traced.trace.arenas[index].arena = plan.arenas[index] }
    traced.info.path = name
    return traced
  }
}
