/// Whole numbers as planes of their bytes, the lowest first: bytes that are alike lie together, which
/// deflate needs to make them small. Axis 0 of the array runs over the planes.
extension NPYArray {
  /// No number that is kept in planes needs more.
  static let mostPlanes = 4

  /// As many planes as the largest number needs, at least one.
  static func planes<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: [Value], shape: [Int]
  ) -> NPYArray {
    let bits = Value.bitWidth - (values.max() ?? 0).leadingZeroBitCount
    let planes = max(1, (bits + 7) / 8)
    let bytes = (0..<planes).flatMap { plane in
      values.map { UInt8(truncatingIfNeeded: $0 >> (8 * plane)) }
    }
    return .integers(bytes, shape: [planes] + shape)
  }

  /// The numbers of one row, in an array of planes whose last axis has the row's length.
  ///
  /// - Precondition: the planes have a row of this index and length, and no number needs more bytes than
  ///   `Value` has.
  func row<Value: FixedWidthInteger & UnsignedInteger>(
    _ row: Int, count: Int, as type: Value.Type = Value.self
  ) -> [Value] {
    let planes = max(1, shape.first ?? 1)
    let length = bytes.count / planes
    var values = [Value](repeating: 0, count: count)
    bytes.withUnsafeBufferPointer { bytes in
      values.withUnsafeMutableBufferPointer { values in
        for plane in 0..<planes {
          let part = UnsafeBufferPointer(rebasing: bytes[(plane * length + row * count)...])
          for index in 0..<count { values[index] |= Value(part[index]) &<< Value(8 * plane) }
        }
      }
    }
    return values
  }
}
