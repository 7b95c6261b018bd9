import ImmobilityCore
import Testing

@testable import MotionAnalysis

/// What an animal is measured by, in an arena of 30 x 30 cells.
@Suite struct CellLooksTests {
  private static let cells = 900

  /// The ground at 150 grey levels with an animal of 6 x 6 cells at a place.
  private func picture(
    _ column: Int, _ row: Int, animal: Float = 40, ground: Float = 150
  ) -> [Float] {
    (0..<Self.cells).map { cell in
      (column..<(column + 6)).contains(cell % 30) && (row..<(row + 6)).contains(cell / 30)
        ? animal : ground
    }
  }

  /// The yardstick after looks two a second.
  private func yardstick(
    looks: Int = 80, noise: Double = 0, gain: [Double] = [], _ picture: (Int) -> [Float]
  ) -> CellMotion.Yardstick? {
    var kept = CellLooks()
    for look in 0..<looks {
      kept.offer(picture(look)[...], sample: look, time: Double(look) / 2)
    }
    return kept.yardstick(noise: noise, gain: gain)
  }

  private func wandering(_ look: Int, animal: Float = 40, ground: Float = 150) -> [Float] {
    picture(look * 7 % 25, look * 11 % 25, animal: animal, ground: ground)
  }

  private func noisy(_ cells: [Float], _ look: Int, most: Float) -> [Float] {
    var state = UInt64(look) &* 0x9E37_79B9_7F4A_7C15 &+ 99
    return cells.map { cell in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return cell + most * (Float(state >> 40) / Float(1 << 23) - 1)
    }
  }

  @Test(arguments: [(40, 150), (200, 90)] as [(Float, Float)])
  func animalThatMovesAboutUncoversWhatIsBehindIt(animal: Float, ground: Float) throws {
    let found = try #require(yardstick { wandering($0, animal: animal, ground: ground) })
    #expect(abs(found.contrast - Double(abs(animal - ground))) < 1)
    #expect(abs(found.area - 36) < 1)
    #expect(!found.isFromRest && found.noise == 0)
  }

  @Test func noiseIsTakenOffTheRange() throws {
    let found = try #require(
      yardstick(noise: 1) { noisy(wandering($0), $0, most: 2) })
    #expect(abs(found.contrast - 110) < 5)
    #expect(abs(found.area - 36) < 2)
    #expect(!found.isFromRest && found.noise == 1)
  }

  @Test(arguments: [(40, 150), (200, 90)] as [(Float, Float)])
  func animalThatStaysStandsOut(animal: Float, ground: Float) throws {
    let found = try #require(
      yardstick(noise: 1) { look in
        noisy(picture(12, 12, animal: animal, ground: ground), look, most: 2)
      })
    #expect(abs(found.contrast - Double(abs(animal - ground))) < 3)
    #expect(found.area == 36)
    #expect(found.isFromRest)
  }

  /// An animal that moves a paw over 24 cells, and otherwise stays.
  @Test func smallMovementsOfOneThatStaysAreNotItsContrast() throws {
    let found = try #require(
      yardstick { look in
        var cells = picture(12, 12)
        if look % 2 == 0 { for cell in 0..<24 { cells[600 + cell] = 120 } }
        return cells
      })
    #expect(found.isFromRest)
    #expect(abs(found.contrast - 110) < 1)
    #expect(found.area == 36)
  }

  /// A floor of which half is dark is no animal.
  @Test func patternOfTheArenaIsNoAnimal() throws {
    let found = try #require(yardstick { _ in (0..<Self.cells).map { $0 < 450 ? 40 : 150 } })
    #expect(found.area == 36, "the usual cover")
    #expect(found.isFromRest)
  }

  @Test func noiseAloneIsNoContrast() throws {
    let ground = [Float](repeating: 150, count: Self.cells)
    let found = try #require(yardstick(noise: 1.2) { noisy(ground, $0, most: 2) })
    #expect(found.contrast == 8, "the least there is")
    #expect(!found.isFromRest)
    #expect((5.4...270).contains(found.area))
  }

  @Test(arguments: [0, 150, 255] as [Float])
  func nothingHasTheLeastOfAll(level: Float) throws {
    let found = try #require(yardstick { _ in [Float](repeating: level, count: Self.cells) })
    #expect(found.contrast == 8 && abs(found.area - 5.4) < 1e-9)
    #expect(!found.isFromRest && found.noise == 0)
  }

  @Test func animalThatFillsItsArenaIsHeldInBounds() throws {
    let found = try #require(
      yardstick { [Float](repeating: $0 % 2 == 0 ? 20 : 220, count: Self.cells) })
    #expect(abs(found.contrast - 200) < 1)
    #expect(found.area <= 270)
  }

  @Test func tooFewLooksOrCellsTellNothing() {
    #expect(yardstick(looks: 0) { wandering($0) } == nil)
    #expect(yardstick(looks: 2) { wandering($0) } == nil)
    #expect(yardstick(looks: 3) { wandering($0) } != nil)
    #expect(yardstick { _ in [] } == nil)
    #expect(yardstick(looks: 3) { _ in [7] } != nil, "one cell")
  }

  /// Light twice as strong from the middle on: the contrast is that of the usual light.
  @Test func looksAreTakenInTheUsualLight() throws {
    let gain = (0..<80).map { $0 < 40 ? 1.0 : 1.5 }
    let found = try #require(
      yardstick(gain: gain) { look in
        wandering(look, animal: 40 * Float(gain[look]), ground: 150 * Float(gain[look]))
      })
    #expect(abs(found.contrast - 110) < 1)
    #expect(abs(found.area - 36) < 1)
  }

  /// A sample is looked at a quarter of a second after the latest look at the earliest.
  @Test func looksAreAQuarterOfASecondApart() {
    var kept = CellLooks()
    for sample in 0..<15 { kept.offer([9], sample: sample, time: Double(sample) / 30) }
    #expect(kept.yardstick(noise: 0, gain: []) == nil, "two looks")
    kept.offer([9], sample: 16, time: 16.0 / 30)
    #expect(kept.yardstick(noise: 0, gain: []) != nil)
  }

  /// Four hours: of the looks every second one is let go again and again, with its sample.
  @Test func longRecordingsAreLookedAtLessOften() throws {
    var kept = CellLooks()
    let samples = 4 * 3_600 * 4
    for sample in 0..<samples {
      let factor: Float = sample < samples / 2 ? 1 : 0.5
      kept.offer(
        wandering(sample / 16, animal: 40 * factor, ground: 150 * factor)[...], sample: sample,
        time: Double(sample) / 4)
    }
    let gain = (0..<samples).map { $0 < samples / 2 ? 1 : 0.5 }
    let found = try #require(kept.yardstick(noise: 0, gain: gain))
    #expect(abs(found.contrast - 110) < 1)
    #expect(abs(found.area - 36) < 1)
  }
}
