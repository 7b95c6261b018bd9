/// One array in numpy's file format, version 1.0: little endian, C order.
///
/// Source of the format: numpy.lib.format (NumPy documentation, "NPY format").
struct NPYArray: Equatable {
  /// numpy's name of the elements' type, such as `<u2`.
  var descr: String
  /// The length of each axis; none for a single element.
  var shape: [Int]
  /// The elements, last axis first.
  var bytes: ArraySlice<UInt8>

  /// Why bytes are no array of the kind that is read here.
  struct FormatError: Error, Equatable {
    var message: String
  }

  /// The type's name for numpy.
  static func descr<Value: FixedWidthInteger>(of type: Value.Type) -> String {
    let order = Value.bitWidth == 8 ? "|" : "<"
    return order + (Value.isSigned ? "i" : "u") + String(Value.bitWidth / 8)
  }
  static let descrOfDouble = "<f8"
  static let descrOfBool = "|b1"

  /// An array of whole numbers.
  static func integers<Value: FixedWidthInteger>(_ values: [Value], shape: [Int]) -> NPYArray {
    NPYArray(descr: descr(of: Value.self), shape: shape, bytes: littleEndian(values)[...])
  }

  /// An array of numbers in double precision.
  static func doubles(_ values: [Double], shape: [Int]) -> NPYArray {
    NPYArray(
      descr: descrOfDouble, shape: shape, bytes: littleEndian(values.map(\.bitPattern))[...])
  }

  /// An array of truth values.
  static func bools(_ values: [Bool], shape: [Int]) -> NPYArray {
    NPYArray(descr: descrOfBool, shape: shape, bytes: values.map { $0 ? 1 : 0 }[...])
  }

  /// A single byte string, which must not end with a zero byte.
  static func text(_ text: String) -> NPYArray {
    let bytes = Array(text.utf8)
    return NPYArray(descr: "|S\(bytes.count)", shape: [], bytes: bytes[...])
  }

  private static func littleEndian<Value: FixedWidthInteger>(_ values: [Value]) -> [UInt8] {
    let size = MemoryLayout<Value>.size
    return [UInt8](unsafeUninitializedCapacity: values.count * size) { buffer, used in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for (index, value) in values.enumerated() {
        raw.storeBytes(of: value.littleEndian, toByteOffset: index * size, as: Value.self)
      }
      used = values.count * size
    }
  }

  /// The elements as whole numbers; `descr` must be that of the type.
  func integers<Value: FixedWidthInteger>(as type: Value.Type = Value.self) -> [Value] {
    let size = MemoryLayout<Value>.size
    let count = bytes.count / size
    return bytes.withUnsafeBytes { raw in
      [Value](unsafeUninitializedCapacity: count) { values, used in
        for index in 0..<count {
          values[index] = Value(
            littleEndian: raw.loadUnaligned(fromByteOffset: index * size, as: Value.self))
        }
        used = count
      }
    }
  }

  /// The elements as numbers in double precision; `descr` must be `<f8`.
  var doubles: [Double] { integers(as: UInt64.self).map(Double.init(bitPattern:)) }

  /// The elements as truth values; `descr` must be `|b1`.
  var bools: [Bool] {
    bytes.withUnsafeBufferPointer { bytes in
      [Bool](unsafeUninitializedCapacity: bytes.count) { bools, used in
        for index in 0..<bytes.count { bools[index] = bytes[index] != 0 }
        used = bytes.count
      }
    }
  }
}

extension NPYArray {
  private static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]
  /// A reader may map the elements, so they begin at a multiple of this.
  private static let alignment = 64

  /// The array as the content of an `.npy` file.
  var file: [UInt8] {
    let axes = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    var header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': (\(axes)), }"
    let unpadded = Self.magic.count + 2 + header.utf8.count + 1
    let padding = (Self.alignment - unpadded % Self.alignment) % Self.alignment
    header += String(repeating: " ", count: padding) + "\n"
    let length = header.utf8.count
    return Self.magic + [UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)] + header.utf8 + bytes
  }

  /// Reads the content of an `.npy` file.
  ///
  /// - Throws: `FormatError` for anything but a version-1.0 file in C order whose elements are all
  ///   there, and no more.
  init(file: [UInt8]) throws(FormatError) {
    let start = Self.magic.count + 2
    guard file.count >= start, file.starts(with: Self.magic) else {
      throw FormatError(message: "is no numpy array")
    }
    let length = Int(file[start - 2]) | Int(file[start - 1]) << 8
    guard file.count >= start + length else { throw FormatError(message: "has a cut header") }
    let header = file[start..<start + length]
    guard let (descr, shape) = Self.parse(header: header), let size = Self.size(of: descr) else {
      throw FormatError(message: "has a header that is not read here")
    }
    var expected = size
    for length in shape {
      let (product, overflow) = expected.multipliedReportingOverflow(by: length)
      guard !overflow else { throw FormatError(message: "is impossibly large") }
      expected = product
    }
    guard file.count - start - length == expected else {
      throw FormatError(message: "does not have as many elements as its header says")
    }
    self.init(descr: descr, shape: shape, bytes: file[(start + length)...])
  }

  /// The type's name and the shape of a header in the one way in which numpy writes it.
  private static func parse(header: ArraySlice<UInt8>) -> (descr: String, shape: [Int])? {
    var rest = header
    func take(_ prefix: StaticString) -> Bool {
      let isThere = prefix.withUTF8Buffer { rest.starts(with: $0) }
      if isThere { rest = rest.dropFirst(prefix.utf8CodeUnitCount) }
      return isThere
    }
    guard take("{'descr': '"), let quote = rest.firstIndex(of: UInt8(ascii: "'")) else {
      return nil
    }
    let descr = String(decoding: rest[..<quote], as: UTF8.self)
    rest = rest[quote...]
    guard take("', 'fortran_order': False, 'shape': ("),
      let bracket = rest.firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    var axes = rest[..<bracket].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    rest = rest[bracket...]
    guard take("), }"),
      rest.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
    else { return nil }
    // One axis is written with a comma behind it; no axis is written as nothing.
    if let last = axes.last, last.isEmpty { axes.removeLast() }
    var shape: [Int] = []
    for axis in axes {
      let digits = String(decoding: axis.drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
      guard let length = Int(digits), length >= 0 else { return nil }
      shape.append(length)
    }
    return (descr, shape)
  }

  /// The bytes of one element.
  private static func size(of descr: String) -> Int? {
    guard let order = descr.first, order == "<" || order == "|" else { return nil }
    let kind = descr.dropFirst().first
    guard let size = Int(descr.dropFirst(2)), size >= 0 else { return nil }
    switch kind {
    case "b": return size == 1 ? size : nil
    case "i", "u", "f": return [1, 2, 4, 8].contains(size) ? size : nil
    case "S": return size
    default: return nil
    }
  }
}
