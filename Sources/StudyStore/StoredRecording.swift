/// A file of a recording as it was when it was looked at.
public struct StoredRecording: Sendable, Hashable {
  /// The path that names the recording in the study: relative to the study's folder, with `/`, where
  /// the file lies in it, else absolute.
  public var path: String
  /// Its size, bytes.
  public var size: Int64
  /// When its content last changed, nanoseconds since 1970 as the file system says.
  public var modifiedNanoseconds: Int64
  /// When anything about it last changed, nanoseconds since 1970 as the file system says (ctime); 0 unknown.
  public var changedNanoseconds: Int64
  /// Its number in the file system (inode); 0 unknown.
  public var fileNumber: Int64
  /// SHA-256 of its bytes, 64 hexadecimal digits; `nil` while it was not read to its end.
  public var sha256: String?

  /// Makes a description of a file.
  public init(
    path: String, size: Int64, modifiedNanoseconds: Int64, changedNanoseconds: Int64 = 0,
    fileNumber: Int64 = 0, sha256: String? = nil
  ) {
    self.changedNanoseconds = changedNanoseconds
    self.fileNumber = fileNumber
    self.path = path
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.sha256 = sha256
  }

  /// Whether both are one file that nobody touched in between: then the stored hash may be trusted. Size and time of
  /// modification alone would not tell a file that was put into the place of another.
  public func looksLike(_ other: StoredRecording) -> Bool {
    size == other.size && modifiedNanoseconds == other.modifiedNanoseconds
      && changedNanoseconds == other.changedNanoseconds && fileNumber == other.fileNumber
  }
}
