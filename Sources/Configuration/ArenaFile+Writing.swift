import ImmobilityCore

extension ArenaFile {
  /// The text of an arena file with these arenas, which `read` turns into the same arenas again.
  ///
  /// - Parameters:
  ///   - arenas: arenas that are not the whole picture, all with the same kind of coordinates.
  ///   - comments: lines for people at the top of the file.
  public static func text(of arenas: [Arena], comments: [String] = []) -> String {
    var text = comments.map { "# " + oneLine($0) + "\n" }.joined()
    let coordinates = arenas.first?.coordinates ?? .pixels
    if !text.isEmpty { text += "\n" }
    text += "coordinates = \(quoted(coordinates.rawValue))\n"
    for arena in arenas {
      text += "\n[[arena]]\nname = \(quoted(arena.name))\n"
      if let animal = arena.animalID { text += "animal_id = \(quoted(animal))\n" }
      switch arena.shape {
      case .wholePicture: break
      case .rectangle(let x, let y, let width, let height):
        text += "rectangle = \(list([x, y, width, height]))\n"
      case .ellipse(let x, let y, let radiusX, let radiusY):
        text += "ellipse = \(list([x, y, radiusX, radiusY]))\n"
      case .polygon(let corners):
        text += "polygon = [\(corners.map { list([$0.x, $0.y]) }.joined(separator: ", "))]\n"
      }
    }
    return text
  }

  private static func list(_ numbers: [Double]) -> String {
    "[" + numbers.map(number).joined(separator: ", ") + "]"
  }

  /// The shortest decimal that reads as the same number, without a fraction where there is none.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// A basic string of TOML 1.0: quotes, backslashes and control characters escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<" ", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }
}
