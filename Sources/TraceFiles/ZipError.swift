import CZip

/// Why an archive could not be made or read.
struct ZipError: Error, Equatable {
  /// What was wrong, with libzip's own words where it has some.
  var message: String

  init(message: String) { self.message = message }

  /// The state of an error of libzip.
  init(_ action: String, _ error: inout zip_error_t) {
    message = "\(action) (\(String(cString: zip_error_strerror(&error))))"
  }

  /// The latest error of an archive.
  init(_ action: String, _ archive: OpaquePointer) {
    message = "\(action) (\(String(cString: zip_strerror(archive))))"
  }
}
