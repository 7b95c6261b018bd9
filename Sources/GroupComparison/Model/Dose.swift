/// Doses and names as people write them.
enum Dose {
  /// The number that a dose begins with, such as 15 of `15 mg/kg` or 2.5 of `2,5`.
  static func number(_ dose: String) -> Double? {
    let digits = dose.prefix { $0.isNumber || $0 == "." || $0 == "," }
    return Double(String(digits.map { $0 == "," ? "." : $0 }))
  }

  /// What a dose may mean: its number and its unit, mg/kg where none is written; texts without a number by
  /// their letters alone.
  static func meaning(_ dose: String) -> String {
    guard let number = number(dose) else { return letters(dose) }
    let unit = letters(
      String(dose.drop { $0.isNumber || $0 == "." || $0 == "," })
        .replacingUnitSlash)
    return "\(number) \(unit.isEmpty ? "mgkg" : unit)"
  }

  /// A name without regard to case, spaces and punctuation.
  static func letters(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

extension String {
  /// `mg kg-1` as `mg/kg`.
  fileprivate var replacingUnitSlash: String {
    let plain = lowercased().filter { !$0.isWhitespace }
    return plain.hasSuffix("-1") ? String(plain.dropLast(2)) : plain
  }
}
