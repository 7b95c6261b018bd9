import Testing

@testable import Calibration

@Suite struct AnimalKeyTests {
  @Test func names() {
    let key = AnimalKey(Made.bouts("r", [], animal: "M1", arena: "Left"))
    #expect(key.animal == "m1" && key.arena == "left")
    #expect(AnimalKey(Made.bouts("r", [])).isNameless)
  }
}
