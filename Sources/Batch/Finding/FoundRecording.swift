/// A file that looks like a recording, as it was when it was found.
public struct FoundRecording: Sendable, Hashable {
  /// Its absolute path.
  public var path: String
  /// Its size, bytes.
  public var size: Int64
  /// When its content last changed, nanoseconds since 1970 as the file system says.
  public var modifiedNanoseconds: Int64

  /// Makes a description of a file.
  public init(path: String, size: Int64, modifiedNanoseconds: Int64) {
    self.path = path
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
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
