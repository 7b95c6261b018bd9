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
  /// Artefacts are seen between frames one lag apart. The last jump lies before the picture that the first
  /// sample without the artefact is compared with. Samples that were not compared (repeated, damaged) do not tell
  /// whether it is over.
  private func spread(_ flags: inout [SampleFlags]) {
    let seen = flags
    for kind in [SampleFlags.keyframePulse, .lightStep, .cameraBump] {
      var sample = 0
      while sample < seen.count {
        guard seen[sample].contains(kind) else {
          sample += 1
          continue
        }
        var next = sample
        while next < seen.count, seen[next].contains(kind) || trace.lag.real[next] == 0 {
          next += 1
        }
        guard next < seen.count else { break }
        let jump = trace.ticks[next] - trace.lag.real[next]
        for end in sample..<seen.count where trace.reach.real[end] > 0 {
          if trace.ticks[end] - trace.reach.real[end] < jump {
            flags[end].insert(kind)
          } else if end >= next {
            break
          }
        }
        sample = next
      }
    }
  }
}
