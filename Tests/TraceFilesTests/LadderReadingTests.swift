import ImmobilityCore
import Testing

@testable import TraceFiles

/// What is read is what `LadderCounts` and `LadderDepths` took apart, at every number of samples.
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

  @Test(arguments: [0, 1, 2, 255, 256, 257, 700], [1, 3, 1_000, 921_600, Int(Int32.max)])
  func everyNumberComesBack(samples: Int, pixels: Int) throws {
    let rungs = Self.thresholds.count
    let ladder = LadderDepths(pixelThresholds: Self.thresholds)
    let arenas = [1, 2].map { made(samples: samples, pixels: pixels, seed: $0) }
    var bands: [UInt32] = []
    var rests: [Int64] = []
    for arena in arenas {
      LadderCounts.appendBands(of: arena.changed, rungs: rungs, to: &bands)
      ladder.appendRest(of: arena, pixels: pixels, to: &rests)
    }
    let shape = [arenas.count, rungs, samples]
    BytePlanes.split(bands, shape: shape).withJoining { bands in
      BytePlanes.splitSigned(rests, shape: shape).withJoining { rests in
        let reading = LadderReading(bands: bands, rests: rests, ladder: ladder, samples: samples)
        for (index, arena) in arenas.enumerated() {
          let read = reading.read(arena: index, pixels: Int64(pixels))
          #expect(read?.changed == arena.changed)
          #expect(read?.depth == arena.depth)
        }
      }
    }
  }

  @Test func whatCannotBeIsRefused() {
    let ladder = LadderDepths(pixelThresholds: [10, 20])
    func read(_ bands: [UInt32], _ rests: [Int64], pixels: Int64) -> Bool {
      BytePlanes.split(bands, shape: [1, 2, 1]).withJoining { bands in
        BytePlanes.splitSigned(rests, shape: [1, 2, 1]).withJoining { rests in
          LadderReading(bands: bands, rests: rests, ladder: ladder, samples: 1)
            .read(arena: 0, pixels: pixels) != nil
        }
      }
    }
    #expect(read([60, 40], [0, 0], pixels: 100))
    #expect(!read([61, 40], [0, 0], pixels: 100))  // more than there are pixels
    #expect(!read([.max, 2], [0, 0], pixels: 100))  // more than a count can be
    #expect(!read([0, 0], [0, -1], pixels: 100))  // a depth below 0
    #expect(read([0, 0], [0, 65_535], pixels: 100))
    #expect(!read([0, 0], [1, 65_535], pixels: 100))  // and above the most
  }
}
