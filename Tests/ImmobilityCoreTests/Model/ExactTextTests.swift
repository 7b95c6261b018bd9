import ImmobilityCore
import Testing

struct ExactTextTests {
  @Test func namesThatLookAlikeAreTwo() {
    let (one, other) = ("M\u{FC}ller.mp4", "Mu\u{308}ller.mp4")
    #expect(one == other && !one.isExactly(other))
    #expect(ExactText(one) != ExactText(other))
    #expect(Set([ExactText(one), ExactText(other), ExactText(one)]).count == 2)
    var numbers: [ExactText: Int] = [:]
    numbers[text: one] = 1
    #expect(numbers[text: one] == 1 && numbers[text: other] == nil)
    // A sign and its twin in another block.
    #expect(ExactText("\u{212B}") != ExactText("\u{C5}"))
  }
}
