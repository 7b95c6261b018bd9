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

/// Whether any lane is above its limit.
@_transparent
func anyLane(of lanes: ByteLanes, isAbove limit: ByteLanes) -> Bool {
  let halves = unsafeBitCast(excess(lanes, over: limit), to: SIMD2<UInt64>.self)
  return (halves[0] | halves[1]) != 0
}

/// The lanes less 128, as signed bytes: the only bytes that SSE2 compares with one instruction.
@_transparent
func biased(_ lanes: ByteLanes) -> SIMD16<Int8> {
  unsafeBitCast(lanes ^ 0x80, to: SIMD16<Int8>.self)
}

/// Adds 1 in each lane whose value is above its threshold, both biased.
@_transparent
func addOne(
  to counts: inout ByteLanes, where values: SIMD16<Int8>, isAbove threshold: SIMD16<Int8>
) {
  let none = ByteLanes(repeating: 0)
  counts = counts &- none.replacing(with: 255, where: values .> threshold)
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
  // The compiler makes one `psadbw` of it; 13 % faster over quiet pixels than `pairSums` and
  // `smallTotal`.
  var sum: UInt32 = 0
  for index in 0..<16 { sum &+= UInt32(lanes[index]) }
  return UInt64(sum)
}

/// The sum of all lanes, which must be below 256.
@_transparent
func smallTotal(of lanes: ByteLanes) -> UInt32 {
  let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  // The multiplication adds all eight bytes up in the highest one.
  return UInt32(truncatingIfNeeded: ((halves[0] &+ halves[1]) &* 0x0101_0101_0101_0101) &>> 56)
}

/// The sum of all lanes, which must be below 65,536.
@_transparent
func smallTotal(of lanes: SIMD8<UInt16>) -> UInt64 {
  let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  // The multiplication adds all four values up in the highest one.
  return ((halves[0] &+ halves[1]) &* 0x0001_0001_0001_0001) &>> 48
}
