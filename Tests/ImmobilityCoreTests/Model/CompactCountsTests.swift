import Testing

@testable import ImmobilityCore

/// Numbers are kept like in an array, however many bytes they need.
@Suite struct CompactCountsTests {
  /// Numbers on both sides of each border between numbers of bytes.
  private static let borders: [UInt64] = [
    0, 1, 255, 256, 0xFFFF, 0x1_0000, 0x1_0001, 0xFF_FFFF, 0x100_0000, 0x100_0001, 0xFFFF_FFFF,
    0x1_0000_0000, 0x1_0000_0001, mostPixels, 255 * mostPixels, 1 << 63, .max - 1, .max,
  ]
  /// The pixels of the largest picture.
  private static let mostPixels: UInt64 = 67_108_864

  /// Series of small numbers with larger ones here and there.
  private static func series(seed: UInt64) -> [UInt64] {
    var generator = SeededGenerator(state: seed)
    return (0..<Int.random(in: 0...1_500, using: &generator)).map { _ in
      Int.random(in: 0..<200, using: &generator) == 0
        ? borders.randomElement(using: &generator) ?? 0
        : UInt64.random(in: 0...9_000, using: &generator)
    }
  }

  @Test func noNumbersAreNone() {
    let none = CompactCounts()
    #expect(none.isEmpty && none.count == 0 && Array(none) == [])
    #expect(none == CompactCounts([UInt32]()) && none == [] && none != [0])
  }

  @Test func eachBorderIsKept() {
    for border in Self.borders {
      // Alone, behind others, and in front of them.
      for values in [
        [border], [3, 0, border], [border, 0, 3], [border, border, 0, .max, border],
      ] {
        var appended = CompactCounts()
        for value in values { appended.append(value) }
        #expect(Array(appended) == values)
        #expect(Array(CompactCounts(values)) == values)
      }
    }
  }

  @Test(arguments: 0..<60)
  func everyWayGivesTheSameNumbers(seed: UInt64) {
    let values = Self.series(seed: seed)
    var appended = CompactCounts()
    appended.reserveCapacity(seed.isMultiple(of: 2) ? 1_500 : 0)
    for value in values { appended.append(value) }
    #expect(Array(appended) == values)
    #expect(values.indices.allSatisfy { appended[$0] == values[$0] })
    #expect(appended == CompactCounts(values) && appended == CompactCounts(values.lazy.map(\.self)))
    let short = values.map { UInt32(truncatingIfNeeded: $0) }
    #expect(Array(CompactCounts(short)) == short.map(UInt64.init))
  }

  @Test(arguments: 0..<60)
  func numbersAreReplaced(seed: UInt64) {
    var values = Self.series(seed: seed)
    var counts = CompactCounts(values)
    for (place, other) in zip(values.indices, Self.series(seed: seed + 1_000)) {
      values[place] = other
      counts[place] = other
      if place.isMultiple(of: 3) {
        values.append(other)
        counts.append(other)
      }
    }
    #expect(Array(counts) == values)
    #expect(counts == CompactCounts(values))
  }

  @Test func equalityIsThatOfTheNumbers() {
    var once: CompactCounts = [1, 1 << 40, 2]
    once[1] = 7
    #expect(once == [1, 7, 2])
    #expect(once != [1, 7] && once != [1, 8, 2] && once != [1, 7 + 1 << 16, 2])
    #expect(CompactCounts(repeating: 1 << 20, count: 3) == [1 << 20, 1 << 20, 1 << 20])
    #expect(CompactCounts(repeating: 5, count: 0).isEmpty)
  }
}
