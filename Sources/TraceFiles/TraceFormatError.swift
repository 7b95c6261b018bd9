/// Why a trace does not fit into a file, or a file's content makes no trace; without the file's name,
/// which the caller knows.
struct TraceFormatError: Error, Equatable {
  /// What was wrong.
  var message: String

  init(_ message: String) { self.message = message }
}
