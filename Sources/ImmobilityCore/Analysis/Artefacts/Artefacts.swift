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
    if settings.cleaning.contains(.light), trace.cleaning.contains(.light) {
      LightChanges.flag(&flags, trace: trace, arena: arena, bridge: settings.bridge)
    }
    pulses?.flag(&flags, arena: arena)
    if settings.cleaning.contains(.cameraBumps) {
      CameraBumps.flag(&flags, trace: trace, crossing: crossing)
    }
    if settings.measure.isOfCells { spread(&flags) }
    if settings.cleaning.contains(.emptyArena) {
      AnimalPresence(trace: trace, arena: arena).flagEmpty(&flags, trace: trace)
    }
    return flags
  }

  /// Flags the windows of cells that hold an artefact: those that reach back beyond its last jump.
  ///
  /// Artefacts are seen between frames one lag apart. The last jump lies at or before the last sample with the
  /// artefact, and before the picture that the next one without it is compared with. Samples that end no
  /// window, repeated ones for example, tell nothing about it and are passed over.
  private func spread(_ flags: inout [SampleFlags]) {
    for kind in [SampleFlags.keyframePulse, .lightStep, .cameraBump] {
      var jump = Int64.min
      var isOver = true
      for sample in flags.indices {
        let tick = trace.ticks[sample]
        // What is flagged here is not looked at again: another jump may follow within the window.
        if flags[sample].contains(kind) {
          jump = tick
          isOver = false
          continue
        }
        if !isOver, trace.lag.real[sample] > 0 {
          jump = min(jump, tick - trace.lag.real[sample])
          isOver = true
        }
        let reach = trace.reach.real[sample]
        if reach > 0, tick - reach < jump { flags[sample].insert(kind) }
      }
    }
  }
}
