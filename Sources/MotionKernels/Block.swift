/// The absolute differences of 64 neighbouring pixels.
struct Block {
  /// The number of pixels.
  static let width = 64

  /// Up to this difference the four parts can be added without leaving a byte.
  static let largestQuietDifference: UInt8 = 63

  var part0: ByteLanes
  var part1: ByteLanes
  var part2: ByteLanes
  var part3: ByteLanes

  /// The differences of the 64 pixels from two addresses on.
  @inline(__always)
  init(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>) {
    part0 = absoluteDifference(load(a), load(b))
    part1 = absoluteDifference(load(a + 16), load(b + 16))
    part2 = absoluteDifference(load(a + 32), load(b + 32))
    part3 = absoluteDifference(load(a + 48), load(b + 48))
  }

  /// The differences of the last `rest` pixels (1 to 63) of two runs of `count`, filled up with 0,
  /// in no particular order. Reads nothing outside the runs.
  ///
  /// The pixels that do not fill sixteen lanes are read together with pixels before them, which a
  /// mask takes out again.
  @inline(__always)
  init(
    last rest: Int, of count: Int, _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>
  ) {
    let none = ByteLanes(repeating: 0)
    let first = count &- rest
    part0 = rest >= 16 ? absoluteDifference(load(a + first), load(b + first)) : none
    part1 =
      rest >= 32 ? absoluteDifference(load(a + (first &+ 16)), load(b + (first &+ 16))) : none
    part2 =
      rest >= 48 ? absoluteDifference(load(a + (first &+ 32)), load(b + (first &+ 32))) : none
    let loose = rest & 15
    if loose == 0 {
      part3 = none
    } else if count >= 16 {
      let lane = ByteLanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
      let end = count &- 16
      part3 = absoluteDifference(load(a + end), load(b + end))
        .replacing(with: 0, where: lane .< ByteLanes(repeating: UInt8(16 &- loose)))
    } else {
      var lanes = none
      for index in 0..<loose {
        lanes[index] = max(a[index], b[index]) &- min(a[index], b[index])
      }
      part3 = lanes
    }
  }

  /// In each lane the largest difference of the four parts.
  @inline(__always)
  var largestOfParts: ByteLanes {
    larger(larger(part0, part1), larger(part2, part3))
  }

  /// The sum of all differences.
  @inline(__always)
  var sum: UInt64 {
    smallTotal(
      of: (pairSums(part0) &+ pairSums(part1)) &+ (pairSums(part2) &+ pairSums(part3)))
  }

  /// ``sum`` for less, of a block without a difference above ``largestQuietDifference``.
  @inline(__always)
  var quietSum: UInt64 {
    UInt64(total(of: (part0 &+ part1) &+ (part2 &+ part3)))
  }
}
