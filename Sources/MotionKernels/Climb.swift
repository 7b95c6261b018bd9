/// What the blocks of a row span add up to, until it goes into a tally.
///
/// Blocks are taken up the ladder not one by one but run by run: those that exceed the first step are put
/// on a list, and each step goes through what is left of it. Where a camera's noise lifts every second block
/// no processor foresees which one, and foreseeing wrongly costs more than counting; there the list is
/// written without a branch.
struct Climb {
  /// The most blocks of a run; the lanes that add them up have room for 63.
  static let mostBlocks = 32
  /// Where one in so many blocks of a run is listed, the next one is written without a branch.
  private static let busyPart = 4

  private let list: UnsafeMutablePointer<Block>
  private let steps: UnsafePointer<Step>
  private let stepCount: Int
  /// `[step]`.
  private let counts: UnsafeMutablePointer<UInt32>
  /// `[step]`.
  private let bands: UnsafeMutablePointer<UInt64>
  private var below: UInt64 = 0
  /// The steps that a difference exceeded.
  private var reached = 0
  private var isBusy = false

  init(
    list: UnsafeMutablePointer<Block>, steps: UnsafePointer<Step>, stepCount: Int,
    counts: UnsafeMutablePointer<UInt32>, bands: UnsafeMutablePointer<UInt64>
  ) {
    self.list = list
    self.steps = steps
    self.stepCount = stepCount
    self.counts = counts
    self.bands = bands
    counts.initialize(repeating: 0, count: stepCount)
    bands.initialize(repeating: 0, count: stepCount)
  }

  /// Adds the differences of a run of up to ``mostBlocks`` blocks.
  @inline(__always)
  mutating func add(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, blocks: Int) {
    let limit = steps[0].limit
    var sums = SIMD8<UInt16>(repeating: 0)
    var listed = 0
    var block = 0
    if isBusy {
      while block < blocks {
        let place = block &* Block.width
        let differences = Block(at: a + place).differences(from: Block(at: b + place))
        sums = sums &+ pairSums(differences.clampedLanes(to: limit))
        list[listed] = differences
        listed &+= differences.oneIfValue(above: limit)
        block &+= 1
      }
    } else {
      while block < blocks {
        let place = block &* Block.width
        let differences = Block(at: a + place).differences(from: Block(at: b + place))
        if differences.hasValue(above: limit) {
          sums = sums &+ pairSums(differences.clampedLanes(to: limit))
          list[listed] = differences
          listed &+= 1
        } else {
          sums = sums &+ pairSums(differences.lanes)
        }
        block &+= 1
      }
    }
    isBusy = listed &* Self.busyPart >= blocks
    below &+= total(of: sums)
    if listed > 0 { climb(listed) }
  }

  /// Adds the differences of the last `rest` pixels (1 to 63) of a run of `count`.
  @inline(__always)
  mutating func add(
    last rest: Int, of count: Int, _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>
  ) {
    let differences = Block(last: rest, of: count, at: a)
      .differences(from: Block(last: rest, of: count, at: b))
    below &+= total(of: differences.clampedLanes(to: steps[0].limit))
    guard differences.hasValue(above: steps[0].limit) else { return }
    list[0] = differences
    climb(1)
  }

  /// Takes the listed blocks up the ladder, and uses the list up.
  private mutating func climb(_ listed: Int) {
    var listed = listed
    var step = 0
    while listed > 0 {
      let (limit, width) = (steps[step].limit, steps[step].width)
      // Nothing exceeds the last step's top.
      let next = limit &+ width
      var countLanes = ByteLanes(repeating: 0)
      var kept = 0
      var index = 0
      if steps[step].isNarrow {
        var sums = SIMD8<UInt16>(repeating: 0)
        while index < listed {
          let differences = list[index]
          let over = differences.exceeding(limit, clamp: width)
          countLanes = countLanes &+ over.countLanes
          sums = sums &+ pairSums(over.lanes)
          list[kept] = differences
          kept &+= differences.oneIfValue(above: next)
          index &+= 1
        }
        bands[step] &+= total(of: sums)
      } else {
        var sums = SIMD8<UInt16>(repeating: 0)
        while index < listed {
          let differences = list[index]
          let over = differences.exceeding(limit, clamp: width)
          countLanes = countLanes &+ over.countLanes
          sums = sums &+ over.wideLanes
          list[kept] = differences
          kept &+= differences.oneIfValue(above: next)
          index &+= 1
        }
        bands[step] &+= total(of: sums)
      }
      counts[step] &+= UInt32(truncatingIfNeeded: total(of: countLanes))
      listed = kept
      step &+= 1
    }
    reached = max(reached, step)
  }

  /// Adds what was added up to a group of a tally, and begins anew.
  ///
  /// - Parameter hidden: the steps in front of the first rung.
  @inline(__always)
  mutating func flush(to tally: Tally, group: Int, rungs: Int, hidden: Int) {
    var sum: UInt64 = 0
    var step = reached &- 1
    while step >= 0 {
      sum &+= bands[step]
      if step >= hidden {
        let place = group &* rungs &+ step &- hidden
        tally.depths[place] &+= sum
        tally.changed[place] &+= counts[step]
      }
      bands[step] = 0
      counts[step] = 0
      step &-= 1
    }
    tally.sums[group] &+= sum &+ below
    below = 0
    reached = 0
  }
}
