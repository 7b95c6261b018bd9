import Testing

@testable import ImmobilityCore

/// Each kind is looked for when it is asked for, and only then.
@Suite struct ArtefactsTests {
  /// A trace that holds a light step, a bump and a pulse.
  private let trace: Trace = {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 120))
    trace.arenas[0].short.light[30] = .init(shift: 20, isCompensated: true)
    trace.background.pixelCount = 1000
    trace.background.cellCount = 10
    trace.background.cellsChanged[60] = 10
    trace.keyframes[90] = true
    trace.background.changedShort[90] = 300
    return trace
  }()

  private func names(_ cleaning: Cleaning) -> Set<String> {
    var settings = MadeTrace.plain(trace)
    settings.cleaning = cleaning
    let flags = Artefacts(trace: trace, rung: 0, settings: settings).flags(arena: 0)
    return Set(flags.flatMap(\.names))
  }

  @Test func everyKindHasItsSwitch() {
    #expect(names(.all) == ["light_step", "camera_bump", "keyframe_pulse"])
    #expect(names(.light) == ["light_step"])
    #expect(names(.cameraBumps) == ["camera_bump"])
    #expect(names(.keyframePulses) == ["keyframe_pulse"])
    #expect(names([]) == [])
  }

  @Test func flaggedSamplesAreBridgedAndLongStretchesUnscored() throws {
    var settings = MadeTrace.plain(trace)
    settings.minImmobile = 0.5
    let animal = try #require(try trace.score(settings).animals.first)
    #expect(animal.unscored == 0)
    #expect(animal.bouts.map(\.state) == [.immobile])
    #expect(Set(animal.quality.map(\.flag)) == ["light_step", "camera_bump", "keyframe_pulse"])

    var shaken = trace
    for sample in 60..<90 { shaken.background.cellsChanged[sample] = 10 }
    let second = try #require(try shaken.score(settings).animals.first)
    #expect(abs(second.unscored - 1) < 0.1)
  }
}
