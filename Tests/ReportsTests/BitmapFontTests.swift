import Testing

@testable import Reports

@Suite struct BitmapFontTests {
  private func ink(_ character: Character) -> [Bool] {
    (0..<BitmapFont.height).flatMap { row in
      (0..<BitmapFont.width).map { BitmapFont.isInked(character, column: $0, row: row) }
    }
  }

  @Test func everyLetterOfANameLooksDifferent() {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    let drawn = letters.map(ink)
    #expect(drawn.allSatisfy { $0.contains(true) })
    #expect(Set(drawn).count == letters.count)
    #expect(!Set(drawn).contains(ink("鼠")))
  }

  @Test func capitalsLookLikeSmallLettersAndBlanksLikeNothing() {
    #expect(ink("A") == ink("a"))
    #expect(!ink(" ").contains(true))
  }
}
