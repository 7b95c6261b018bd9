/// Whole numbers as planes of their bytes, the lowest first: bytes that are alike stand together, which
/// deflate needs to make them small.
enum BytePlanes {
  /// Splits numbers into as many planes as the largest one needs, at least one.
  static func split<Value: FixedWidthInteger & UnsignedInteger>(
    _ values: [Value], shape: [Int]
  ) -> NPYArray {
    let largest = values.max() ?? 0
    let planes = max(1, (Value.bitWidth - largest.leadingZeroBitCount + 7) / 8)
    let count = values.count
    let bytes = [UInt8](unsafeUninitializedCapacity: planes * count) { buffer, used in
      for plane in 0..<planes {
        for index in 0..<count {
          buffer[plane * count + index] = UInt8(truncatingIfNeeded: values[index] >> (8 * plane))
        }
      }
      used = planes * count
    }
    return NPYArray(descr: NPYArray.descr(of: UInt8.self), shape: [planes] + shape, bytes: bytes)
  }

  /// Joins the planes of an array whose axis 0 runs over bytes.
  ///
  /// - Returns: the numbers in the order of the other axes; `nil` when they need more bytes than a
  ///   `Value` has.
  static func join<Value: FixedWidthInteger & UnsignedInteger>(
    _ array: NPYArray, as type: Value.Type = Value.self
  ) -> [Value]? {
    guard let planes = array.shape.first, (1...Value.bitWidth / 8).contains(planes) else {
      return nil
    }
    let count = array.bytes.count / planes
    return [Value](unsafeUninitializedCapacity: count) { values, used in
      for index in 0..<count { values[index] = Value(array.bytes[index]) }
      for plane in 1..<max(1, planes) {
        for index in 0..<count {
          values[index] |= Value(array.bytes[plane * count + index]) << (8 * plane)
        }
      }
      used = count
    }
  }

  /// Splits numbers that may be negative into planes of digits from -128 to 127 to the base of 256, so
  /// that the higher planes of small numbers hold nothing but zeros.
  static func splitSigned(_ values: [Int64], shape: [Int]) -> NPYArray {
    var planes: [[Int8]] = []
    var rest = values
    repeat {
      var digits = [Int8](repeating: 0, count: rest.count)
      for index in rest.indices {
        digits[index] = Int8(truncatingIfNeeded: rest[index])
        rest[index] = (rest[index] &- Int64(digits[index])) >> 8
      }
      planes.append(digits)
    } while rest.contains { $0 != 0 }
    return .integers(planes.flatMap(\.self), shape: [planes.count] + shape)
  }

  /// Joins the planes of digits of an array; `nil` when there are more than `mostSigned`.
  static func joinSigned(_ array: NPYArray) -> [Int64]? {
    guard let planes = array.shape.first, (1...mostSigned).contains(planes) else { return nil }
    let count = array.bytes.count / planes
    var values = [Int64](repeating: 0, count: count)
    for plane in 0..<planes {
      for index in 0..<count {
        let digit = Int8(bitPattern: array.bytes[plane * count + index])
        values[index] += Int64(digit) << (8 * plane)
      }
    }
    return values
  }

  /// The most planes of signed digits.
  static let mostSigned = 6
}
