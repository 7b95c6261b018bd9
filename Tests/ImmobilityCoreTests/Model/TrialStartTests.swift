import ImmobilityCore
import Testing

@Suite struct TrialStartTests {
  private func settings(
    _ start: TrialStart, _ own: [String: TrialStart] = [:], length: Double? = nil
  ) -> ScoringSettings {
    ScoringSettings(trialStart: start, arenaTrialStarts: own, trialLength: length)
  }

  @Test func anArenasOwnStartWins() {
    let settings = settings(.at(3), ["b": .at(8), "c": .found])
    #expect(settings.trialStart(of: "a") == .at(3))
    #expect(settings.trialStart(of: "b") == .at(8))
    #expect(settings.trialStart(of: "c") == .found)
  }

  @Test func whatIsReadReachesFromTheFirstTrialToTheEndOfTheLast() {
    let own = settings(.at(3), ["b": .at(8)], length: 300).coverage(ofRecordingWith: ["a", "b"])
    #expect(own.start == 3 && own.end == 308)
    // The start of all counts only where an arena has it.
    let both = settings(.at(3), ["a": .at(20), "b": .at(8)], length: 300)
    #expect(both.coverage(ofRecordingWith: ["a", "b"]) == .init(start: 8, end: 320))
    #expect(both.part(ofRecordingWith: ["a", "b"])?.length == 312)
    let open = settings(.at(3), ["b": .at(8)]).coverage(ofRecordingWith: ["a", "b"])
    #expect(open == .init(start: 3, end: .infinity))
  }

  @Test func aStartToBeFoundNeedsTheWholeRecording() {
    let settings = settings(.at(3), ["b": .found], length: 300)
    #expect(settings.part(ofRecordingWith: ["a", "b"]) == nil)
    #expect(settings.coverage(ofRecordingWith: ["a", "b"]) == .init(start: 0, end: .infinity))
    #expect(settings.coverage(ofRecordingWith: ["a"]) == .init(start: 3, end: 303))
  }

  @Test func oneStartForAllIsReadAsItAlwaysWas() {
    for start in [0, 0.1, 1.0 / 3, 12.5, 1e6] {
      let settings = settings(.at(start), length: 360)
      let part = settings.part(ofRecordingWith: ["a", "b"])
      #expect(part?.start == start && part?.length == 360)
      #expect(settings.coverage(ofRecordingWith: ["a", "b"]).end == start + 360)
    }
  }

  @Test func aStartForNoArenaIsAnError() throws {
    let settings = settings(.at(3), ["lefft": .at(8), "right": .at(1)])
    #expect(throws: ScoringError.trialStartOfNoArena("lefft", arenas: ["left", "right"])) {
      try settings.requireTrialStarts(onlyOf: ["left", "right"])
    }
  }

  @Test func startsMoveFromThePlayersClockToTheFirstFrames() {
    var settings = ScoringSettings(trialStart: .at(10))
    settings.arenaTrialStarts = ["left": .at(2), "right": .found]
    let own = settings.inSampleTime(pictureStart: 3)
    #expect(own.trialStart == .at(7))
    #expect(own.arenaTrialStarts == ["left": .at(0), "right": .found])
    #expect(settings.inSampleTime(pictureStart: 0) == settings)
  }
}
