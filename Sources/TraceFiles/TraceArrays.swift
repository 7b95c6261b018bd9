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
    return try take(name, NPYArray.descr(of: Value.self), shape, upTo: most, size: size).integers()
  }

  /// Numbers in double precision.
  func doubles(_ name: TraceArray, _ shape: [Int?]) throws(TraceFormatError) -> [Double] {
    try take(name, NPYArray.descrOfDouble, shape, size: 8).doubles
  }

  /// Truth values; a length of `nil` may be anything up to `most`.
  func bools(
    _ name: TraceArray, _ shape: [Int?], upTo most: Int = 0
  ) throws(TraceFormatError) -> [Bool] {
    try take(name, NPYArray.descrOfBool, shape, upTo: most, size: 1).bools
  }

  /// The byte planes of an array, or of one of a ladder's at a pixel threshold; `shape` is that without the
  /// planes.
  func planes(
    _ name: TraceArray, at pixelThreshold: UInt8? = nil, _ shape: [Int?]
  ) throws(TraceFormatError) -> NPYArray {
    try array(
      name, name.name(at: pixelThreshold), shape, most: BytePlanes.mostPlanesRead)
  }

  /// `[arena]`: what the places of a ladder foretell of each other; for at most so many arenas, or for just
  /// as many.
  func foretellings(
    centres: TraceArray, weights: TraceArray, arenas: Int, orFewer: Bool = false, places: Int
  ) throws(TraceFormatError) -> [LadderForetelling] {
    let middles = try integers(
      centres, [orFewer ? nil : arenas, places], upTo: arenas, as: Int64.self)
    guard middles.allSatisfy({ $0.magnitude <= 1 << 50 }) else { throw Self.tooLarge(centres) }
    let arenas = places > 0 ? middles.count / places : 0
    let all = try integers(weights, [arenas, places, places], as: Int32.self)
    return (0..<arenas).map { arena in
      var foretelling = LadderForetelling(places: places)
      foretelling.centres = Array(middles[(arena * places)..<((arena + 1) * places)])
      let size = places * places
      foretelling.weights = Array(all[(arena * size)..<((arena + 1) * size)])
      return foretelling
    }
  }

  /// An array of byte planes, at most so many of them; `shape` is that without the planes.
  private func array(
    _ array: TraceArray, _ name: String, _ shape: [Int?], most: Int
  ) throws(TraceFormatError) -> NPYArray {
    let descr = NPYArray.descr(of: Int8.self)
    let planes = try take(array, descr, shape, size: most, called: name, inPlanes: true)
    guard let count = planes.shape.first, (1...most).contains(count) else {
      throw Self.tooLarge(array)
    }
    return planes
  }

  private static func tooLarge(_ name: TraceArray) -> TraceFormatError {
    TraceFormatError("array \(name.rawValue) holds larger numbers than there can be")
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
  ///   - most: the largest length that stands for a `nil` in `shape`. A damaged header may announce more
  ///     than any memory holds.
  ///   - name: the array's own name, where it is one of a ladder.
  ///   - size: the bytes of one element, all its planes together.
  ///   - inPlanes: whether an axis of planes stands before those of `shape`.
  private func take(
    _ array: TraceArray, _ descr: String, _ shape: [Int?], upTo most: Int = 0, size: Int,
    called name: String? = nil, inPlanes: Bool = false
  ) throws(TraceFormatError) -> NPYArray {
    let name = name ?? array.rawValue
    let elements = shape.reduce(1) { $0 * ($1 ?? most) }
    let array = try read(name, mostBytes: elements * size)
    let expected = inPlanes ? [nil] + shape : shape
    guard array.descr == descr, array.shape.count == expected.count,
      zip(array.shape, expected).allSatisfy({ $1 == nil || $0 == $1 })
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
