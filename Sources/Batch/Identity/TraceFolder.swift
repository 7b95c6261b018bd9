import AtomicFiles
import Glibc
import ImmobilityCore
import TraceFiles

/// A folder of trace files, each named by the content of its recording and by how it was read.
public struct TraceFolder: Sendable {
  /// The folder.
  public let path: String

  /// Names a folder; it need not exist yet.
  public init(path: String) { self.path = path }

  /// A trace's file.
  public struct Entry: Sendable, Hashable {
    /// Its name in the folder.
    public let name: String
    /// Its size, bytes.
    public let size: Int64
  }

  /// How many hexadecimal digits of each hash are in a name.
  static let digits = 16

  /// The name of a trace's file.
  static func name(contentHash: String, readingHash: String) -> String {
    "\(contentHash.prefix(digits))-\(readingHash.prefix(digits)).npz"
  }

  /// The file of a trace.
  public func file(contentHash: String, readingHash: String) -> String {
    AbsolutePath.join(path, Self.name(contentHash: contentHash, readingHash: readingHash))
  }

  /// Whether there is a file for a trace; whether it is whole tells reading it.
  public func has(contentHash: String, readingHash: String) -> Bool {
    access(file(contentHash: contentHash, readingHash: readingHash), R_OK) == 0
  }

  /// Reads a trace; `nil` when it is missing, damaged, of another version or of another recording, so
  /// that it has to be made again.
  ///
  /// - Parameter settings: the only ones that it will be scored with; `nil` to read everything.
  public func read(
    contentHash: String, readingHash: String, for settings: ScoringSettings? = nil
  ) -> TracedRecording? {
    let path = file(contentHash: contentHash, readingHash: readingHash)
    guard let recording = try? TraceFile(path: path, for: settings).recording,
      recording.info.sha256 == contentHash
    else { return nil }
    return recording
  }

  /// The files that are named as traces are, in order of names; nothing else that lies there.
  func entries() -> [Entry] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      var status = stat()
      guard Self.isTraceName(name), lstat(AbsolutePath.join(path, name), &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { continue }
      entries.append(Entry(name: name, size: Int64(status.st_size)))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Removes a file; why it could not be, in words.
  func remove(_ entry: Entry) -> String? {
    guard unlink(AbsolutePath.join(path, entry.name)) != 0, errno != ENOENT else { return nil }
    return "cannot be removed (\(String(cString: strerror(errno))))"
  }

  private static func isTraceName(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix(".npz") else { return false }
    return [parts[0], parts[1].dropLast(4)].allSatisfy { part in
      part.utf8.count == digits
        && part.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
