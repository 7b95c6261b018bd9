import Testing

@testable import Calibration

@Suite struct AnimalKeyTests {
  @Test(arguments: [
    ("a/b/Swim 1.MP4", ["a", "b", "swim 1"]),
    ("C:\\videos\\Swim 1.avi", ["c:", "videos", "swim 1"]),
    ("swim 1", ["swim 1"]), ("./mouse.2", ["mouse.2"]), ("2020-04-16.wmv", ["2020-04-16"]),
    ("33", ["33"]), ("", []),
  ])
  func recordings(name: String, path: [String]) {
    #expect(AnimalKey.path(name) == path)
  }

  @Test func names() {
    let key = AnimalKey(Made.bouts("r", [], animal: "M1", arena: "Left"))
    #expect(key.animal == "m1" && key.arena == "left")
    #expect(AnimalKey(Made.bouts("r", [])).isNameless)
  }
}
