/// Letters for names drawn on pictures: 5 x 7 pixels each, for lower-case letters, digits, `-`, `_`
/// and `.`. Capitals are drawn like small letters, anything else as a box.
enum BitmapFont {
  /// Columns of a letter, pixels.
  static let width = 5
  /// Rows of a letter, pixels.
  static let height = 7
  /// Columns from one letter to the next, pixels.
  static let advance = 6

  /// Whether the letter has ink in a column and row.
  static func isInked(_ character: Character, column: Int, row: Int) -> Bool {
    let bits = rows(of: character)[row]
    return bits >> UInt8(width - 1 - column) & 1 == 1
  }

  /// The rows from top to bottom; the leftmost pixel is bit 4.
  private static func rows(of character: Character) -> [UInt8] {
    if character == " " { return [UInt8](repeating: 0, count: height) }
    let small = character.lowercased()
    guard let index = order.firstIndex(where: { String($0) == small }) else {
      return [31, 17, 17, 17, 17, 17, 31]
    }
    return Array(glyphs[index * height..<(index + 1) * height])
  }

  private static let order = Array("abcdefghijklmnopqrstuvwxyz0123456789-_.")
  private static let glyphs: [UInt8] = [
    0, 0, 14, 1, 15, 17, 15,  // a
    16, 16, 22, 25, 17, 17, 30,  // b
    0, 0, 14, 16, 16, 17, 14,  // c
    1, 1, 13, 19, 17, 17, 15,  // d
    0, 0, 14, 17, 31, 16, 14,  // e
    6, 9, 8, 28, 8, 8, 8,  // f
    0, 15, 17, 17, 15, 1, 14,  // g
    16, 16, 22, 25, 17, 17, 17,  // h
    4, 0, 12, 4, 4, 4, 14,  // i
    2, 0, 6, 2, 2, 18, 12,  // j
    16, 16, 18, 20, 24, 20, 18,  // k
    12, 4, 4, 4, 4, 4, 14,  // l
    0, 0, 26, 21, 21, 17, 17,  // m
    0, 0, 22, 25, 17, 17, 17,  // n
    0, 0, 14, 17, 17, 17, 14,  // o
    0, 0, 30, 17, 30, 16, 16,  // p
    0, 0, 13, 19, 15, 1, 1,  // q
    0, 0, 22, 25, 16, 16, 16,  // r
    0, 0, 14, 16, 14, 1, 30,  // s
    8, 8, 28, 8, 8, 9, 6,  // t
    0, 0, 17, 17, 17, 19, 13,  // u
    0, 0, 17, 17, 17, 10, 4,  // v
    0, 0, 17, 17, 21, 21, 10,  // w
    0, 0, 17, 10, 4, 10, 17,  // x
    0, 0, 17, 17, 15, 1, 14,  // y
    0, 0, 31, 2, 4, 8, 31,  // z
    14, 17, 19, 21, 25, 17, 14,  // 0
    4, 12, 4, 4, 4, 4, 14,  // 1
    14, 17, 1, 2, 4, 8, 31,  // 2
    31, 2, 4, 2, 1, 17, 14,  // 3
    2, 6, 10, 18, 31, 2, 2,  // 4
    31, 16, 30, 1, 1, 17, 14,  // 5
    6, 8, 16, 30, 17, 17, 14,  // 6
    31, 1, 2, 4, 8, 8, 8,  // 7
    14, 17, 17, 14, 17, 17, 14,  // 8
    14, 17, 17, 15, 1, 2, 12,  // 9
    0, 0, 0, 31, 0, 0, 0,  // -
    0, 0, 0, 0, 0, 0, 31,  // _
    0, 0, 0, 0, 0, 12, 12,  // .
  ]
}
