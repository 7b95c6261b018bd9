// Compiled for processors with AVX2, and called on no others: MotionKernels chooses when the program
// runs. Only functions over pointers stand here. Of generic code a copy for such processors would come
// into being that the linker may keep for everybody; Scripts/check-instructions looks for them.
#if arch(x86_64)
  import CIntrinsics

  /// The number of pixels of a block.
  private let width = 64
  /// The most blocks of a run: a lane of bytes counts up to two pixels of each.
  private let mostWideBlocks = 64
  /// The bytes of room that `compareWide` needs: the last pixels of two rows, and a list of blocks.
  public let wideRoomBytes = 2 * width + mostWideBlocks * MemoryLayout<Int>.size
  /// Levels that have to stand behind the last rung's: nothing exceeds them.
  public let wideLevelsBehind = 3

  /// Where one in so many blocks of a run exceeds the lowest rung, the next run goes up the first three
  /// rungs at once.
  private let busyPart = 3

  /// Compares two pictures inside row spans: for every rung of a ladder how many differences exceed it, and
  /// the sum of all.
  ///
  /// Blocks of 64 pixels with a difference above the lowest rung are put on a list; the list then goes up
  /// the ladder, three rungs at a time, and gets shorter. Where many would be listed no processor foresees
  /// which: there all blocks go up the first three rungs at once, and the list begins after them.
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
  ///   - room: `wideRoomBytes` to work in, from an address that 64 divides.
  ///   - changed: `[group * rungs + rung]`: the pixels whose difference exceeds it are **added** here, modulo
  ///     2^32.
  ///   - sums: `[group]`: all differences, grey levels, are **added** here.
  @inline(never)
  public func compareWide(
    _ current: UnsafePointer<UInt8>, stride currentStride: Int,
    _ earlier: UnsafePointer<UInt8>, stride earlierStride: Int,
    spans: UnsafePointer<Int32>, spanCount: Int,
    levels: UnsafePointer<UInt8>, rungs: Int, room: UnsafeMutableRawPointer,
    changed: UnsafeMutablePointer<UInt32>, sums: UnsafeMutablePointer<UInt64>
  ) {
    var isBusy = false
    var span = spans
    let last = spans + 4 &* spanCount
    while span < last {
      let (row, column, group) = (Int(span[0]), Int(span[1]), Int(span[3]))
      let count = Int(span[2]) &- column
      if count > 0 {
        sums[group] &+= compareRow(
          current + (row &* currentStride &+ column), earlier + (row &* earlierStride &+ column),
          count: count, levels: levels, rungs: rungs, room: room,
          changed: changed + group &* rungs, isBusy: &isBusy)
      }
      span += 4
    }
  }

  /// Compares two rows of pixels.
  ///
  /// - Parameter isBusy: whether many blocks of the run before exceeded the lowest rung; becomes whether
  ///   many of the last one do. Nothing but the speed depends on it.
  /// - Returns: the sum of all differences.
  @inline(__always)
  private func compareRow(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    levels: UnsafePointer<UInt8>, rungs: Int, room: UnsafeMutableRawPointer,
    changed: UnsafeMutablePointer<UInt32>, isBusy: inout Bool
  ) -> UInt64 {
    let rows = Rows(a, b, count: count, room: room)
    let list = (room + 2 &* width).assumingMemoryBound(to: Int.self)
    let lowest = _mm256_set1_epi8(Int8(bitPattern: levels[0]))
    var sums = _mm256_setzero_si256()
    var first = 0
    while first < rows.blocks {
      let end = min(rows.blocks, first &+ mostWideBlocks)
      var block = first
      var listed = 0
      var rung = 0
      if isBusy {
        var trio = RungTrio(levels)
        while block < end {
          let values = rows.difference(block, addedTo: &sums)
          trio.add(values)
          list[listed] = block
          listed &+= oneIfAny(most(values), above: trio.next)
          block &+= 1
        }
        let exceeding = trio.flush(to: changed, rungs: rungs)
        isBusy = exceeding &* busyPart >= end &- first
        rung = 3
      } else {
        while block &+ 2 <= min(end, rows.whole) {
          let most0 = most(rows.difference(whole: block, addedTo: &sums))
          let most1 = most(rows.difference(whole: block &+ 1, addedTo: &sums))
          if oneIfAny(_mm256_max_epu8(most0, most1), above: lowest) == 1 {
            list[listed] = block
            listed &+= oneIfAny(most0, above: lowest)
            list[listed] = block &+ 1
            listed &+= oneIfAny(most1, above: lowest)
          }
          block &+= 2
        }
        while block < end {
          list[listed] = block
          listed &+= oneIfAny(most(rows.difference(block, addedTo: &sums)), above: lowest)
          block &+= 1
        }
        isBusy = listed &* busyPart >= end &- first
      }
      while listed > 0, rung < rungs {
        var trio = RungTrio(levels + rung)
        var kept = 0
        var index = 0
        while index < listed {
          let values = rows.difference(list[index])
          trio.add(values)
          list[kept] = list[index]
          kept &+= oneIfAny(most(values), above: trio.next)
          index &+= 1
        }
        _ = trio.flush(to: changed + rung, rungs: rungs &- rung)
        listed = kept
        rung &+= 3
      }
      first = end
    }
    return total(sums)
  }

  /// The values of a block.
  private typealias Values = (low: __m256i, high: __m256i)

  /// Two rows of pixels, block by block.
  private struct Rows {
    /// The number of blocks, of which the last may not be full.
    let blocks: Int
    /// The number of full blocks.
    let whole: Int
    private let a: UnsafeRawPointer
    private let b: UnsafeRawPointer
    private let restA: UnsafeRawPointer
    private let restB: UnsafeRawPointer

    @inline(__always)
    init(
      _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
      room: UnsafeMutableRawPointer
    ) {
      let rest = count & (width &- 1)
      whole = count / width
      blocks = rest > 0 ? whole &+ 1 : whole
      self.a = UnsafeRawPointer(a)
      self.b = UnsafeRawPointer(b)
      restA = UnsafeRawPointer(room)
      restB = UnsafeRawPointer(room + width)
      if rest > 0 {
        takeRest(a, count: count, rest: rest, into: room)
        takeRest(b, count: count, rest: rest, into: room + width)
      }
    }

    /// The absolute differences of a block.
    @inline(__always)
    func difference(_ block: Int) -> Values {
      differences(
        block == whole ? restA : a + block &* width, block == whole ? restB : b + block &* width)
    }

    /// The absolute differences of a block, whose sum is added.
    @inline(__always)
    func difference(_ block: Int, addedTo sums: inout __m256i) -> Values {
      differences(
        block == whole ? restA : a + block &* width, block == whole ? restB : b + block &* width,
        addedTo: &sums)
    }

    /// The same of a full block.
    @inline(__always)
    func difference(whole block: Int, addedTo sums: inout __m256i) -> Values {
      differences(a + block &* width, b + block &* width, addedTo: &sums)
    }
  }

  /// Counts what exceeds three neighbouring rungs.
  private struct RungTrio {
    /// In every lane the level of the rung after them.
    let next: __m256i
    /// In every lane a rung's level, with sign.
    private let level0: __m256i
    private let level1: __m256i
    private let level2: __m256i
    /// In every lane how many values exceeded the rung.
    private var count0 = _mm256_setzero_si256()
    private var count1 = _mm256_setzero_si256()
    private var count2 = _mm256_setzero_si256()

    @inline(__always)
    init(_ levels: UnsafePointer<UInt8>) {
      level0 = withSign(_mm256_set1_epi8(Int8(bitPattern: levels[0])))
      level1 = withSign(_mm256_set1_epi8(Int8(bitPattern: levels[1])))
      level2 = withSign(_mm256_set1_epi8(Int8(bitPattern: levels[2])))
      next = _mm256_set1_epi8(Int8(bitPattern: levels[3]))
    }

    @inline(__always)
    mutating func add(_ values: Values) {
      let signed = (low: withSign(values.low), high: withSign(values.high))
      Self.add(signed, above: level0, to: &count0)
      Self.add(signed, above: level1, to: &count1)
      Self.add(signed, above: level2, to: &count2)
    }

    @inline(__always)
    private static func add(_ values: Values, above level: __m256i, to count: inout __m256i) {
      // -1 in each lane that exceeds the rung.
      count = _mm256_sub_epi8(
        count,
        _mm256_add_epi8(
          _mm256_cmpgt_epi8(values.low, level), _mm256_cmpgt_epi8(values.high, level)))
    }

    /// Adds what was counted to the rungs, the second and third of which may not be there.
    ///
    /// - Returns: the pixels that exceed the first.
    @inline(__always)
    func flush(to changed: UnsafeMutablePointer<UInt32>, rungs: Int) -> Int {
      let exceeding = total(ofBytes: count0)
      changed[0] &+= UInt32(truncatingIfNeeded: exceeding)
      if rungs > 1 { changed[1] &+= UInt32(truncatingIfNeeded: total(ofBytes: count1)) }
      if rungs > 2 { changed[2] &+= UInt32(truncatingIfNeeded: total(ofBytes: count2)) }
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
        (
          _mm256_andnot_si256(_mm256_cmpgt_epi8(others, lanes(from: 0)), load(last)),
          _mm256_andnot_si256(_mm256_cmpgt_epi8(others, lanes(from: 32)), load(last + 32))
        ), in: block)
    } else if count >= 32 {
      let first = UnsafeRawPointer(pixels)
      let others = _mm256_set1_epi8(Int8(truncatingIfNeeded: width &- count))
      store(
        (
          load(first),
          _mm256_andnot_si256(
            _mm256_cmpgt_epi8(others, lanes(from: 0)), load(first + (count &- 32)))
        ), in: block)
    } else {
      store((zero, zero), in: block)
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

  /// The absolute differences of two blocks.
  @inline(__always)
  private func differences(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Values {
    (absoluteDifference(load(a), load(b)), absoluteDifference(load(a + 32), load(b + 32)))
  }

  /// The absolute differences of two blocks, whose sum is added.
  @inline(__always)
  private func differences(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, addedTo sums: inout __m256i
  ) -> Values {
    sums = _mm256_add_epi64(
      sums,
      _mm256_add_epi64(
        _mm256_sad_epu8(load(a), load(b)), _mm256_sad_epu8(load(a + 32), load(b + 32))))
    return differences(a, b)
  }

  @inline(__always)
  private func absoluteDifference(_ a: __m256i, _ b: __m256i) -> __m256i {
    _mm256_sub_epi8(_mm256_max_epu8(a, b), _mm256_min_epu8(a, b))
  }

  /// Bytes from 0 to 255 as bytes from -128 to 127, in the same order: only those can be compared.
  @inline(__always)
  private func withSign(_ lanes: __m256i) -> __m256i {
    _mm256_xor_si256(lanes, _mm256_set1_epi8(-128))
  }

  /// The largest values of a block: that of all is among them.
  @inline(__always)
  private func most(_ values: Values) -> __m256i { _mm256_max_epu8(values.low, values.high) }

  /// 1 if any lane exceeds the limit, else 0.
  @inline(__always)
  private func oneIfAny(_ lanes: __m256i, above limit: __m256i) -> Int {
    let over = _mm256_subs_epu8(lanes, limit)
    return Int(truncatingIfNeeded: 1 &- _mm256_testz_si256(over, over))
  }

  @inline(__always)
  private func store(_ values: Values, in block: UnsafeMutableRawPointer) {
    block.storeBytes(of: values.low, as: __m256i.self)
    (block + 32).storeBytes(of: values.high, as: __m256i.self)
  }

  /// The sum of the 32 lanes of 8 bits.
  @inline(__always)
  private func total(ofBytes lanes: __m256i) -> UInt64 {
    total(_mm256_sad_epu8(lanes, _mm256_setzero_si256()))
  }

  /// The sum of the four lanes of 64 bits.
  @inline(__always)
  private func total(_ lanes: __m256i) -> UInt64 {
    UInt64(bitPattern: (lanes[0] &+ lanes[1]) &+ (lanes[2] &+ lanes[3]))
  }
#endif
