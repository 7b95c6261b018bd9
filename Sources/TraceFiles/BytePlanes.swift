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
    return NPYArray(
      descr: NPYArray.descr(of: UInt8.self), shape: [planes] + shape, bytes: bytes[...])
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

  /// Joins the planes of an array whose axis 0 runs over bytes: unsigned ones for an unsigned `Value`,
  /// signed digits for a signed one.
  ///
  /// - Returns: the numbers in the order of the other axes; `nil` when they need more bytes than a
  ///   `Value` has.
  static func join<Value: FixedWidthInteger>(
    _ array: NPYArray, as type: Value.Type = Value.self
  ) -> [Value]? {
    guard let planes = array.shape.first, (1...Value.bitWidth / 8).contains(planes) else {
      return nil
    }
    let count = array.bytes.count / planes
    return array.bytes.withUnsafeBufferPointer { bytes in
      [Value](unsafeUninitializedCapacity: count) { values, used in
        used = count
        guard let to = values.baseAddress else { return }
        Joining(bytes: bytes, planes: planes, count: count).join(from: 0, count: count, into: to)
      }
    }
  }

  /// Planes in memory, from which any run of numbers can be joined.
  struct Joining {
    /// `[plane][number]`.
    let bytes: UnsafeBufferPointer<UInt8>
    let planes: Int
    /// The numbers of each plane.
    let count: Int

    /// Joins a run of numbers, from signed digits when `Value` is signed.
    ///
    /// - Precondition: the run lies inside the planes; a `Value` has as many bytes as there are planes, or
    ///   more.
    @inline(__always)
    func join<Value: FixedWidthInteger>(
      from first: Int, count run: Int, into values: UnsafeMutablePointer<Value>
    ) {
      for plane in 0..<planes {
        let place = plane &* count &+ first
        let shift = Value(truncatingIfNeeded: 8 &* plane)
        if plane == 0 {
          for index in 0..<run { values[index] = Self.number(bytes[place &+ index]) }
        } else {
          for index in 0..<run {
            values[index] &+= Self.number(bytes[place &+ index]) &<< shift
          }
        }
      }
    }

    @inline(__always)
    private static func number<Value: FixedWidthInteger>(_ digit: UInt8) -> Value {
      Value.isSigned
        ? Value(truncatingIfNeeded: Int8(bitPattern: digit)) : Value(truncatingIfNeeded: digit)
    }
  }
}

extension NPYArray {
  /// Gives the planes of an array whose axis 0 runs over them.
  func withJoining<Result>(_ body: (BytePlanes.Joining) -> Result) -> Result {
    let planes = max(1, shape.first ?? 1)
    return bytes.withUnsafeBufferPointer { bytes in
      body(BytePlanes.Joining(bytes: bytes, planes: planes, count: bytes.count / planes))
    }
  }
}
