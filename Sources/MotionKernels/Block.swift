/// 64 neighbouring pixels, or their differences.
struct Block {
  /// The number of pixels.
  static let width = 64
  /// Up to this value a lane of bytes adds up the four parts.
  static let mostInLanes: UInt8 = 63

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

  /// The largest values: that of all is among them.
  @_transparent
  var largest: ByteLanes { larger(larger(part0, part1), larger(part2, part3)) }

  /// The sums of the four parts, lane by lane; no value may be above ``mostInLanes``.
  @_transparent
  var lanes: ByteLanes { (part0 &+ part1) &+ (part2 &+ part3) }

  /// Sums of values, which together are the sum of all.
  @_transparent
  var sums: LaneSums {
    (laneSums(part0) &+ laneSums(part1)) &+ (laneSums(part2) &+ laneSums(part3))
  }

  /// The number of values above a limit, up to four in each lane.
  @_transparent
  func counts(above limit: ByteLanes) -> ByteLanes {
    (oneIfAbove(part0, limit) &+ oneIfAbove(part1, limit))
      &+ (oneIfAbove(part2, limit) &+ oneIfAbove(part3, limit))
  }
}
