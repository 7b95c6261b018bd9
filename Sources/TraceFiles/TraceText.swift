import FoundationEssentials

/// The texts of a trace file.
enum TraceText {
  /// What a file says of its own arrays, for people and Python: the array `description`, which is not
  /// read back.
  private struct Description: Encodable {
    struct Part: Encodable {
      var axes: [String]
      var meaning: String
    }

    var arrays: [String: Part]
    var python: [String: String]
  }

  /// What the arrays of a file with these pixel thresholds are, and how Python reads them.
  static func description(pixelThresholds: [UInt8]) throws(TraceFormatError) -> String {
    let parts = TraceArray.allCases.flatMap { array in
      array.names(pixelThresholds: pixelThresholds).map {
        ($0, Description.Part(axes: array.axes, meaning: array.meaning))
      }
    }
    return try json(
      Description(arrays: Dictionary(uniqueKeysWithValues: parts), python: TraceArray.python))
  }

  /// A value as JSON with sorted keys in snake case.
  static func json(_ value: some Encodable) throws(TraceFormatError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw TraceFormatError("its metadata cannot be written as JSON")
    }
  }
}
