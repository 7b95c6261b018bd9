import ImmobilityCore
import Testing

@testable import TraceFiles

/// What is read is what `LadderCounts`, `LadderDepths` and `LadderRows` took apart, at every number of
/// samples and for any of the rungs.
@Suite struct LadderReadingTests {
  private static let thresholds: [UInt8] = [0, 1, 7, 40, 255]

  /// Counts and depths that go to all their limits.
  private func made(samples: Int, pixels: Int, seed: UInt64) -> Comparisons {
    var generator = SeededGenerator(seed: seed)
    var made = Comparisons()
    for _ in 0..<samples {
      let kind = Int.random(in: 0..<4, using: &generator)
      var count = kind == 0 ? 0 : kind == 1 ? pixels : Int.random(in: 0...pixels, using: &generator)
      for _ in Self.thresholds {
        made.changed.append(UInt32(count))
        made.depth.append(
          kind == 0 ? 0 : kind == 1 ? .max : UInt16.random(in: 0 ... .max, using: &generator))
        if kind > 1 { count = Int.random(in: 0...count, using: &generator) }
      }
    }
    return made
  }

  private func rows(_ numbers: [[[Int64]]], samples: Int) -> LadderReading.Rows {
    let rungs = numbers[0].count
    let rows = LadderRows(numbers, rungs: rungs, samples: samples)
    return .init(
      planes: (0..<rungs).map(rows.planes),
      centres: rows.centres.integers(as: Int64.self).map { Int32($0) })
  }

  @Test(arguments: [0, 1, 2, 511, 512, 513, 1_300], [1, 3, 1_000, 921_600, Int(Int32.max)])
  func everyNumberComesBack(samples: Int, pixels: Int) throws {
    let rungs = Self.thresholds.indices
    let slopes = LadderDepths.slopes(pixelThresholds: Self.thresholds, pixels: Int64(pixels))
    let arenas = [1, 2].map { made(samples: samples, pixels: pixels, seed: $0) }
    let bands = rows(
      arenas.map { arena in
        rungs.map { LadderCounts.band($0, of: arena.changed, rungs: rungs.count) }
      }, samples: samples)
    let rests = rows(
      arenas.map { arena in rungs.map { LadderDepths.rest($0, of: arena, slopes: slopes) } },
      samples: samples)
    for (wanted, rests) in [(0...4, rests), (0...0, rests), (2...3, rests), (4...4, nil)] {
      let reading = LadderReading(bands: bands, rests: rests, wanted: wanted, samples: samples)
      for (index, arena) in arenas.enumerated() {
        let read = reading.read(arena: index, pixels: Int64(pixels), slopes: slopes)
        let places = (0..<samples).flatMap { sample in wanted.map { sample * rungs.count + $0 } }
        #expect(read?.changed == places.map { arena.changed[$0] })
        #expect(read?.depth == (rests == nil ? [] : places.map { arena.depth[$0] }))
      }
    }
  }

  @Test func whatCannotBeIsRefused() {
    let slopes = LadderDepths.slopes(pixelThresholds: [10, 20], pixels: 100)
    func read(_ bands: [Int64], _ rests: [Int64], pixels: Int64) -> Bool {
      let reading = LadderReading(
        bands: rows([bands.map { [$0] }], samples: 1),
        rests: rows([rests.map { [$0] }], samples: 1),
        wanted: 0...1, samples: 1)
      return reading.read(arena: 0, pixels: pixels, slopes: slopes) != nil
    }
    #expect(read([60, 40], [0, 0], pixels: 100))
    #expect(!read([61, 40], [0, 0], pixels: 100))  // more than there are pixels
    #expect(!read([-1, 40], [0, 0], pixels: 100))  // fewer than at the next rung
    #expect(!read([Int64(Int32.max), 2], [0, 0], pixels: 100))  // more than a count can be
    #expect(!read([0, 0], [0, -1], pixels: 100))  // a depth below 0
    #expect(read([0, 0], [0, 65_535], pixels: 100))
    #expect(!read([0, 0], [1, 65_535], pixels: 100))  // and above the most
  }
}
