import Testing

@testable import ImmobilityCore

/// Each kind is looked for when it is asked for, and only then.
@Suite struct ArtefactsTests {
  /// A trace that holds a light step, a bump and a pulse.
  private let trace: Trace = {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 120))
    trace.arenas[0].changes.light[30] = .init(shift: 20, isCompensated: true)
    trace.background.pixelCount = 1000
    trace.background.cellCount = 10
    trace.background.cellsChanged[60] = 10
    trace.keyframes[90] = true
    trace.background.changed[90] = 300
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

  /// The samples that one kind takes, of 120 whose windows reach back over 9.
  private func flagged(
    _ flag: SampleFlags, measure: MotionMeasure = .strokes, _ change: (inout Trace) -> Void
  ) throws -> [Int] {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 120), reach: 9)
    trace.background.pixelCount = 1000
    trace.background.cellCount = 10
    change(&trace)
    var settings = MadeTrace.plain(trace)
    settings.measure = measure
    let flags = Artefacts(trace: trace, rung: 0, settings: settings).flags(arena: 0)
    return flags.indices.filter { flags[$0].contains(flag) }
  }

  /// The picture moves between 59 and 60: samples compared over two see it at 60 and 61, windows that begin
  /// before 60 up to 68.
  @Test func windowsOfCellsHoldAnArtefactForLonger() throws {
    let bump = { (trace: inout Trace) in
      for sample in 60...61 { trace.background.cellsChanged[sample] = 10 }
    }
    #expect(try flagged(.cameraBump, bump) == Array(60...68))
    #expect(try flagged(.cameraBump, measure: .movement, bump) == Array(60...68))
    #expect(try flagged(.cameraBump, measure: .changed, bump) == [60, 61])
  }

  @Test func stepsAndPulsesStayInWindowsToo() throws {
    let step = try flagged(.lightStep) { trace in
      for sample in 60...61 {
        trace.arenas[0].changes.light[sample] = .init(shift: 3, isCompensated: false)
      }
    }
    #expect(step == Array(60...68))
    let pulse = try flagged(.keyframePulse) { trace in
      trace.keyframes[60] = true
      for sample in 60...61 { trace.background.changed[sample] = 300 }
    }
    #expect(pulse == Array(60...68))
  }

  /// The windows of the second of two jumps are flagged as long as those of the first.
  @Test func artefactsThatFollowEachOtherAreBothSpread() throws {
    let bumps = try flagged(.cameraBump) { trace in
      for sample in [60, 61, 65, 66] { trace.background.cellsChanged[sample] = 10 }
    }
    #expect(bumps == Array(60...73))
  }

  /// A recorder that shows each frame twice: the repeated ones end no window and hide none behind them.
  @Test func repeatedFramesDoNotEndTheSpread() throws {
    let bump = try flagged(.cameraBump) { trace in
      for sample in [60, 62] { trace.background.cellsChanged[sample] = 10 }
      for sample in stride(from: 1, to: 120, by: 2) {
        trace.readingFlags[sample] = .duplicatedFrame
        trace.lag.real[sample] = 0
        trace.reach.real[sample] = 0
      }
      for sample in stride(from: 2, to: 120, by: 2) {
        trace.lag.real[sample] = 4
        trace.reach.real[sample] = sample < 10 ? 0 : 10
      }
    }
    // Windows that begin before 60 end before 70.
    #expect(bump.filter { $0 % 2 == 0 } == [60, 62, 64, 66, 68])
  }

  @Test func spreadStopsAtBothEndsOfTheTrace() throws {
    #expect(try flagged(.cameraBump) { $0.background.cellsChanged[119] = 10 } == [119])
    #expect(try flagged(.cameraBump) { $0.background.cellsChanged[115] = 10 } == Array(115...119))
    let all = try flagged(.cameraBump) { trace in
      for sample in 0..<120 { trace.background.cellsChanged[sample] = 10 }
    }
    #expect(all == Array(0..<120))
  }
}
