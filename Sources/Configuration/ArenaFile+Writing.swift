import ImmobilityCore

extension ArenaFile {
  /// The text of an arena file with these arenas, which `read` turns into the same arenas again.
  ///
  /// - Parameters:
  ///   - arenas: arenas that are not the whole picture, all with the same kind of coordinates.
  ///   - comments: lines for people at the top of the file.
  public static func text(of arenas: [Arena], comments: [String] = []) -> String {
    var text = comments.map { "# " + TOMLText.oneLine($0) + "\n" }.joined()
    let coordinates = arenas.first?.coordinates ?? .pixels
    if !text.isEmpty { text += "\n" }
    text += "coordinates = \(TOMLText.quoted(coordinates.rawValue))\n"
    for arena in arenas {
      text += "\n[[arena]]\nname = \(TOMLText.quoted(arena.name))\n"
      if let animal = arena.animalID { text += "animal_id = \(TOMLText.quoted(animal))\n" }
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
    "[" + numbers.map(TOMLText.number).joined(separator: ", ") + "]"
  }
}
