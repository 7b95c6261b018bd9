/// The arrays of an open trace file, each checked for its type and shape as it is taken.
struct TraceArrays: ~Copyable {
  private let archive: ZipReader

  /// More bytes than the header of an array has.
  private static let mostHeader = 4096
  /// The longest metadata, bytes.
  private static let mostMetadata = 1 << 24

  init(_ bytes: [UInt8]) throws(TraceFormatError) {
    do {
      archive = try ZipReader(bytes, commentLength: TraceChecksum.length)
    } catch {
      throw TraceFormatError(error.message)
    }
  }

  /// The text of `metadata` as UTF-8.
  func metadata() throws(TraceFormatError) -> [UInt8] {
    let array = try read(TraceArray.metadata.rawValue, mostBytes: Self.mostMetadata)
    guard array.descr.hasPrefix("|S"), array.shape.isEmpty else {
      throw TraceFormatError("its metadata is no text")
    }
    return Array(array.bytes)
  }

  /// Whole numbers; a length of `nil` may be anything up to `most`.
  func integers<Value: FixedWidthInteger>(
    _ name: TraceArray, _ shape: [Int?], upTo most: Int = 0, as type: Value.Type = Value.self
  ) throws(TraceFormatError) -> [Value] {
    let size = MemoryLayout<Value>.size
    return try take(
      name.rawValue, NPYArray.descr(of: Value.self), shape, upTo: most, size: size
    ).integers()
  }

  /// Numbers in double precision.
  func doubles(_ name: TraceArray, _ shape: [Int?]) throws(TraceFormatError) -> [Double] {
    try take(name.rawValue, NPYArray.descrOfDouble, shape, size: 8).doubles
  }

  /// Truth values; a length of `nil` may be anything up to `most`.
  func bools(
    _ name: TraceArray, _ shape: [Int?], upTo most: Int = 0
  ) throws(TraceFormatError) -> [Bool] {
    try take(name.rawValue, NPYArray.descrOfBool, shape, upTo: most, size: 1).bools
  }

  /// The byte planes of an array, or of that of a pixel threshold, at most so many of them; `shape` is that
  /// without the planes.
  func planes(
    _ array: TraceArray, at pixelThreshold: UInt8? = nil, _ shape: [Int],
    most: Int = NPYArray.mostPlanes
  ) throws(TraceFormatError) -> NPYArray {
    let name = array.name(at: pixelThreshold)
    let planes = try take(
      name, NPYArray.descr(of: UInt8.self), [nil] + shape, upTo: most, size: 1)
    guard let count = planes.shape.first, (1...most).contains(count) else {
      throw TraceFormatError("array \(name) holds larger numbers than there can be")
    }
    return planes
  }

  /// Whole numbers that are kept as steps from one to the next; a length of `nil` may be anything up to
  /// `most`.
  func steps(
    _ name: TraceArray, _ shape: [Int?], upTo most: Int = 0
  ) throws(TraceFormatError) -> [Int64] {
    var values = try integers(name, shape, upTo: most, as: Int64.self)
    for index in values.indices.dropFirst() {
      let (sum, overflow) = values[index].addingReportingOverflow(values[index - 1])
      guard !overflow else { throw TraceFormatError("array \(name.rawValue) overflows") }
      values[index] = sum
    }
    return values
  }

  /// Reads an array and compares it with what it has to be.
  ///
  /// - Parameters:
  ///   - most: the largest length for a `nil` in `shape`. A damaged header may announce more than any memory
  ///     holds.
  ///   - size: the bytes of one element.
  private func take(
    _ name: String, _ descr: String, _ shape: [Int?], upTo most: Int = 0, size: Int
  ) throws(TraceFormatError) -> NPYArray {
    let elements = shape.reduce(1) { $0 * ($1 ?? most) }
    let array = try read(name, mostBytes: elements * size)
    guard array.descr == descr, array.shape.count == shape.count,
      zip(array.shape, shape).allSatisfy({ $1 == nil || $0 == $1 })
    else { throw TraceFormatError("array \(name) has another type or shape") }
    return array
  }

  private func read(
    _ name: String, mostBytes: Int
  ) throws(TraceFormatError) -> NPYArray {
    let bytes: [UInt8]
    do {
      bytes = try archive.member(TraceArray.fileName(name), limit: mostBytes + Self.mostHeader)
    } catch {
      throw TraceFormatError(error.message)
    }
    do {
      return try NPYArray(file: bytes)
    } catch {
      throw TraceFormatError("array \(name) \(error.message)")
    }
  }
}
