/// Whole numbers as planes of their digits to the base of 256, from -128 to 127, the lowest first: bytes
/// that are alike stand together, which deflate needs to make them small.
enum BytePlanes {
  /// Splits numbers into as many planes as they need, at least one; the higher planes of small numbers,
  /// also of negative ones, hold nothing but zeros.
  static func split(_ values: [Int64], shape: [Int]) -> NPYArray {
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

  /// Planes in memory, from which any run of numbers can be read.
  struct Joining {
    /// `[plane][number]`.
    let bytes: UnsafeBufferPointer<UInt8>
    let planes: Int
    /// The numbers of each plane.
    let count: Int

    /// Adds a run of numbers to others; exact for numbers of less than 2^53.
    ///
    /// - Precondition: the run lies inside the planes.
    func add(from first: Int, count run: Int, to values: UnsafeMutablePointer<Double>) {
      var unit = 1.0
      for plane in 0..<planes {
        guard let start = bytes.baseAddress else { return }
        let digits = start + (plane * count + first)
        for index in 0..<run {
          values[index] += unit * Double(Int8(bitPattern: digits[index]))
        }
        unit *= 256
      }
    }
  }

  /// No number of a ladder needs more planes.
  static let mostPlanesRead = 6
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
