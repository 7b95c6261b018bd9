private import CIntrinsics

// Operations on sixteen pixels at once, each written in a form that the compiler was seen to turn
// into one to four SSE2 instructions (Swift 6.3.1, baseline x86-64). `any`, `max()`, `wrappedSum()`,
// `pointwiseMax`, `lowHalf`/`highHalf` chains and the wider SIMD types become calls or byte-by-byte
// code instead; look at the machine code after any change here.
//
// `@_transparent`, also in Block, because `@inline(__always)` left calls from file to file in release
// builds of the package, at a quarter of the speed.

/// Sixteen pixels.
typealias ByteLanes = SIMD16<UInt8>

/// The sixteen pixels at an address of any alignment.
@_transparent
func load(_ pixels: UnsafePointer<UInt8>) -> ByteLanes {
  UnsafeRawPointer(pixels).loadUnaligned(as: ByteLanes.self)
}

/// In each lane the larger value.
@_transparent
func larger(_ a: ByteLanes, _ b: ByteLanes) -> ByteLanes {
  a.replacing(with: b, where: b .> a)
}

/// In each lane the smaller value.
@_transparent
func smaller(_ a: ByteLanes, _ b: ByteLanes) -> ByteLanes {
  a.replacing(with: b, where: b .< a)
}

/// In each lane the absolute difference.
@_transparent
func absoluteDifference(_ a: ByteLanes, _ b: ByteLanes) -> ByteLanes {
  larger(a, b) &- smaller(a, b)
}

/// In each lane by how much the value exceeds its limit; 0 where it does not.
@_transparent
func excess(_ lanes: ByteLanes, over limit: ByteLanes) -> ByteLanes {
  larger(lanes, limit) &- limit
}

/// In each lane 1 if the value exceeds its limit, else 0.
@_transparent
func oneIfAbove(_ lanes: ByteLanes, _ limit: ByteLanes) -> ByteLanes {
  0 &- unsafeBitCast(lanes .> limit, to: ByteLanes.self)
}

/// 1 if any value exceeds the limit of its lane, else 0, without a branch.
@_transparent
func oneIfAny(_ lanes: ByteLanes, above limit: ByteLanes) -> Int {
  let halves = unsafeBitCast(excess(lanes, over: limit), to: SIMD2<UInt64>.self)
  let any = halves[0] | halves[1]
  return Int(truncatingIfNeeded: (any | (0 &- any)) &>> 63)
}

/// Sums of lanes, in some of four places.
typealias LaneSums = SIMD4<UInt32>

/// The sums of lanes, which together are the sum of all.
@_transparent
func laneSums(_ lanes: ByteLanes) -> LaneSums {
  #if arch(x86_64)
    let sums = _mm_sad_epu8(unsafeBitCast(lanes, to: __m128i.self), _mm_setzero_si128())
    return unsafeBitCast(sums, to: LaneSums.self)
  #else
    let pairs = unsafeBitCast(lanes, to: SIMD8<UInt16>.self)
    let sums = unsafeBitCast((pairs & 0xFF) &+ (pairs &>> 8), to: LaneSums.self)
    return (sums & 0xFFFF) &+ (sums &>> 16)
  #endif
}

/// The sum of all.
@_transparent
func total(of sums: LaneSums) -> UInt64 {
  let halves = unsafeBitCast(sums, to: SIMD2<UInt64>.self)
  let sum = halves[0] &+ halves[1]
  return (sum & 0xFFFF_FFFF) &+ (sum &>> 32)
}
