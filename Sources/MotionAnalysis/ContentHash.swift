import VideoDecoding

/// SHA-256 of files and texts: what names a recording and the settings of its analysis.
public enum ContentHash {
  /// The SHA-256 of a file's bytes, 64 hexadecimal digits.
  ///
  /// - Throws: `AnalysisError` when the file cannot be read.
  public static func file(_ path: String) throws(AnalysisError) -> String {
    do {
      return try VideoReader.sha256(path: path)
    } catch {
      throw AnalysisError(error)
    }
  }

  /// The SHA-256 of a text's UTF-8 bytes, 64 hexadecimal digits.
  ///
  /// - Throws: `AnalysisError` of kind `internalError` when there is no memory for it.
  public static func text(_ text: String) throws(AnalysisError) -> String {
    do {
      return try VideoReader.sha256(bytes: Array(text.utf8))
    } catch {
      throw AnalysisError(kind: .internalError, path: "", message: "\(error)")
    }
  }
}
