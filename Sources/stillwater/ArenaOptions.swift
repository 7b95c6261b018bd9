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
    name: .customLong("arenas"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      A TOML file with a table [[arena]] for each arena, such as 'stillwater arenas' writes. May be \
      repeated; --arena adds to it.
      """,
      valueName: "file.toml"), completion: .file(extensions: ["toml"]))
  var files: [String] = []

  func validate() throws {
    do {
      for argument in arguments { _ = try ArenaArgument.parse(argument) }
    } catch {
      throw ValidationError("--arena \(error)")
    }
  }

  /// Whether any arena was given.
  var areGiven: Bool { !arguments.isEmpty || !files.isEmpty }

  /// The arenas of the files and then those of the command line; the whole picture without any.
  func arenas() throws -> [Arena] {
    var arenas: [Arena] = []
    do {
      for file in files { arenas += try ArenaFile.read(path: file) }
      arenas += try arguments.map { argument throws(ArenaArgumentError) in
        try ArenaArgument.parse(argument)
      }
      try ArenaArgument.requireUniqueNames(arenas)
    } catch let error as InputFileError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(status: .usage, message: "\(error)")
    }
    return arenas.isEmpty ? [.whole] : arenas
  }

  /// What the user should know about arenas: two with one shape give one animal's numbers to two, and
  /// animals that the file names are those of one recording.
  static func remarks(on arenas: [Arena], recordings: Int) -> [String] {
    let named = arenas.compactMap(\.animalID)
    let shared =
      named.isEmpty || recordings < 2
      ? []
      : [
        "warning: the arena file names animals (\(named.joined(separator: ", "))), and each of the "
          + "\(recordings) recordings gets the same; take animal_id out of it, or score each recording alone"
      ]
    return shared
      + arenas.indices.compactMap { index in
        let arena = arenas[index]
        guard
          let twin = arenas[..<index].first(where: {
            $0.shape == arena.shape && $0.coordinates == arena.coordinates
          })
        else {
          return nil
        }
        return
          "warning: the arenas '\(twin.name)' and '\(arena.name)' are the same region and will "
          + "have the same scores; check their coordinates"
      }
  }
}

extension CommandFailure {
  /// The failure of a configuration file.
  init(_ error: InputFileError) {
    self.init(
      status: error.kind == .notFound ? .inputNotFound : .inputUnusable, message: "\(error)")
  }
}
