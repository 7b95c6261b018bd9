import ImmobilityCore
import Testing

@testable import TraceFiles

/// What is read is what `LadderWriting` took apart, at every number of samples and for any of the places.
@Suite struct LadderReadingTests {
  private static let rungs = 5

  /// Counts, depths and mean differences that go to all their limits.
  private func made(samples: Int, pixels: Int, seed: UInt64) -> Comparisons {
    var generator = SeededGenerator(seed: seed)
    var made = Comparisons()
    for _ in 0..<samples {
      let kind = Int.random(in: 0..<4, using: &generator)
      var count = kind == 0 ? 0 : kind == 1 ? pixels : Int.random(in: 0...pixels, using: &generator)
      for _ in 0..<Self.rungs {
        made.changed.append(UInt64(count))
        made.depth.append(
          kind == 0 ? 0 : kind == 1 ? .max : UInt16.random(in: 0 ... .max, using: &generator))
        if kind > 1 { count = Int.random(in: 0...count, using: &generator) }
      }
      let most = Comparisons.mostMeanDifference
      made.meanDifference.append(
        kind == 0 ? 0 : kind == 1 ? most : UInt16.random(in: 0...most, using: &generator))
    }
    return made
  }

  private func reading(_ writing: LadderWriting, arenas: Int, places: Int, samples: Int)
    -> LadderReading
  {
    let (centres, weights) = (writing.centres, writing.weights)
    let all = centres.shape[1]
    return LadderReading(
      planes: Array(writing.planes.prefix(places)),
      foretellings: (0..<arenas).map { arena in
        var foretelling = LadderForetelling(places: all)
        foretelling.centres = Array(
          centres.integers(as: Int64.self)[(arena * all)..<((arena + 1) * all)])
        foretelling.weights = Array(
          weights.integers(as: Int32.self)[(arena * all * all)..<((arena + 1) * all * all)])
        return foretelling
      }, samples: samples)
  }

  @Test(
    arguments: [0, 1, 2, 511, 512, 513, 1_300], [1, 3, 1_000, 921_600, Int(Int32.max)])
  func everyNumberComesBack(samples: Int, pixels: Int) throws {
    let arenas = [1, 2].map { made(samples: samples, pixels: pixels, seed: $0) }
    for first in [0...0, 1...2, 2...4, 4...4] {
      let order = LadderOrder(rungs: Self.rungs, first: first)
      let writing = LadderWriting(arenas, order: order, samples: samples)
      for wanted in [0...4, 0...0, 2...3, 4...4] {
        var targets = order.places.map { place -> LadderReading.Target in
          let rung = wanted.contains(place.rung) ? place.rung - wanted.lowerBound : nil
          return place.isDepth ? .depth(rung) : .changed(rung)
        }
        if wanted == 0...4 { targets.append(.difference) }
        let reading = reading(
          writing, arenas: arenas.count, places: targets.count, samples: samples)
        for (index, arena) in arenas.enumerated() {
          let read = reading.read(
            arena: index, pixels: pixels, targets: targets, rungs: wanted.count)
          let places = (0..<samples).flatMap { sample in wanted.map { sample * Self.rungs + $0 } }
          #expect(read?.changed == places.map { UInt32(arena.changed[$0]) })
          #expect(read?.depth == places.map { arena.depth[$0] })
          if wanted == 0...4 { #expect(read?.differences == arena.meanDifference) }
        }
      }
    }
  }

  /// Numbers that follow from each other leave hardly anything.
  @Test func whatIsForetoldIsNotKept() {
    var generator = SeededGenerator(seed: 3)
    var counted = Comparisons()
    for _ in 0..<1_000 {
      let count = UInt32.random(in: 0...10_000, using: &generator)
      counted.changed.append(contentsOf: [3 * count, 2 * count, count])
      counted.depth += [UInt16(5 * count / 2), UInt16(2 * count), UInt16(count)]
      counted.meanDifference.append(UInt16(4 * count))
    }
    let writing = LadderWriting(
      [counted], order: LadderOrder(rungs: 3, first: 1...2), samples: 1_000)
    for planes in writing.planes.dropFirst() {
      #expect(planes.bytes.allSatisfy { abs(Int(Int8(bitPattern: $0))) <= 1 })
    }
  }

  @Test func whatCannotBeIsRefused() {
    func read(_ counts: [Int64], _ depths: [Int64], difference: Int64 = 0, pixels: Int) -> Bool {
      var foretelling = LadderForetelling(places: 5)
      foretelling.centres = depths + counts + [difference]
      let reading = LadderReading(
        planes: (0..<5).map { _ in BytePlanes.split([0], shape: [1, 1]) },
        foretellings: [foretelling], samples: 1)
      let targets: [LadderReading.Target] = [
        .depth(0), .depth(1), .changed(0), .changed(1), .difference,
      ]
      return reading.read(arena: 0, pixels: pixels, targets: targets, rungs: 2) != nil
    }
    #expect(read([100, 40], [0, 0], pixels: 100))
    #expect(!read([101, 40], [0, 0], pixels: 100))  // more than there are pixels
    #expect(!read([39, 40], [0, 0], pixels: 100))  // fewer than at the next rung
    #expect(!read([40, -1], [0, 0], pixels: 100))  // below 0
    #expect(!read([1 << 50, 2], [0, 0], pixels: 100))  // more than a count can be
    #expect(!read([0, 0], [0, -1], pixels: 100))  // a depth below 0
    #expect(read([0, 0], [0, 65_535], pixels: 100))
    #expect(!read([0, 0], [0, 65_536], pixels: 100))  // and above the most
    #expect(read([0, 0], [0, 0], difference: 65_280, pixels: 100))
    #expect(!read([0, 0], [0, 0], difference: 65_281, pixels: 100))  // more than 255 grey levels
  }

  @Test func everyOrderHoldsEachPlaceOnce() throws {
    let thresholds: [UInt8] = [0, 1, 7, 40, 255]
    for (low, high) in [(0, 0), (0, 1), (2, 3), (1, 4), (4, 4)] {
      let order = LadderOrder(rungs: 5, first: low...high)
      #expect(Set(order.places).count == 10)
      #expect(order.places[0] == .init(isDepth: true, rung: low))
      #expect(Set(order.countedRungs) == Set(0..<5) && order.countedRungs[0] == low)
      let numbers = order.numbers(thresholds)
      #expect(LadderOrder(numbers: numbers, pixelThresholds: thresholds) == order)
      for place in numbers.indices {
        var other = numbers
        other[place] += 2
        #expect(LadderOrder(numbers: other, pixelThresholds: thresholds) == nil)
      }
    }
    #expect(LadderOrder(rungs: 1, first: 0...0).places.count == 2)
  }
}
