// Compiled for processors with AVX2, and called on no others: MotionKernels chooses when the program
// runs. Only functions over pointers stand here. Of generic code a copy for such processors would come
// into being that the linker may keep for everybody; Scripts/check-instructions looks for them.
#if arch(x86_64)
  import CIntrinsics

  /// The number of pixels of a block.
  private let width = 64

  /// Adds the absolute differences of a run of blocks of 64 pixels, as `Climb` of MotionKernels does it
  /// sixteen pixels at a time.
  ///
  /// - Parameters:
  ///   - a: the first pixel of one picture's run.
  ///   - b: the first pixel of the other's.
  ///   - blocks: the number of blocks, at most 63.
  ///   - list: room for as many blocks.
  ///   - levels: `[step]`: the grey levels that a difference has to exceed, increasing, and behind the last
  ///     step's 255.
  ///   - counts: `[step]`: the pixels that exceed it are **added** here.
  ///   - bands: `[step]`: by how much they do, none counted beyond the next step, is **added** here.
  ///   - reached: becomes the number of steps that a difference exceeded, where it was less.
  /// - Returns: the sum of the differences, none counted as more than the first step's level, and the number
  ///   of blocks with one that exceeded it.
  @inline(never)
  public func climbWide(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, blocks: Int,
    list: UnsafeMutableRawPointer,
    levels: UnsafePointer<UInt8>, counts: UnsafeMutablePointer<UInt32>,
    bands: UnsafeMutablePointer<UInt64>, reached: UnsafeMutablePointer<Int>
  ) -> (below: UInt64, listed: Int) {
    let zero = _mm256_setzero_si256()
    var limit = _mm256_set1_epi8(Int8(bitPattern: levels[0]))
    var sums = zero
    var listed = 0
    var block = 0
    // Without a branch: with noise no processor foresees which blocks exceed the first step.
    while block < blocks {
      let place = block &* width
      let low = difference(a + place, b + place)
      let high = difference(a + (place &+ 32), b + (place &+ 32))
      sums = _mm256_add_epi64(
        sums,
        _mm256_add_epi64(
          _mm256_sad_epu8(_mm256_min_epu8(low, limit), zero),
          _mm256_sad_epu8(_mm256_min_epu8(high, limit), zero)))
      store(low, high, in: list, at: listed)
      listed &+= oneIfValue(low, high, above: limit)
      block &+= 1
    }
    let found = (below: total(sums), listed: listed)

    var step = 0
    while listed > 0 {
      let next = levels[step &+ 1]
      let clamp = _mm256_set1_epi8(Int8(bitPattern: next &- levels[step]))
      let top = _mm256_set1_epi8(Int8(bitPattern: next))
      var none = zero
      sums = zero
      var kept = 0
      var index = 0
      while index < listed {
        let place = list + index &* width
        let low = load(place)
        let high = load(place + 32)
        let overLow = _mm256_min_epu8(_mm256_subs_epu8(low, limit), clamp)
        let overHigh = _mm256_min_epu8(_mm256_subs_epu8(high, limit), clamp)
        // -1 in each lane that does not exceed the step.
        none = _mm256_sub_epi8(
          none, _mm256_add_epi8(_mm256_cmpeq_epi8(overLow, zero), _mm256_cmpeq_epi8(overHigh, zero))
        )
        sums = _mm256_add_epi64(
          sums,
          _mm256_add_epi64(_mm256_sad_epu8(overLow, zero), _mm256_sad_epu8(overHigh, zero)))
        store(low, high, in: list, at: kept)
        kept &+= oneIfValue(low, high, above: top)
        index &+= 1
      }
      let without = total(_mm256_sad_epu8(none, zero))
      counts[step] &+= UInt32(truncatingIfNeeded: UInt64(listed &* width) &- without)
      bands[step] &+= total(sums)
      limit = top
      listed = kept
      step &+= 1
    }
    if step > reached[0] { reached[0] = step }
    return found
  }

  @inline(__always)
  private func load(_ place: UnsafeRawPointer) -> __m256i { place.loadUnaligned(as: __m256i.self) }

  @inline(__always)
  private func difference(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>) -> __m256i {
    let one = load(a)
    let other = load(b)
    return _mm256_sub_epi8(_mm256_max_epu8(one, other), _mm256_min_epu8(one, other))
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
