import ArgumentParser
import AtomicFiles
import Batch
import Configuration
import Glibc
import ImmobilityCore
import SpreadsheetText

/// `stillwater manifest`: the rows that a study's table of animals lacks.
struct ManifestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifest",
    abstract: "Adds a row to a study's manifest for each recording and arena that it lacks.",
    discussion: """
      Searches the study's folders and adds a row for each recording and arena that no row is about, with \
      the columns still to be filled in: animal_id, group, dose and so on. What is there stays as it is, to \
      the byte. The file is the one that study.toml names, else manifest.csv in the study's folder.

      Examples:
        stillwater manifest rats-2026
        stillwater manifest --study rats-2026 --dry-run

      Exit codes:
        0   done, also where no row was missing
        64  usage: an option is wrong or contradicts another
        65  a file of the study is not usable
        66  no study, or no recording, was found
        70  internal error
        73  cannot write the manifest
      """)

  @Argument(
    help: ArgumentHelp("The study's folder, in place of --study.", valueName: "dir"),
    completion: .directory)
  var folder: String?

  @OptionGroup
  var studyOptions: StudyOptions

  @Flag(help: "Prints the manifest as it would be on standard output, and writes nothing.")
  var dryRun = false

  func validate() throws {
    if folder != nil, studyOptions.path != "." {
      throw ValidationError("--study: the folder is given twice; leave one of them out")
    }
  }

  func run() throws {
    var options = studyOptions
    if let folder { options.path = folder }
    let context: StudyContext
    do throws(InputFileError) {
      context = try StudyContext(folder: options.folder)
    } catch {
      throw CommandFailure(error)
    }
    let path = context.folder.resolve(
      context.study.file.manifest ?? StudyFolder.manifestFileName)
    let found = context.search([], now: StudyCommand.now.milliseconds * 1_000_000)
    let names = (found.recordings.map(\.path) + found.waiting.map(\.path)).map(context.name(of:))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !names.isEmpty else {
      let folders = context.study.file.folders.joined(separator: ", ")
      throw CommandFailure(
        status: .inputNotFound,
        message: "no recording was found"
          + (folders.isEmpty ? "" : " in \(folders)")
          + "; name the folders with recordings under [recordings] in \(options.folder.studyFile)")
    }
    let places = names.map {
      Manifest.Place(recording: $0, arenas: context.study.arenas(of: $0))
    }
    let bytes: [UInt8]
    let completed: (text: String, added: Int)
    do throws(InputFileError) {
      bytes = try Self.bytes(of: path)
      completed = try Manifest.completed(
        TextFile.text(bytes, path: path), path: path,
        columns: context.study.file.manifestColumns, places: places)
    } catch {
      throw CommandFailure(error)
    }
    for remark in found.unlisted { Console.warning("\(remark.path): \(remark.reason)") }
    if dryRun { return try Console.result(completed.text) }
    guard completed.added > 0 else {
      return Console.line("\(path): has a row for all \(names.count) recordings already")
    }
    do throws(FileWriteError) {
      var file = try AtomicFile(path: path)
      try file.write(
        (bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark : [])
          + Array(completed.text.utf8))
      try file.commit()
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
    Console.line(
      "\(path): \(completed.added) rows added (\(names.count) recordings); fill in animal_id and group"
    )
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The manifest as it is; empty where there is none.
  private static func bytes(of path: String) throws(InputFileError) -> [UInt8] {
    guard access(path, F_OK) == 0 else { return [] }
    let bytes = try TextFile.bytes(path: path, expected: "a table (CSV)")
    let others: [[UInt8]] = [[0x1F, 0x8B], [0xFF, 0xFE], [0xFE, 0xFF]]
    guard !others.contains(where: bytes.starts(with:)) else {
      throw InputFileError(
        path: path,
        message: "is not plain UTF-8 text; save it again as CSV in UTF-8, so that rows can be added"
      )
    }
    return bytes
  }
}
