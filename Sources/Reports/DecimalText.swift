/// Numbers as text: at most six decimals (microseconds), a point whatever the locale, no exponent
/// for any number that a recording can hold, nothing at all for a number that is not finite.
public enum DecimalText {
  /// The value rounded to six decimals, without the noise of binary fractions and without -0.
  static func rounded(_ value: Double) -> Double {
    guard abs(value) < 9e9 else { return value }
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == 0 ? 0 : rounded
  }

  /// The text of a value with up to six decimals; empty if it is missing or not finite.
  public static func text(_ value: Double?) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of a value with exactly `decimals` decimals (0 to 6), for tables that people read.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 9e9 else { return text(value) }
    let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = Int64(clamped: (value * Double(scale)).rounded())
    let whole = String(scaled.magnitude / UInt64(scale))
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + whole }
    let fraction = String(scaled.magnitude % UInt64(scale))
    return sign + whole + "."
      + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
  }

  /// Appends the text of a value with up to six decimals.
  static func append(_ value: Double?, to bytes: inout [UInt8]) {
    guard let value, value.isFinite else { return }
    guard abs(value) < 9e9 else {
      bytes.append(contentsOf: "\(value)".utf8)
      return
    }
    let scaled = Int64(clamped: (value * 1e6).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    append(scaled.magnitude / 1_000_000, to: &bytes)
    var fraction = scaled.magnitude % 1_000_000
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var place: UInt64 = 100_000
    while fraction > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(fraction / place))
      fraction %= place
      place /= 10
    }
  }

  /// Appends the digits of a whole number.
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    if value >= 10 { append(value / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
