/// A pixel threshold in every lane, as it is and biased like the differences it is compared with.
struct Threshold: Sendable {
  let plain: ByteLanes
  let biased: SIMD16<Int8>

  init(_ level: UInt8) {
    plain = ByteLanes(repeating: level)
    biased = MotionKernels.biased(plain)
  }
}

/// 64 neighbouring pixels, or their differences.
struct Block {
  /// The number of pixels.
  static let width = 64

  /// Up to this value the four parts can be added without leaving a byte.
  static let largestQuietValue: UInt8 = 63

  private let part0: ByteLanes
  private let part1: ByteLanes
  private let part2: ByteLanes
  private let part3: ByteLanes

  @_transparent
  private init(_ part0: ByteLanes, _ part1: ByteLanes, _ part2: ByteLanes, _ part3: ByteLanes) {
    self.part0 = part0
    self.part1 = part1
    self.part2 = part2
    self.part3 = part3
  }

  /// The 64 pixels from an address on.
  @_transparent
  init(at pixels: UnsafePointer<UInt8>) {
    part0 = load(pixels)
    part1 = load(pixels + 16)
    part2 = load(pixels + 32)
    part3 = load(pixels + 48)
  }

  /// The last `rest` pixels (1 to 63) of a run of `count`, filled up with 0. Reads nothing outside
  /// the run.
  ///
  /// The pixels that do not fill sixteen lanes stand in the last part; they are read together with
  /// pixels before them, which are then taken out again.
  @_transparent
  init(last rest: Int, of count: Int, at pixels: UnsafePointer<UInt8>) {
    let none = ByteLanes(repeating: 0)
    let first = pixels + (count &- rest)
    part0 = rest >= 16 ? load(first) : none
    part1 = rest >= 32 ? load(first + 16) : none
    part2 = rest >= 48 ? load(first + 32) : none
    let loose = rest & 15
    if loose == 0 {
      part3 = none
    } else if count >= 16 {
      let lane = ByteLanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
      part3 = load(pixels + (count &- 16))
        .replacing(
          with: 0, where: lane .< ByteLanes(repeating: UInt8(truncatingIfNeeded: 16 &- loose)))
    } else {
      var lanes = none
      for index in 0..<loose { lanes[index] = pixels[index] }
      part3 = lanes
    }
  }

  /// The absolute differences of the pixels of two blocks.
  @_transparent
  func differences(from other: Block) -> Block {
    Block(
      absoluteDifference(part0, other.part0), absoluteDifference(part1, other.part1),
      absoluteDifference(part2, other.part2), absoluteDifference(part3, other.part3))
  }

  /// Whether any value is above the limit of its lane.
  @_transparent
  func hasValue(above limit: ByteLanes) -> Bool {
    anyLane(of: larger(larger(part0, part1), larger(part2, part3)), isAbove: limit)
  }

  /// The sum of all values.
  @_transparent
  var sum: UInt64 {
    smallTotal(
      of: (pairSums(part0) &+ pairSums(part1)) &+ (pairSums(part2) &+ pairSums(part3)))
  }

  /// ``sum`` for less, of a block without a value above ``largestQuietValue``.
  @_transparent
  var quietSum: UInt64 { total(of: (part0 &+ part1) &+ (part2 &+ part3)) }

  /// Adds to each rung the number of values above its threshold (plain and biased), and by how much they
  /// exceed it; goes down the ladder until a rung counts nothing.
  @_transparent
  func count(
    above thresholds: UnsafeBufferPointer<Threshold>, into counts: UnsafeMutablePointer<UInt32>,
    depths: UnsafeMutablePointer<UInt64>
  ) {
    let biased0 = biased(part0)
    let biased1 = biased(part1)
    let biased2 = biased(part2)
    let biased3 = biased(part3)
    for rung in 0..<thresholds.count {
      let threshold = thresholds[rung].biased
      var lanes = ByteLanes(repeating: 0)
      addOne(to: &lanes, where: biased0, isAbove: threshold)
      addOne(to: &lanes, where: biased1, isAbove: threshold)
      addOne(to: &lanes, where: biased2, isAbove: threshold)
      addOne(to: &lanes, where: biased3, isAbove: threshold)
      let above = smallTotal(of: lanes)
      if above == 0 { return }
      counts[rung] &+= above
      let plain = thresholds[rung].plain
      depths[rung] &+= smallTotal(
        of: (pairSums(excess(part0, over: plain)) &+ pairSums(excess(part1, over: plain)))
          &+ (pairSums(excess(part2, over: plain)) &+ pairSums(excess(part3, over: plain))))
    }
  }
}
