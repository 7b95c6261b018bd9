import Testing

@testable import Calibration

@Suite struct AnimalKeyTests {
  @Test(arguments: [
    ("a/b/Swim 1.MP4", "swim 1"), ("C:\\videos\\Swim 1.avi", "swim 1"), ("swim 1", "swim 1"),
    ("mouse.2", "mouse.2"), ("2020-04-16.wmv", "2020-04-16"), (".mp4", ""), ("33", "33"),
  ])
  func recordings(name: String, key: String) {
    #expect(AnimalKey.recording(name) == key)
  }

  @Test func names() {
    #expect(AnimalKey(Made.bouts("r", [], animal: "M1", arena: "Left")).names == ["m1", "left"])
    #expect(AnimalKey(Made.bouts("r", [])).names.isEmpty)
  }
}
