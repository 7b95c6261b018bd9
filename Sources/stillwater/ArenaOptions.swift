import ArgumentParser
import Configuration
import ImmobilityCore

/// The options that say where the animals are.
struct ArenaOptions: ParsableArguments {
  @Option(
    name: .customLong("arena"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      An arena in displayed pixels: 'NAME=rect:X,Y,W,H', 'NAME=ellipse:CX,CY,RX,RY' or \
      'NAME=polygon:X,Y X,Y X,Y...'. May be repeated. Default: the whole picture is one arena \
      named whole.
      """, valueName: "arena"))
  var arguments: [String] = []

  @Option(
    name: .customLong("arenas"),
    help: ArgumentHelp(
      "A TOML file with a table [[arena]] for each arena; --arena adds to it.",
      valueName: "file.toml"), completion: .file(extensions: ["toml"]))
  var file: String?

  func validate() throws {
    do {
      for argument in arguments { _ = try ArenaArgument.parse(argument) }
    } catch {
      throw ValidationError("--arena \(error)")
    }
  }

  /// The arenas of the file and then those of the command line; the whole picture without any.
  func arenas() throws -> [Arena] {
    var arenas: [Arena] = []
    do {
      if let file { arenas += try ArenaFile.read(path: file) }
      arenas += try arguments.map { argument throws(ArenaArgumentError) in
        try ArenaArgument.parse(argument)
      }
      try ArenaArgument.requireUniqueNames(arenas)
    } catch let error as ConfigurationError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(status: .usage, message: "\(error)")
    }
    return arenas.isEmpty ? [.whole] : arenas
  }
}

extension CommandFailure {
  /// The failure of a configuration file.
  init(_ error: ConfigurationError) {
    self.init(
      status: error.kind == .notFound ? .inputNotFound : .inputUnusable, message: "\(error)")
  }
}
