// Compiled for processors with AVX2, and called on no others: MotionKernels chooses when the program
// runs. Only functions over pointers stand here. Of generic code a copy for such processors would come
// into being that the linker may keep for everybody; Scripts/check-instructions looks for them.
#if arch(x86_64)
  import CIntrinsics

  /// The number of pixels of a block.
  private let width = 64
  /// The most blocks of a run: a lane of bytes counts up to two pixels of each.
  private let mostWideBlocks = 64
  /// The bytes that `compareWide` needs to put blocks down: the differences of a run, and two blocks more.
  public let wideListBytes = (mostWideBlocks + 2) * width
  /// Levels that have to stand behind the last rung's: nothing exceeds them.
  public let wideLevelsBehind = 2

  /// Where one in so many blocks of a run exceeds the first rung, the next run goes up the first two
  /// rungs at once,
  private let busyPart = 3
  /// and where fewer than one in so many do, it is foreseen that a block does not.
  private let quietPart = 8

  /// How much of a run exceeded the first rung. Nothing but the speed of the next one depends on it.
  private enum Activity {
    static let quiet: UInt8 = 0
    static let some: UInt8 = 1
    static let busy: UInt8 = 2
  }

  /// Compares two pictures inside row spans: for every rung of a ladder how many differences exceed it and
  /// by how much, and the sum of all.
  ///
  /// Blocks of 64 pixels with a difference above the lowest rung are put on a list; the list then goes up
  /// the ladder, two rungs at a time, and gets shorter. It is written without a branch unless few blocks
  /// are listed: with noise no processor foresees which. Where many would be, the first two rungs are read
  /// from the pictures at once.
  ///
  /// - Parameters:
  ///   - current: the first pixel of row 0 of one picture.
  ///   - currentStride: bytes from one of its rows to the next.
  ///   - earlier: the first pixel of row 0 of the other picture.
  ///   - earlierStride: bytes from one of its rows to the next.
  ///   - spans: `[span][4]`: row, first column, column behind the last, group. Nothing outside them is read.
  ///   - spanCount: their number; spans without pixels are allowed.
  ///   - levels: `[rung]`: the grey levels that a difference has to exceed, increasing, and behind them
  ///     255 `wideLevelsBehind` times.
  ///   - rungs: the number of rungs, at least 1.
  ///   - list: room for `wideListBytes`, from an address that 64 divides.
  ///   - changed: `[group * rungs + rung]`: the pixels whose difference exceeds it are **added** here, modulo
  ///     2^32.
  ///   - depths: `[group * rungs + rung]`: by how much they do, grey levels, is **added** here.
  ///   - sums: `[group]`: all differences, grey levels, are **added** here.
  @inline(never)
  public func compareWide(
    _ current: UnsafePointer<UInt8>, stride currentStride: Int,
    _ earlier: UnsafePointer<UInt8>, stride earlierStride: Int,
    spans: UnsafePointer<Int32>, spanCount: Int,
    levels: UnsafePointer<UInt8>, rungs: Int, list: UnsafeMutableRawPointer,
    changed: UnsafeMutablePointer<UInt32>, depths: UnsafeMutablePointer<UInt64>,
    sums: UnsafeMutablePointer<UInt64>
  ) {
    var activity = Activity.quiet
    var span = spans
    let last = spans + 4 &* spanCount
    while span < last {
      let (row, column, group) = (Int(span[0]), Int(span[1]), Int(span[3]))
      let count = Int(span[2]) &- column
      if count > 0 {
        sums[group] &+= compareRun(
          current + (row &* currentStride &+ column), earlier + (row &* earlierStride &+ column),
          count: count, levels: levels, rungs: rungs, list: list,
          changed: changed + group &* rungs, depths: depths + group &* rungs, activity: &activity)
      }
      span += 4
    }
  }

  /// Compares two runs of pixels.
  ///
  /// - Returns: the sum of all differences.
  @inline(__always)
  private func compareRun(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    levels: UnsafePointer<UInt8>, rungs: Int, list: UnsafeMutableRawPointer,
    changed: UnsafeMutablePointer<UInt32>, depths: UnsafeMutablePointer<UInt64>,
    activity: inout UInt8
  ) -> UInt64 {
    let zero = _mm256_setzero_si256()
    let rest = count & (width &- 1)
    let whole = count / width
    let restA = list + mostWideBlocks &* width
    let restB = restA + width
    if rest > 0 {
      takeRest(a, count: count, rest: rest, into: restA)
      takeRest(b, count: count, rest: rest, into: restB)
    }
    let all = rest > 0 ? whole &+ 1 : whole
    var sums = zero
    var first = 0
    while first < all {
      let end = min(all, first &+ mostWideBlocks)
      var listed = 0
      var block = first
      var rung = 0
      if activity == Activity.busy {
        var pair = RungPair(levels)
        while block < end {
          let place = block &* width
          let one = block == whole ? UnsafeRawPointer(restA) : UnsafeRawPointer(a + place)
          let other = block == whole ? UnsafeRawPointer(restB) : UnsafeRawPointer(b + place)
          let values = difference(one, other, addedTo: &sums)
          pair.add(values.low, values.high)
          store(values.low, values.high, in: list, at: listed)
          listed &+= oneIfValue(values.low, values.high, above: pair.next)
          block &+= 1
        }
        let exceeding = pair.flush(blocks: end &- first, to: changed, depths, rungs: rungs)
        if exceeding &* busyPart < end &- first { activity = Activity.some }
        rung = 2
      } else {
        let limit = _mm256_set1_epi8(Int8(bitPattern: levels[0]))
        while activity == Activity.quiet, block &+ 2 <= min(end, whole) {
          let place = block &* width
          let one = difference(a + place, b + place, addedTo: &sums)
          let other = difference(a + (place &+ width), b + (place &+ width), addedTo: &sums)
          let most = _mm256_max_epu8(
            _mm256_max_epu8(one.low, one.high), _mm256_max_epu8(other.low, other.high))
          let over = _mm256_subs_epu8(most, limit)
          if _mm256_testz_si256(over, over) == 0 {
            store(one.low, one.high, in: list, at: listed)
            listed &+= oneIfValue(one.low, one.high, above: limit)
            store(other.low, other.high, in: list, at: listed)
            listed &+= oneIfValue(other.low, other.high, above: limit)
          }
          block &+= 2
        }
        while block < end {
          let place = block &* width
          let one = block == whole ? UnsafeRawPointer(restA) : UnsafeRawPointer(a + place)
          let other = block == whole ? UnsafeRawPointer(restB) : UnsafeRawPointer(b + place)
          let values = difference(one, other, addedTo: &sums)
          store(values.low, values.high, in: list, at: listed)
          listed &+= oneIfValue(values.low, values.high, above: limit)
          block &+= 1
        }
        activity =
          listed &* quietPart < end &- first
          ? Activity.quiet : listed &* busyPart < end &- first ? Activity.some : Activity.busy
      }
      while listed > 0, rung < rungs {
        var pair = RungPair(levels + rung)
        var kept = 0
        var index = 0
        while index < listed {
          let place = UnsafeRawPointer(list + index &* width)
          let low = load(place)
          let high = load(place + 32)
          pair.add(low, high)
          store(low, high, in: list, at: kept)
          kept &+= oneIfValue(low, high, above: pair.next)
          index &+= 1
        }
        _ = pair.flush(blocks: listed, to: changed + rung, depths + rung, rungs: rungs &- rung)
        listed = kept
        rung &+= 2
      }
      first = end
    }
    return total(sums)
  }

  /// Adds up what exceeds two neighbouring rungs.
  private struct RungPair {
    /// In every lane the level of the rung after them.
    let next: __m256i
    private let lower: __m256i
    private let upper: __m256i
    /// In every lane how many values did not exceed the rung.
    private var notLower = _mm256_setzero_si256()
    private var notUpper = _mm256_setzero_si256()
    private var depthLower = _mm256_setzero_si256()
    private var depthUpper = _mm256_setzero_si256()

    @inline(__always)
    init(_ levels: UnsafePointer<UInt8>) {
      lower = _mm256_set1_epi8(Int8(bitPattern: levels[0]))
      upper = _mm256_set1_epi8(Int8(bitPattern: levels[1]))
      next = _mm256_set1_epi8(Int8(bitPattern: levels[2]))
    }

    @inline(__always)
    mutating func add(_ low: __m256i, _ high: __m256i) {
      Self.add(low, high, over: lower, &notLower, &depthLower)
      Self.add(low, high, over: upper, &notUpper, &depthUpper)
    }

    @inline(__always)
    private static func add(
      _ low: __m256i, _ high: __m256i, over limit: __m256i, _ not: inout __m256i,
      _ depth: inout __m256i
    ) {
      let zero = _mm256_setzero_si256()
      let overLow = _mm256_subs_epu8(low, limit)
      let overHigh = _mm256_subs_epu8(high, limit)
      // -1 in each lane that does not exceed the rung.
      not = _mm256_sub_epi8(
        not, _mm256_add_epi8(_mm256_cmpeq_epi8(overLow, zero), _mm256_cmpeq_epi8(overHigh, zero)))
      depth = _mm256_add_epi64(
        depth, _mm256_add_epi64(_mm256_sad_epu8(overLow, zero), _mm256_sad_epu8(overHigh, zero)))
    }

    /// Adds what was counted to the two rungs, the second of which may not be there.
    ///
    /// - Returns: the pixels that exceed the first.
    @inline(__always)
    func flush(
      blocks: Int, to changed: UnsafeMutablePointer<UInt32>,
      _ depths: UnsafeMutablePointer<UInt64>, rungs: Int
    ) -> Int {
      let zero = _mm256_setzero_si256()
      let pixels = UInt64(truncatingIfNeeded: blocks &* width)
      let exceeding = pixels &- total(_mm256_sad_epu8(notLower, zero))
      changed[0] &+= UInt32(truncatingIfNeeded: exceeding)
      depths[0] &+= total(depthLower)
      if rungs > 1 {
        changed[1] &+= UInt32(
          truncatingIfNeeded: pixels &- total(_mm256_sad_epu8(notUpper, zero)))
        depths[1] &+= total(depthUpper)
      }
      return Int(truncatingIfNeeded: exceeding)
    }
  }

  /// Puts down the last `rest` pixels (1 to 63) of a run of `count`, among pixels of 0.
  ///
  /// They are read together with pixels before them, which are then taken out again.
  @inline(__always)
  private func takeRest(
    _ pixels: UnsafePointer<UInt8>, count: Int, rest: Int, into block: UnsafeMutableRawPointer
  ) {
    let zero = _mm256_setzero_si256()
    if count >= width {
      let last = UnsafeRawPointer(pixels + (count &- width))
      let others = _mm256_set1_epi8(Int8(truncatingIfNeeded: width &- rest))
      store(
        _mm256_andnot_si256(_mm256_cmpgt_epi8(others, lanes(from: 0)), load(last)),
        _mm256_andnot_si256(_mm256_cmpgt_epi8(others, lanes(from: 32)), load(last + 32)),
        in: block, at: 0)
    } else if count >= 32 {
      let first = UnsafeRawPointer(pixels)
      let others = _mm256_set1_epi8(Int8(truncatingIfNeeded: width &- count))
      store(
        load(first),
        _mm256_andnot_si256(
          _mm256_cmpgt_epi8(others, lanes(from: 0)), load(first + (count &- 32))),
        in: block, at: 0)
    } else {
      store(zero, zero, in: block, at: 0)
      block.copyMemory(from: pixels, byteCount: count)
    }
  }

  /// In each lane its number, counted from `first`.
  @inline(__always)
  private func lanes(from first: Int8) -> __m256i {
    _mm256_add_epi8(
      _mm256_set1_epi8(first),
      _mm256_setr_epi8(
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26, 27, 28, 29, 30, 31))
  }

  @inline(__always)
  private func load(_ place: UnsafeRawPointer) -> __m256i { place.loadUnaligned(as: __m256i.self) }

  /// The absolute differences of two blocks, and their sum.
  @inline(__always)
  private func difference(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, addedTo sums: inout __m256i
  ) -> (low: __m256i, high: __m256i) {
    let (lowA, lowB) = (load(a), load(b))
    let (highA, highB) = (load(a + 32), load(b + 32))
    sums = _mm256_add_epi64(
      sums, _mm256_add_epi64(_mm256_sad_epu8(lowA, lowB), _mm256_sad_epu8(highA, highB)))
    return (
      _mm256_sub_epi8(_mm256_max_epu8(lowA, lowB), _mm256_min_epu8(lowA, lowB)),
      _mm256_sub_epi8(_mm256_max_epu8(highA, highB), _mm256_min_epu8(highA, highB))
    )
  }

  @inline(__always)
  private func store(
    _ low: __m256i, _ high: __m256i, in list: UnsafeMutableRawPointer, at index: Int
  ) {
    (list + index &* width).storeBytes(of: low, as: __m256i.self)
    (list + (index &* width &+ 32)).storeBytes(of: high, as: __m256i.self)
  }

  @inline(__always)
  private func oneIfValue(_ low: __m256i, _ high: __m256i, above limit: __m256i) -> Int {
    let over = _mm256_subs_epu8(_mm256_max_epu8(low, high), limit)
    return Int(truncatingIfNeeded: 1 &- _mm256_testz_si256(over, over))
  }

  /// The sum of the four lanes of 64 bits.
  @inline(__always)
  private func total(_ lanes: __m256i) -> UInt64 {
    UInt64(bitPattern: (lanes[0] &+ lanes[1]) &+ (lanes[2] &+ lanes[3]))
  }
#endif
