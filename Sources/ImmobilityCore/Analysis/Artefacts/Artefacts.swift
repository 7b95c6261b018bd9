/// What keeps samples from being evidence beside missing frames and damage.
enum Artefacts {
  /// `[sample]`: the flags that the artefacts looked for give the samples of an arena.
  static func flags(trace: Trace, arena: Int, rung: Int, settings: ScoringSettings) -> [SampleFlags]
  {
    var flags = [SampleFlags](repeating: [], count: trace.count)
    let both = settings.measure == .excess
    if settings.cleaning.contains(.light), trace.cleaning.contains(.light) {
      LightChanges.flag(&flags, trace: trace, arena: arena, both: both, bridge: settings.bridge)
    }
    if settings.cleaning.contains(.keyframePulses) {
      KeyframePulses.flag(&flags, trace: trace, arena: arena, rung: rung)
    }
    if settings.cleaning.contains(.cameraBumps) {
      CameraBumps.flag(&flags, trace: trace, both: both)
    }
    if settings.cleaning.contains(.emptyArena) {
      AnimalPresence(trace: trace, arena: arena).flagEmpty(&flags, trace: trace)
    }
    return flags
  }
}
