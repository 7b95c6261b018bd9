/// What keeps samples from being evidence beside missing frames and damage.
struct Artefacts {
  private let trace: Trace
  private let settings: ScoringSettings
  private let pulses: KeyframePulses?
  /// `[sample]`: see `KeyframePulses.crossings(_:)`; what bumps are told apart from.
  private let crossing: [Bool]

  /// Looks in a trace for the artefacts that the settings name, where counts are read at a rung.
  init(trace: Trace, rung: Int, settings: ScoringSettings) {
    self.trace = trace
    self.settings = settings
    // Counts need not be there where pulses are not looked for.
    pulses =
      settings.cleaning.contains(.keyframePulses) ? KeyframePulses(trace: trace, rung: rung) : nil
    crossing = pulses?.crossing ?? KeyframePulses.crossings(trace)
  }

  /// `[sample]`: the flags that the artefacts give the samples of an arena.
  func flags(arena: Int) -> [SampleFlags] {
    var flags = [SampleFlags](repeating: [], count: trace.count)
    let both = settings.measure == .excess
    if settings.cleaning.contains(.light), trace.cleaning.contains(.light) {
      LightChanges.flag(&flags, trace: trace, arena: arena, both: both, bridge: settings.bridge)
    }
    pulses?.flag(&flags, arena: arena)
    if settings.cleaning.contains(.cameraBumps) {
      CameraBumps.flag(&flags, trace: trace, crossing: crossing, both: both)
    }
    if settings.cleaning.contains(.emptyArena) {
      AnimalPresence(trace: trace, arena: arena).flagEmpty(&flags, trace: trace)
    }
    return flags
  }
}
