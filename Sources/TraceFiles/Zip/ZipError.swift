/// Why an archive could not be made or read.
struct ZipError: Error, Equatable {
  /// What was wrong.
  var message: String
}
