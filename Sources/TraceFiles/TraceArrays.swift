/// The arrays of an open trace file, each checked for its type and shape as it is taken.
struct TraceArrays: ~Copyable {
  private let archive: ZipReader

  /// More bytes than the header of an array has.
  private static let mostHeader = 4096
  /// The longest metadata, bytes.
  private static let mostMetadata = 1 << 24

  init(_ bytes: [UInt8]) throws(TraceFormatError) {
    do {
      archive = try ZipReader(bytes, commentLength: Seal.length)
    } catch {
      throw TraceFormatError(error.message)
    }
  }

  /// The text of `metadata` as UTF-8.
  func metadata() throws(TraceFormatError) -> [UInt8] {
    let array = try read(.metadata, mostBytes: Self.mostMetadata)
    guard array.descr.hasPrefix("|S"), array.shape.isEmpty else {
      throw TraceFormatError("its metadata is no text")
    }
    return Array(array.bytes)
  }

  /// Whole numbers; a length of `nil` may be anything.
  func integers<Value: FixedWidthInteger>(
    _ name: TraceArray, _ shape: [Int?], as type: Value.Type = Value.self
  ) throws(TraceFormatError) -> [Value] {
    try take(name, NPYArray.descr(of: Value.self), shape, size: MemoryLayout<Value>.size).integers()
  }

  /// Numbers in double precision.
  func doubles(_ name: TraceArray, _ shape: [Int?]) throws(TraceFormatError) -> [Double] {
    try take(name, NPYArray.descrOfDouble, shape, size: 8).doubles
  }

  /// Truth values.
  func bools(_ name: TraceArray, _ shape: [Int?]) throws(TraceFormatError) -> [Bool] {
    try take(name, NPYArray.descrOfBool, shape, size: 1).bools
  }

  /// Whole numbers that are kept as byte planes: `shape` is that without the planes.
  func planes<Value: FixedWidthInteger>(
    _ name: TraceArray, _ shape: [Int?], as type: Value.Type = Value.self
  ) throws(TraceFormatError) -> [Value] {
    let array = try array(name, shape, inPlanesOf: type)
    guard let values = BytePlanes.join(array, as: Value.self) else { throw Self.tooLarge(name) }
    return values
  }

  /// An array of byte planes, no more than the numbers of a type have; of signed digits when that type is
  /// signed. `shape` is that without the planes.
  func array<Value: FixedWidthInteger>(
    _ name: TraceArray, _ shape: [Int?], inPlanesOf type: Value.Type
  ) throws(TraceFormatError) -> NPYArray {
    let descr =
      Value.isSigned ? NPYArray.descr(of: Int8.self) : NPYArray.descr(of: UInt8.self)
    let array = try take(name, descr, shape, size: MemoryLayout<Value>.size, inPlanes: true)
    guard let planes = array.shape.first, (1...MemoryLayout<Value>.size).contains(planes) else {
      throw Self.tooLarge(name)
    }
    return array
  }

  private static func tooLarge(_ name: TraceArray) -> TraceFormatError {
    TraceFormatError("array \(name.rawValue) holds larger numbers than there can be")
  }

  /// Whole numbers that are kept as steps from one to the next.
  func steps(_ name: TraceArray, _ shape: [Int?]) throws(TraceFormatError) -> [Int64] {
    var values = try integers(name, shape, as: Int64.self)
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
  ///   - size: the bytes of one element, all its planes together.
  ///   - inPlanes: whether an axis of planes stands before those of `shape`.
  private func take(
    _ name: TraceArray, _ descr: String, _ shape: [Int?], size: Int, inPlanes: Bool = false
  ) throws(TraceFormatError) -> NPYArray {
    let known = shape.compactMap(\.self)
    let elements = known.count == shape.count ? known.reduce(1, *) : TraceFile.mostCounts
    let array = try read(name, mostBytes: elements * size)
    let expected = inPlanes ? [nil] + shape : shape
    guard array.descr == descr, array.shape.count == expected.count,
      zip(array.shape, expected).allSatisfy({ $1 == nil || $0 == $1 })
    else { throw TraceFormatError("array \(name.rawValue) has another type or shape") }
    return array
  }

  private func read(
    _ name: TraceArray, mostBytes: Int
  ) throws(TraceFormatError) -> NPYArray {
    let bytes: [UInt8]
    do {
      bytes = try archive.member(name.fileName, limit: mostBytes + Self.mostHeader)
    } catch {
      throw TraceFormatError(error.message)
    }
    do {
      return try NPYArray(file: bytes)
    } catch {
      throw TraceFormatError("array \(name.rawValue) \(error.message)")
    }
  }
}
