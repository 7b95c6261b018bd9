import Testing

@testable import ImmobilityCore

/// What is far outside of the recordings that a profile was fitted on.
@Suite struct FittedRangesTests {
  private let trace = MadeTrace.constant(changed: [Int](repeating: 5, count: 90))

  @Test func aRecordingOfTheFitIsLikeIt() {
    let ranges = FittedRanges([(trace, 0)])
    #expect(ranges.frameRate == 30...30)
    #expect(ranges.arenaPixels == 1000...1000)
    #expect(ranges.noise == 0.5...0.5)
    #expect(ranges.notes(trace, arena: 0, trial: 3).isEmpty)
    #expect(FittedRanges().notes(trace, arena: 0, trial: 3).isEmpty)
  }

  @Test func whatIsFarOutsideIsTold() throws {
    var ranges = FittedRanges([(trace, 0)])
    ranges.noise = 2...3
    ranges.arenaPixels = 9000...20_000
    ranges.frameRate = 25...32
    let notes = ranges.notes(trace, arena: 0, trial: 3)
    #expect(notes.map(\.flag) == ["unlike_calibration", "unlike_calibration"])
    #expect(notes[0].detail.hasPrefix("the profile was fitted on an arena of 9000-20000 pixels"))
    #expect(notes[1].detail.contains("noise of 2-3 grey levels and this recording has 0.5"))
    var settings = MadeTrace.plain(trace)
    settings.fittedOn = ranges
    let score = try trace.score(settings).animals[0]
    #expect(score.quality.filter { $0.flag == FittedRanges.flag }.count == 2)
  }
}
