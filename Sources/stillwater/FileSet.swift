import AtomicFiles
import ImmobilityCore
import SpreadsheetText
import VideoDecoding

/// The files of one result, in one folder: all are written, then all appear, and at last a list of their hashes. Whoever
/// is killed in between leaves the old files or, for a moment, some new ones, which the list then tells.
final class FileSet {
  /// The list's name; `sha256sum --check` reads it.
  static let listName = "SHA256SUMS"

  /// One file.
  final class File {
    fileprivate let name: String
    private var file: AtomicFile

    fileprivate init(path: String, name: String) throws(FileWriteError) {
      self.name = name
      file = try AtomicFile(path: path)
    }

    /// Appends text.
    func write(_ text: String) throws(FileWriteError) { try file.write(text) }

    /// Flushes it; its hash.
    fileprivate func flush() throws -> String {
      try file.flush()
      return try VideoReader.sha256(path: "/proc/self/fd/\(file.descriptor)")
    }

    fileprivate func commit() throws(FileWriteError) { try file.commit() }
  }

  private let folder: String
  private var files: [File] = []

  /// Makes the folder where it is missing, and removes what dead processes have left in it.
  ///
  /// - Parameter landmark: a file that shows that the folder above is there; `nil` where it may be made.
  init(folder: String, landmark: String? = nil) throws(FileWriteError) {
    self.folder = folder
    if let landmark {
      try AtomicFile.makeFolder(folder, beside: landmark)
    } else {
      try AtomicFile.makeFolder(folder)
    }
    AtomicFile.removeAbandoned(in: folder)
  }

  /// Opens a file.
  func open(_ name: String) throws(FileWriteError) -> File {
    let file = try File(path: Self.path(name, in: folder), name: name)
    files.append(file)
    return file
  }

  /// Lets all files appear, and then their list.
  func finish() throws(FileWriteError) {
    var lines: [String] = []
    for file in files {
      do {
        lines.append("\(try file.flush())  \(file.name)\n")
      } catch let error as FileWriteError {
        throw error
      } catch {
        throw FileWriteError(
          path: Self.path(file.name, in: folder),
          message: "cannot be read back (\(error)); look at the disk")
      }
    }
    for file in files { try file.commit() }
    var list = try AtomicFile(path: Self.path(Self.listName, in: folder))
    try list.write(lines.joined())
    try list.commit()
  }

  /// What to know of a file that stands in a list beside it and is not the one that was listed; `nil` for others.
  static func remark(on path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last else { return nil }
    let list = (parts.dropLast() + [listName[...]]).joined(separator: "/")
    guard
      let bytes = try? RegularFile.bytes(
        path: list, expected: "a list of hashes", mostBytes: 1 << 20)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasSuffix("  " + name) }),
      let hash = try? VideoReader.sha256(path: path), !line.hasPrefix(hash)
    else { return nil }
    return
      "\(path): is not the file that was exported with those beside it (see \(list)): it was edited, or an "
      + "export was interrupted; export again if you did not edit it"
  }

  private static func path(_ name: String, in folder: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
