import Testing

@testable import ImmobilityCore

@Suite struct YardstickNotesTests {
  private func yardstick(_ contrast: Double, noise: Double) -> CellMotion.Yardstick {
    .init(contrast: contrast, area: 30, noise: noise, isFromRest: false)
  }

  @Test func noiseThatHidesStrokesIsTold() throws {
    // 2.5 x 2.4 is 0.12 x 50.
    #expect(yardstick(50, noise: 2.4).noiseNote(trial: 60) == nil)
    let note = try #require(yardstick(50, noise: 2.5).noiseNote(trial: 60))
    #expect(note.flag == "too_noisy" && note.start == 0 && note.end == 60)
    #expect(note.detail.contains("(2.5 grey levels in a cell)"))
    #expect(note.detail.contains("contrast (50)"))
    #expect(yardstick(50, noise: 0).noiseNote(trial: 60) == nil)
  }

  @Test func littleContrastIsTold() throws {
    #expect(yardstick(12, noise: 0.1).contrastNote(trial: 60) == nil)
    let note = try #require(yardstick(11.9, noise: 0.1).contrastNote(trial: 60))
    #expect(note.flag == "low_contrast" && note.start == 0 && note.end == 60)
  }
}
