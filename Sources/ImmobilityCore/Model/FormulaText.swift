/// Texts that spreadsheets take for formulas.
public enum FormulaText {
  /// What a formula begins with, in Western and in wide characters; tabs and line ends lead to one.
  private static let starts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
  private static let mark: Unicode.Scalar = "'"

  /// Whether a text begins as a formula does, also behind apostrophes. A plain number is none.
  public static func isFormula(_ text: String) -> Bool {
    let bare = text.unicodeScalars.drop { $0 == mark }
    guard let first = bare.first, starts.contains(first) else { return false }
    return bare.startIndex != text.unicodeScalars.startIndex || !isNumber(text)
  }

  /// The text with an apostrophe in front.
  public static func guarded(_ text: String) -> String { "'" + text }

  /// The text as it was before `guarded`; others stay as they are.
  public static func unguarded(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"), isFormula(text) else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  private static func isNumber(_ text: String) -> Bool {
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "-"): if index > 0 { return false }
      case UInt8(ascii: "."): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      default: return false
      }
    }
    return digits > 0
  }
}
