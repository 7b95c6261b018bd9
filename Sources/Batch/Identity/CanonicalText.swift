import ImmobilityCore

/// Values as lines of text that are the same wherever and whenever they are written, for hashing. Every
/// number is written with the fewest digits that read as the very same number.
struct CanonicalText {
  private(set) var text = ""

  /// Adds a line of a name and its values.
  mutating func add(_ name: String, _ values: String...) {
    text += ([name] + values).joined(separator: " ") + "\n"
  }

  /// A number, or `none`.
  static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "none" }

  /// A text in quotation marks; marks, backslashes and line ends in it are escaped.
  static func quoted(_ text: String?) -> String {
    guard let text else { return "none" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A region, with what its numbers count.
  static func shape(of arena: Arena) -> String {
    let numbers: (String, [Double]) =
      switch arena.shape {
      case .wholePicture: ("whole", [])
      case .rectangle(let x, let y, let width, let height): ("rectangle", [x, y, width, height])
      case .ellipse(let x, let y, let radiusX, let radiusY): ("ellipse", [x, y, radiusX, radiusY])
      case .polygon(let corners): ("polygon", corners.flatMap { [$0.x, $0.y] })
      }
    return ([arena.coordinates.rawValue, numbers.0] + numbers.1.map { "\($0)" })
      .joined(separator: " ")
  }
}
