/// How numbers are written for people.
public enum Rounding {
  /// A number with at most `places` decimals and no trailing zeros; the same in every locale.
  public static func text(_ value: Double, places: Int = 3) -> String {
    var digits = fixed(value, places: places)[...]
    guard digits.contains("."), !digits.contains("e") else { return String(digits) }
    while digits.last == "0" { digits = digits.dropLast() }
    return String(digits.last == "." ? digits.dropLast() : digits)
  }

  /// A number with just `places` decimals, for figures that stand beside each other.
  public static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 9e18 else { return "\(value)" }
    let whole = Int64(scaled.magnitude)
    var digits = String(whole)
    while digits.count <= places { digits = "0" + digits }
    let fraction = digits.suffix(places)
    let integer = digits.dropLast(places)
    let sign = scaled < 0 ? "-" : ""
    return fraction.isEmpty ? "\(sign)\(integer)" : "\(sign)\(integer).\(fraction)"
  }
}
