import StudyStore

/// A file that looks like a recording, as it was when it was found.
public struct FoundRecording: Sendable, Hashable {
  /// Its absolute path.
  public var path: String
  /// Its size, bytes.
  public var size: Int64
  /// When its content last changed, nanoseconds since 1970 as the file system says.
  public var modifiedNanoseconds: Int64
  /// When anything about it last changed, nanoseconds since 1970 (ctime); 0 unknown.
  public var changedNanoseconds: Int64
  /// Its number in the file system (inode); 0 unknown.
  public var fileNumber: Int64

  /// Makes a description of a file.
  public init(
    path: String, size: Int64, modifiedNanoseconds: Int64, changedNanoseconds: Int64 = 0,
    fileNumber: Int64 = 0
  ) {
    self.path = path
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.changedNanoseconds = changedNanoseconds
    self.fileNumber = fileNumber
  }

  /// A file as the store has it.
  init(path: String, _ stored: StoredRecording) {
    self.init(
      path: path, size: stored.size, modifiedNanoseconds: stored.modifiedNanoseconds,
      changedNanoseconds: stored.changedNanoseconds, fileNumber: stored.fileNumber)
  }

  /// The file in the store's form, under its name in the study.
  public func stored(name: String, sha256: String? = nil) -> StoredRecording {
    StoredRecording(
      path: name, size: size, modifiedNanoseconds: modifiedNanoseconds,
      changedNanoseconds: changedNanoseconds, fileNumber: fileNumber, sha256: sha256)
  }
}

/// What a search came to; everything in order of the paths' bytes.
public struct FoundRecordings: Sendable, Equatable {
  /// A file with the reason why it is told about.
  public struct Remark: Sendable, Hashable {
    /// Its path.
    public var path: String
    /// The reason, in words.
    public var reason: String

    /// Makes a remark about a file.
    public init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// Files that can be read now.
  public var recordings: [FoundRecording] = []
  /// Files that are hidden, partial or still growing: left for the next time.
  public var waiting: [Remark] = []
  /// What could not be looked at, and recordings whose names keep them from being read.
  public var problems: [Remark] = []
  /// Files that look like recordings, but whose extension was not asked for: one remark for each extension.
  public var unlisted: [Remark] = []

  /// Nothing found.
  public init() {}
}
