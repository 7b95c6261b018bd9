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

/// The sums of neighbouring lanes.
@_transparent
func pairSums(_ lanes: ByteLanes) -> SIMD8<UInt16> {
  let pairs = unsafeBitCast(lanes, to: SIMD8<UInt16>.self)
  return (pairs & 0xFF) &+ (pairs &>> 8)
}

/// The sum of all lanes.
@_transparent
func total(of lanes: ByteLanes) -> UInt64 {
  let halves = unsafeBitCast(pairSums(lanes), to: SIMD2<UInt64>.self)
  // The multiplication adds all four pairs up in the highest one.
  return ((halves[0] &+ halves[1]) &* 0x0001_0001_0001_0001) &>> 48
}

/// The sum of all lanes.
@_transparent
func total(of lanes: SIMD8<UInt16>) -> UInt64 {
  let pairs = unsafeBitCast(lanes, to: SIMD4<UInt32>.self)
  let halves = unsafeBitCast((pairs & 0xFFFF) &+ (pairs &>> 16), to: SIMD2<UInt64>.self)
  let sum = halves[0] &+ halves[1]
  return (sum & 0xFFFF_FFFF) &+ (sum &>> 32)
}
