// Operations on sixteen pixels at once. Each is written so that the compiler turns it into one to
// four SSE2 instructions, which was checked in the machine code: `pointwiseMax`, `any`, `max()`,
// `wrappedSum()` and `SIMD32`/`SIMD64` comparisons become calls or byte-by-byte code instead.

/// Sixteen pixels.
typealias ByteLanes = SIMD16<UInt8>

/// The sixteen pixels at an address of any alignment.
@inline(__always)
func load(_ address: UnsafePointer<UInt8>) -> ByteLanes {
  UnsafeRawPointer(address).loadUnaligned(as: ByteLanes.self)
}

/// In each lane the larger value.
@inline(__always)
func larger(_ a: ByteLanes, _ b: ByteLanes) -> ByteLanes {
  a.replacing(with: b, where: b .> a)
}

/// In each lane the smaller value.
@inline(__always)
func smaller(_ a: ByteLanes, _ b: ByteLanes) -> ByteLanes {
  a.replacing(with: b, where: b .< a)
}

/// In each lane the absolute difference.
@inline(__always)
func absoluteDifference(_ a: ByteLanes, _ b: ByteLanes) -> ByteLanes {
  larger(a, b) &- smaller(a, b)
}

/// Whether any lane is above its limit.
@inline(__always)
func anyLane(of lanes: ByteLanes, isAbove limit: ByteLanes) -> Bool {
  let excess = unsafeBitCast(larger(lanes, limit) &- limit, to: SIMD2<UInt64>.self)
  return (excess[0] | excess[1]) != 0
}

/// The lanes less 128, as signed bytes: the only bytes that SSE2 compares with one instruction.
@inline(__always)
func biased(_ lanes: ByteLanes) -> SIMD16<Int8> {
  unsafeBitCast(lanes ^ 0x80, to: SIMD16<Int8>.self)
}

/// Adds 1 to the count in each lane whose difference is above its threshold, both biased.
@inline(__always)
func count(
  _ differences: SIMD16<Int8>, above threshold: SIMD16<Int8>, into counts: inout ByteLanes
) {
  let none = ByteLanes(repeating: 0)
  counts = counts &- none.replacing(with: 255, where: differences .> threshold)
}

/// The sum of all values, which must be below 256.
@inline(__always)
func smallTotal(of lanes: ByteLanes) -> UInt32 {
  let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  // The multiplication adds all eight bytes up in the highest one.
  return UInt32(truncatingIfNeeded: ((halves[0] &+ halves[1]) &* 0x0101_0101_0101_0101) &>> 56)
}

/// The sums of neighbouring values.
@inline(__always)
func pairSums(_ lanes: ByteLanes) -> SIMD8<UInt16> {
  let pairs = unsafeBitCast(lanes, to: SIMD8<UInt16>.self)
  return (pairs & 0xFF) &+ (pairs &>> 8)
}

/// The sum of all values, which must be below 65,536.
@inline(__always)
func smallTotal(of lanes: SIMD8<UInt16>) -> UInt64 {
  let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  // The multiplication adds all four values up in the highest one.
  return ((halves[0] &+ halves[1]) &* 0x0001_0001_0001_0001) &>> 48
}

/// The sum of all values: one `psadbw`.
@inline(__always)
func total(of lanes: ByteLanes) -> UInt32 {
  var sum: UInt32 = 0
  for index in 0..<16 { sum &+= UInt32(lanes[index]) }
  return sum
}
