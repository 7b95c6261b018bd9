import ArgumentParser
import AtomicFiles
import Batch
import Configuration
import Glibc
import ImmobilityCore
import StudyStore

/// `stillwater init`: makes a study.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a study: a folder with commented settings, an example manifest and the store.",
    discussion: """
      Writes study.toml (every setting with its meaning), manifest.csv (the header of a table of animals; \
      'stillwater manifest' adds the rows) and store.sqlite. A manifest.csv that is there already stays and \
      counts; a study.toml or a store is never written over.

      Examples:
        stillwater init study
        stillwater init --protocol fst-rat-test --recordings videos rats-2026

      \(ExitStatus.help)
      """)

  @Argument(
    help: ArgumentHelp("The study's folder; made if it is missing.", valueName: "dir"),
    completion: .directory)
  var folder: String

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("The test. It can be set in study.toml later.", valueName: "name"))
  var testProtocol: TestProtocol?

  @Option(
    name: .customLong("recordings"), parsing: .singleValue,
    help: ArgumentHelp(
      "A folder with recordings, as seen from the current folder; it must be there. May be repeated.",
      valueName: "dir"), completion: .directory)
  var recordings: [String] = []

  @Option(help: ArgumentHelp("The study's name. Default: the folder's.", valueName: "name"))
  var name: String?

  func run() throws {
    let folder = StudyFolder(folder)
    let manifest = folder.resolve("manifest.csv")
    let folders = try recordings.map { try Self.folder($0, seenFrom: folder) }
    let hasManifest = access(manifest, F_OK) == 0
    for path in [folder.studyFile, folder.store] where access(path, F_OK) == 0 {
      throw CommandFailure(
        status: .cannotWrite,
        message: "\(path): is there already; choose another folder, or go on with this study")
    }
    let template = StudyFile.template(
      name: name ?? Self.name(of: folder), protocol: testProtocol, folders: folders)
    do {
      try AtomicFile.makeFolder(folder.path)
      if !hasManifest { try write(Manifest.header, to: manifest) }
      _ = try StudyStore(path: folder.store, access: .create)
      // Last: a folder is a study once it has this file.
      try write(template, to: folder.studyFile)
    } catch let error as StudyStoreError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
    Console.line("made the study \(folder.path); its settings are in \(folder.studyFile)")
    if hasManifest {
      Console.line("\(manifest) is there already and counts as this study's manifest")
      do throws(InputFileError) {
        let read = try Manifest.read(path: manifest)
        for problem in read.problems { Console.warning("\(problem)") }
      } catch {
        Console.warning("\(error)")
      }
    } else {
      Console.line(
        "write a row for each recording and arena into it: stillwater manifest \(folder.path)")
    }
    if testProtocol == nil {
      Console.line("no protocol chosen yet: set one in \(folder.studyFile)")
    }
    if recordings.isEmpty {
      Console.line("no folder of recordings named yet: set folders in \(folder.studyFile)")
    }
  }

  /// A folder of recordings as the study's folder sees it.
  private static func folder(
    _ path: String, seenFrom study: StudyFolder
  ) throws(CommandFailure) -> String {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw CommandFailure(
        status: .inputNotFound,
        message:
          "--recordings \(path): there is no such folder (from \(AbsolutePath.of("."))); check its name"
      )
    }
    let (full, home) = (AbsolutePath.of(path), AbsolutePath.of(study.path))
    return full == home ? "." : AbsolutePath.relative(full, to: home)
  }

  private func write(_ text: String, to path: String) throws(FileWriteError) {
    var file = try AtomicFile(path: path)
    try file.write(text)
    try file.commit()
  }

  /// The last part of the folder's path, also where it is given as `.`.
  private static func name(of folder: StudyFolder) -> String {
    var path = folder.path
    if let resolved = realpath(path, nil) {
      path = String(cString: resolved)
      free(resolved)
    } else if let parts = path.split(separator: "/").last {
      path = String(parts)
    }
    let name = path.split(separator: "/").last.map(String.init) ?? "study"
    return [".", "..", ""].contains(name) ? "study" : name
  }
}
