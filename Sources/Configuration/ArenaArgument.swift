import ImmobilityCore

/// Why an `--arena` argument is not an arena.
public struct ArenaArgumentError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The argument.
  public var argument: String
  /// What was wrong and what to do.
  public var message: String

  /// `'left=rect:1,2': message`.
  public var description: String { "'\(argument)': \(message)" }
}

/// Reads an arena from one command-line argument: `NAME=rect:X,Y,W,H`, `NAME=ellipse:CX,CY,RX,RY`
/// or `NAME=polygon:X,Y X,Y X,Y...`, all in displayed pixels.
public enum ArenaArgument {
  /// The arena that an argument describes. The name ends at the last `=`.
  ///
  /// - Throws: when the argument has another form.
  public static func parse(_ argument: String) throws(ArenaArgumentError) -> Arena {
    do {
      return try arena(argument)
    } catch {
      throw ArenaArgumentError(argument: argument, message: error.message)
    }
  }

  /// Throws when two arenas share a name.
  public static func requireUniqueNames(_ arenas: [Arena]) throws(ArenaArgumentError) {
    do {
      try ArenaShape.requireUniqueNames(arenas)
    } catch {
      throw ArenaArgumentError(argument: "--arena", message: error.message)
    }
  }

  private static func arena(_ argument: String) throws(ArenaShape.Problem) -> Arena {
    let form = "write NAME=rect:X,Y,W,H, NAME=ellipse:CX,CY,RX,RY or NAME=polygon:X,Y X,Y X,Y"
    guard let equals = argument.lastIndex(of: "=") else {
      throw ArenaShape.Problem(message: "has no '='; \(form)")
    }
    let description = argument[argument.index(after: equals)...]
    guard let colon = description.firstIndex(of: ":") else {
      throw ArenaShape.Problem(message: "has no ':' after the shape; \(form)")
    }
    let name = try ArenaShape.name(String(argument[..<equals]))
    let coordinates = String(description[description.index(after: colon)...]).trimmingBlanks
    switch String(description[..<colon]).trimmingBlanks {
    case "rect", "rectangle":
      return Arena(name: name, shape: try ArenaShape.rectangle(numbers(coordinates)))
    case "ellipse": return Arena(name: name, shape: try ArenaShape.ellipse(numbers(coordinates)))
    case "polygon":
      var corners: [[Double]] = []
      for corner in coordinates.split(separator: " ") {
        corners.append(try numbers(String(corner)))
      }
      return Arena(name: name, shape: try ArenaShape.polygon(corners))
    case let shape:
      throw ArenaShape.Problem(message: "'\(shape)' is not a shape; \(form)")
    }
  }

  private static func numbers(_ text: String) throws(ArenaShape.Problem) -> [Double] {
    var numbers: [Double] = []
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(String(field).trimmingBlanks) else {
        throw ArenaShape.Problem(
          message: "'\(field)' is not a number; separate numbers by commas, decimals by a point")
      }
      numbers.append(number)
    }
    return numbers
  }
}
