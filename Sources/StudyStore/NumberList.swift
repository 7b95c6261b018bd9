/// Numbers as a JSON array in one column, which SQLite's own functions read too. Each is written with
/// the fewest digits that read as the very same number.
enum NumberList {
  /// The text of numbers, all of them finite.
  static func text(_ numbers: [Double]) -> String {
    var text = "["
    for (index, number) in numbers.enumerated() {
      if index > 0 { text += "," }
      // -0 is no whole number here: its sign would be lost.
      let isNegativeZero = number == 0 && number.sign == .minus
      if !isNegativeZero, let whole = Int32(exactly: number) {
        text += String(whole)
      } else {
        text += "\(number)"
      }
    }
    return text + "]"
  }

  /// The numbers of a text; `nil` where it is not one that `text` writes.
  static func numbers(_ text: String) -> [Double]? {
    guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") else {
      return nil
    }
    let inner = text.dropFirst().dropLast()
    if inner.isEmpty { return [] }
    var numbers: [Double] = []
    for part in inner.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard let number = Double(Substring(part)) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
