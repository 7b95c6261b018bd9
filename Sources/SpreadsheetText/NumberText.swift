/// Numbers and times as tables hold them.
public enum NumberText {
  /// No recording is longer than this, seconds (about 11 days).
  public static let longest = 1e6

  /// A decimal number; `nil` for anything else, also for NaN, infinity and hexadecimal.
  ///
  /// A comma is the decimal point where `decimalComma` is set. A number with both is refused: which
  /// of them groups the thousands is not known.
  public static func number(_ text: String, decimalComma: Bool) -> Double? {
    var digits = text.trimmed
    if decimalComma, digits.contains(",") {
      guard !digits.contains("."), digits.count(where: { $0 == "," }) == 1 else { return nil }
      digits = String(digits.map { $0 == "," ? "." : $0 })
    }
    let allowed = digits.allSatisfy { "0123456789+-.eE".contains($0) }
    guard allowed, digits.contains(where: \.isNumber), let value = Double(digits), value.isFinite
    else { return nil }
    return value
  }

  /// Seconds from `12.5`, `mm:ss` or `h:mm:ss`, each with decimals in its last part; `nil` for
  /// anything else. The number may be negative; whether it may be, the caller knows.
  public static func seconds(_ text: String, decimalComma: Bool) -> Double? {
    let parts = text.trimmed.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return number(text, decimalComma: decimalComma) }
    guard parts.count <= 3, let last = parts.last,
      let seconds = number(String(last), decimalComma: decimalComma), seconds >= 0, seconds < 60
    else { return nil }
    var total = 0.0
    for (index, part) in parts.dropLast().enumerated() {
      guard !part.isEmpty, part.allSatisfy({ "0123456789".contains($0) }), let value = Double(part),
        index == 0 || value < 60
      else { return nil }
      total = total * 60 + value
    }
    return total * 60 + seconds
  }
}
