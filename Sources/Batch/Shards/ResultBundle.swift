import AtomicFiles
import FoundationEssentials
import Glibc
import MotionAnalysis
import SpreadsheetText
import StudyStore

/// What a shard has found out about one recording: its trace lies in a file of its own beside this one,
/// or it failed. One JSON file for each recording, which appears whole or not at all.
struct ResultBundle: Codable, Sendable, Equatable {
  static let schema = "stillwater.bundle/2"

  var schema = Self.schema
  /// The recording's name in the study.
  var recording: String
  /// Its size when it was read, bytes.
  var size: Int64
  /// Its time when it was read, nanoseconds since 1970.
  var modifiedNanoseconds: Int64
  /// When anything about it had changed, nanoseconds since 1970.
  var changedNanoseconds: Int64
  /// Its number in the file system.
  var fileNumber: Int64
  /// The hash of how it was read.
  var readingHash: String
  /// SHA-256 of its bytes; `nil` after a failure.
  var sha256: String?
  /// Frames decoded.
  var frames: Int
  /// Why there is no trace.
  var failure: Failure?
  var softwareVersion: String
  var host: String
  var processID: Int32

  struct Failure: Codable, Sendable, Equatable {
    var kind: WorkerFailure.Kind
    var message: String
  }

  /// The file as it was read.
  func file(path: String) -> FoundRecording {
    FoundRecording(
      path: path, size: size, modifiedNanoseconds: modifiedNanoseconds,
      changedNanoseconds: changedNanoseconds, fileNumber: fileNumber)
  }

  /// The name of a recording's bundle.
  static func fileName(of recording: String) throws(AnalysisError) -> String {
    try String(ContentHash.text(recording).prefix(32)) + ".json"
  }

  /// Writes the bundle into a folder.
  func write(into folder: String) throws(BatchError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let name = try Self.fileName(of: recording)
      var file = try AtomicFile(path: AbsolutePath.join(folder, name))
      try file.write(Array(try encoder.encode(self)) + [UInt8(ascii: "\n")])
      try file.commit()
    } catch let error as FileWriteError {
      throw BatchError(kind: .cannotWrite, error.description)
    } catch {
      throw BatchError(kind: .internalError, "a result bundle cannot be made: \(error)")
    }
  }

  /// Reads a bundle; `nil` for what is none that this version knows.
  init?(path: String) {
    guard
      let bytes = try? RegularFile.bytes(
        path: path, expected: "a result bundle", mostBytes: 1 << 20),
      let bundle = try? JSONDecoder().decode(ResultBundle.self, from: Data(bytes)),
      bundle.schema == Self.schema
    else { return nil }
    self = bundle
  }

  init(
    recording: AssignedRecording, plan: ScoringPlan?, sha256: String?, frames: Int,
    failure: Failure?,
    identity: RunIdentity
  ) {
    self.recording = recording.name
    size = recording.file.size
    modifiedNanoseconds = recording.file.modifiedNanoseconds
    changedNanoseconds = recording.file.changedNanoseconds
    fileNumber = recording.file.fileNumber
    readingHash = plan?.readingHash ?? ""
    self.sha256 = sha256
    self.frames = frames
    self.failure = failure
    softwareVersion = identity.softwareVersion
    host = identity.host
    processID = identity.processID
  }
}

/// The bundles in a study's folder of results.
struct BundleFolder {
  /// The folder of results.
  let path: String

  /// A bundle and where it is.
  struct Entry {
    var path: String
    /// The folder that holds it and its trace.
    var folder: String
    var bundle: ResultBundle
  }

  /// All bundles, by their recordings' names, then their paths; and files that are none.
  func entries() -> (entries: [Entry], foreign: [String]) {
    var entries: [Entry] = []
    var foreign: [String] = []
    for shard in Self.names(in: path) {
      let folder = AbsolutePath.join(path, shard)
      for name in Self.names(in: folder) where name.hasSuffix(".json") {
        let file = AbsolutePath.join(folder, name)
        if let bundle = ResultBundle(path: file) {
          entries.append(Entry(path: file, folder: folder, bundle: bundle))
        } else {
          foreign.append(file)
        }
      }
    }
    entries.sort {
      ($0.bundle.recording, $0.path) < ($1.bundle.recording, $1.path)
    }
    return (entries, foreign)
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
