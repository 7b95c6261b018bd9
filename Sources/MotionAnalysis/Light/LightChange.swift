/// How the light of a group of pixels changed between two frames, estimated from its grid.
///
/// The light's change is taken for a straight line: a pixel that was `p` becomes `p + offset + gain p`.
/// The line goes through the medians of the darker and the brighter half of the pixels, so that an
/// animal, which is the smaller part of its arena, hardly bends it.
struct LightChange {
  /// The median of the signed differences, grey levels.
  var shift: Int
  /// `[earlier value]`: the value expected now; `nil` where the change cannot be taken out soundly.
  var expected: [UInt8]?

  /// Smaller shifts are none, grey levels.
  static let leastShift = 2
  /// Larger shifts are not taken out, grey levels.
  static let mostShift = 40
  /// No more than this part of the pixels may stand at the end of the scale, 0-1.
  static let mostClipped = 0.05

  /// Estimates the change in one group; `nil` when there is none worth speaking of.
  init?(current: [UInt8], earlier: [UInt8], range: Range<Int>) {
    guard Self.mayHaveShifted(current, earlier, [range]) else { return nil }
    shift = DifferenceHistogram(current: current, earlier: earlier, range: range).median
    guard abs(shift) >= Self.leastShift else { return nil }
    expected = Self.line(current, earlier, range, shift: shift)
  }

  /// Whether at least half of the pixels became brighter, or darker, by the least shift: a fast look.
  static func mayHaveShifted(
    _ current: [UInt8], _ earlier: [UInt8], _ ranges: [Range<Int>]
  ) -> Bool {
    var brighter: Int32 = 0
    var darker: Int32 = 0
    var count = 0
    current.withUnsafeBufferPointer { current in
      earlier.withUnsafeBufferPointer { earlier in
        for range in ranges {
          count += range.count
          for index in range {
            let difference = Int32(current[index]) &- Int32(earlier[index])
            // The sign bit of 1 - d is set where d is 2 and more.
            brighter &+= Int32(bitPattern: UInt32(bitPattern: 1 &- difference) &>> 31)
            darker &+= Int32(bitPattern: UInt32(bitPattern: 1 &+ difference) &>> 31)
          }
        }
      }
    }
    return 2 * Int(max(brighter, darker)) >= count && count > 0
  }

  private static func line(
    _ current: [UInt8], _ earlier: [UInt8], _ range: Range<Int>, shift: Int
  ) -> [UInt8]? {
    guard abs(shift) <= mostShift else { return nil }
    let clipped = range.count { clips(current[$0]) && !clips(earlier[$0]) }
    guard Double(clipped) <= mostClipped * Double(range.count) else { return nil }
    let order = range.sorted { (earlier[$0], $0) < (earlier[$1], $1) }
    let half = order.count / 2
    let (dark, bright) = (order[..<half], order[half...])
    let median = { (values: [Int]) in values.sorted()[values.count / 2] }
    let pixel = { (index: Int) in Int(earlier[index]) }
    let change = { (index: Int) in Int(current[index]) - Int(earlier[index]) }
    guard !dark.isEmpty else { return nil }
    let (x0, x1) = (Double(median(dark.map(pixel))), Double(median(bright.map(pixel))))
    let (y0, y1) = (Double(median(dark.map(change))), Double(median(bright.map(change))))
    if x1 - x0 >= 16 {
      let gain = min(max((y1 - y0) / (x1 - x0), -0.5), 0.5)
      return table(gain: gain, offset: y0 - gain * x0)
    }
    // Too little contrast for a slope: all pixels change alike, or all by the same part; the few that
    // are darker or brighter tell which.
    let rest = { (table: [UInt8]) in
      range.reduce(0) { $0 + abs(Int(current[$1]) - Int(table[Int(earlier[$1])])) }
    }
    let added = table(gain: 0, offset: Double(shift))
    let scaled = table(gain: Double(shift) / max(1, (x0 + x1) / 2), offset: 0)
    return rest(scaled) < rest(added) ? scaled : added
  }

  /// `[earlier value]`: `value (1 + gain) + offset`.
  private static func table(gain: Double, offset: Double) -> [UInt8] {
    (0...255).map { value in
      UInt8(min(max((Double(value) * (1 + gain) + offset).rounded(), 0), 255))
    }
  }

  private static func clips(_ value: UInt8) -> Bool { value <= 1 || value >= 254 }
}
