/// Compares rows of pixels block by block, and takes blocks up the ladder.
///
/// Blocks go up not one by one but run by run: those that exceed the lowest rung are put on a list, and each
/// rung goes through what is left of it. Where a camera's noise lifts every second block no processor
/// foresees which one, and foreseeing wrongly costs more than counting; there the list is written without a
/// branch.
struct Climb {
  /// The most blocks that are listed; the lanes that count their pixels have room for 63.
  static let listCapacity = mostBlocks + 1
  /// The most blocks of a run; the last of a row may have what is left behind its blocks besides.
  private static let mostBlocks = 32
  /// Where one in so many blocks of a run is listed, the next one is written without a branch.
  private static let busyPart = 4

  private let list: UnsafeMutablePointer<Block>
  /// `[rung]`: in every lane the grey levels that a difference has to exceed; behind the last rung 255.
  private let limits: UnsafePointer<ByteLanes>
  private var isBusy = false

  init(list: UnsafeMutablePointer<Block>, limits: UnsafePointer<ByteLanes>) {
    self.list = list
    self.limits = limits
  }

  /// Compares two rows of `count` pixels.
  ///
  /// - Parameter changed: `[rung]`: the pixels whose difference exceeds it are **added** here.
  /// - Returns: the sum of all differences.
  @inline(__always)
  mutating func compare(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    changed: UnsafeMutablePointer<UInt32>
  ) -> UInt64 {
    let lowest = limits[0]
    // Differences up to here are added up the fast way.
    let small = smaller(lowest, ByteLanes(repeating: Block.mostInLanes))
    let whole = count / Block.width
    let rest = count & (Block.width &- 1)
    var sum: UInt64 = 0
    var first = 0
    repeat {
      let end = min(whole, first &+ Self.mostBlocks)
      var sums = LaneSums(repeating: 0)
      var blocks = end &- first
      var listed = 0
      var block = first
      while !isBusy, block < end {
        let one = differences(a, b, block)
        if oneIfAny(one.largest, above: small) == 1 {
          sums = sums &+ one.sums
          list[listed] = one
          listed &+= oneIfAny(one.largest, above: lowest)
        } else {
          sums = sums &+ laneSums(one.lanes)
        }
        block &+= 1
      }
      while block < end {
        let one = differences(a, b, block)
        sums = sums &+ one.sums
        list[listed] = one
        listed &+= oneIfAny(one.largest, above: lowest)
        block &+= 1
      }
      if end == whole, rest > 0 {
        let one = Block(last: rest, of: count, at: a)
          .differences(from: Block(last: rest, of: count, at: b))
        sums = sums &+ one.sums
        list[listed] = one
        listed &+= oneIfAny(one.largest, above: lowest)
        blocks &+= 1
      }
      isBusy = listed &* Self.busyPart >= blocks
      sum &+= total(of: sums)
      if listed > 0 { climb(listed, changed: changed) }
      first = end
    } while first < whole
    return sum
  }

  /// The differences of a whole block of two rows.
  @_transparent
  private func differences(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ block: Int)
    -> Block
  {
    let place = block &* Block.width
    return Block(at: a + place).differences(from: Block(at: b + place))
  }

  /// Takes the listed blocks up the ladder, and uses the list up.
  private func climb(_ listed: Int, changed: UnsafeMutablePointer<UInt32>) {
    var listed = listed
    var rung = 0
    while listed > 0 {
      let limit = limits[rung]
      // Nothing exceeds what stands behind the last rung: the list is empty there at the latest.
      let next = limits[rung &+ 1]
      var counts = ByteLanes(repeating: 0)
      var kept = 0
      var index = 0
      while index < listed {
        let differences = list[index]
        counts = counts &+ differences.counts(above: limit)
        list[kept] = differences
        kept &+= oneIfAny(differences.largest, above: next)
        index &+= 1
      }
      changed[rung] &+= UInt32(truncatingIfNeeded: total(of: laneSums(counts)))
      listed = kept
      rung &+= 1
    }
  }
}
