import Testing

@testable import ImmobilityCore

@Suite struct MotionEnergyTests {
  private static func energy(
    _ trace: Trace, _ measure: MotionMeasure, artefacts: [Int: SampleFlags] = [:],
    cleaning: Cleaning = .all
  ) -> MotionEnergy {
    var settings = MadeTrace.plain(trace)
    settings.measure = measure
    settings.cleaning = cleaning
    var flags = [SampleFlags](repeating: [], count: trace.count)
    for (sample, flag) in artefacts { flags[sample] = flag }
    return MotionEnergy(trace: trace, arena: 0, rung: 0, settings: settings, artefacts: flags)
  }

  /// The second of two samples, with a real lag (ticks of 1 ms), its changed pixels (of 1,000) and the sum
  /// of its differences.
  private func energy(
    _ measure: MotionMeasure, lag: Int64, changed: UInt64, sum: UInt64 = 0
  ) -> (percent: Double?, flags: SampleFlags) {
    var trace = MadeTrace.at([0, 1000], changed: [0, 0], tick: (1, 1000), lag: 66)
    trace.lag.real[1] = lag
    trace.arenas[0].changes.changed[1] = changed
    trace.arenas[0].changes.meanDifference[1] = Comparisons.meanDifference(sum: sum, pixels: 1_000)
    let energy = Self.energy(trace, measure)
    return (energy.percent[1], energy.flags[1])
  }

  @Test func changedIsTheFractionInPercent() throws {
    #expect(abs(try #require(energy(.changed, lag: 66, changed: 37).percent) - 3.7) < 1e-12)
  }

  @Test func meanAbsDiffIsAFractionOfTheGreyScale() throws {
    // 25,500 grey levels over 1000 pixels: 25.5 of 255.
    let value = energy(.meanAbsDiff, lag: 66, changed: 0, sum: 25_500).percent
    #expect(abs(try #require(value) - 10) < 1e-12)
  }

  @Test func aStretchedLagIsAGap() {
    #expect(!energy(.changed, lag: 132, changed: 5).flags.contains(.timeGap))
    #expect(energy(.changed, lag: 133, changed: 5).flags.contains(.timeGap))
  }

  @Test func withoutAnEarlierFrameThereIsNoValue() {
    let none = energy(.changed, lag: 0, changed: 0)
    #expect(none.percent == nil)
    #expect(none.flags.contains(.noEarlierFrame))
  }

  /// Samples at these ticks of 1/32 s, which binary fractions hold exactly, whose windows reach back over so
  /// many ticks; the window that ends at a sample has a stroke of as many percent as the sample's number, and
  /// twice as much movement.
  private func trace(_ ticks: [Int64], reach: [Int64]) -> Trace {
    var trace = MadeTrace.at(
      ticks, changed: ticks.map { _ in 0 }, tick: (1, 32), lag: 2, reach: 8)
    trace.reach.real = reach
    trace.arenas[0].cells.strokes = ticks.indices.map { UInt16(100 * $0) }
    trace.arenas[0].cells.movement = ticks.indices.map { UInt16(200 * $0) }
    return trace
  }

  /// Even samples; the windows of the first ones have too few frames.
  private func even(_ count: Int, reach: Int64) -> Trace {
    trace(
      (0..<Int64(count)).map { $0 }, reach: (0..<Int64(count)).map { $0 >= reach ? reach : 0 })
  }

  /// The sample at which the window ends whose value each sample has.
  private func ends(_ trace: Trace, artefacts: [Int: SampleFlags] = [:]) -> [Int?] {
    Self.energy(trace, .strokes, artefacts: artefacts).percent.map { $0.map { Int($0) } }
  }

  @Test func valueBelongsToTheMiddleOfItsWindow() {
    let found = ends(even(30, reach: 8))
    for sample in 4...25 { #expect(found[sample] == sample + 4, "\(sample)") }
    let movement = Self.energy(even(30, reach: 8), .movement).percent
    #expect(movement[10] == 28)
  }

  /// The middle of an odd window lies between two samples: the later window is as near.
  @Test func ofTwoEquallyNearWindowsTheLater() {
    let found = ends(even(30, reach: 9))
    for sample in 5...24 { #expect(found[sample] == sample + 5, "\(sample)") }
  }

  @Test func startAndEndHaveTheOutermostWindows() {
    let energy = Self.energy(even(30, reach: 8), .strokes)
    #expect(energy.percent[..<4] == [8, 8, 8, 8])
    #expect(energy.percent[26...] == [29, 29, 29, 29])
    #expect(energy.flags.allSatisfy { $0.isEmpty }, "a window holds them all")
  }

  @Test func tooShortForAWindowThereIsNoValue() {
    for count in [0, 1, 8] {
      let energy = Self.energy(even(count, reach: 8), .strokes)
      #expect(energy.percent.count == count)
      #expect(energy.percent.allSatisfy { $0 == nil })
      #expect(energy.flags.allSatisfy { $0 == .noEarlierFrame })
    }
    #expect(ends(even(9, reach: 8)) == [Int?](repeating: 8, count: 9), "just one window")
  }

  /// The recorder paused between the ticks 40 and 140: windows across the pause are about no sample, and each
  /// sample beside it has a window of its own side.
  @Test func noSampleReadsAcrossAGap() {
    let ticks = (0..<41).map { Int64($0) } + (140..<180).map { Int64($0) }
    let reach = ticks.enumerated().map { sample, tick -> Int64 in
      switch tick {
      case ..<8: 0
      case ..<140: 8
      // Five frames, the first of them before the pause.
      case ..<144: tick - ticks[sample - 4]
      default: min(8, tick - 140)
      }
    }
    let trace = trace(ticks, reach: reach)
    let energy = Self.energy(trace, .strokes)
    #expect(energy.flags.allSatisfy { $0.isEmpty })
    for sample in 36...40 { #expect(energy.percent[sample] == 40) }
    // The first window behind the pause ends at tick 144.
    for sample in 41...43 { #expect(energy.percent[sample] == 45, "\(sample)") }
    #expect(energy.percent[60] == 64)
  }

  /// At four frames a second every window is stretched.
  @Test func framesTooFarApartAreAGap() {
    let ticks = (0..<20).map { Int64(8 * $0) }
    let slow = trace(ticks, reach: ticks.indices.map { $0 < 4 ? 0 : 32 })
    #expect(Self.energy(slow, .strokes).flags.allSatisfy { $0 == .timeGap })
    #expect(Self.energy(slow, .strokes, cleaning: []).flags.allSatisfy { $0.isEmpty })
    // Twice what is asked for is no gap yet.
    let border = trace(ticks, reach: ticks.indices.map { $0 < 4 ? 0 : 19 })
    #expect(
      Self.energy(border, .strokes).flags[2...].allSatisfy { $0.isEmpty },
      "the first window holds the sample 2")
  }

  @Test func damagedFrameTakesOnlyItsOwnValue() {
    var damaged = even(50, reach: 8)
    for end in 20...28 {
      damaged.readingFlags[end] = .decodeError
      damaged.reach.real[end] = 0
    }
    let energy = Self.energy(damaged, .strokes)
    #expect(energy.percent[20] == nil && energy.flags[20] == .decodeError)
    #expect(energy.percent[16...19] == [19, 19, 19, 19])
    #expect(energy.percent[21...25] == [29, 29, 29, 29, 29])
    for sample in energy.flags.indices where sample != 20 {
      #expect(energy.flags[sample].isEmpty, "\(sample)")
    }
  }

  @Test func repeatedFrameIsNoEvidenceAndEndsNoWindow() {
    var repeated = even(50, reach: 8)
    repeated.readingFlags[20] = .duplicatedFrame
    repeated.reach.real[20] = 0
    let energy = Self.energy(repeated, .strokes)
    #expect(energy.flags[20] == .duplicatedFrame)
    #expect(energy.percent[16] == 21, "no window ends at 20")
    for sample in energy.flags.indices where sample != 20 {
      #expect(energy.flags[sample].isEmpty, "\(sample)")
    }
  }

  @Test func artefactsOfAWindowAreAboutItsMiddle() {
    let energy = Self.energy(
      even(50, reach: 8), .strokes, artefacts: [30: .cameraBump, 40: .lightChange])
    #expect(energy.flags.indices.filter { energy.flags[$0] == .cameraBump } == [26])
    #expect(energy.flags.indices.filter { energy.flags[$0] == .lightChange } == [36])
  }

  /// Whether the arena is empty at a sample, its own time tells.
  @Test func emptinessIsOfTheSampleItself() {
    let empty = Dictionary(
      uniqueKeysWithValues: (Array(0..<10) + Array(40..<50)).map { ($0, SampleFlags.emptyArena) })
    let energy = Self.energy(even(50, reach: 8), .strokes, artefacts: empty)
    #expect(
      energy.flags.indices.filter { energy.flags[$0] == .emptyArena }
        == Array(0..<10) + Array(40..<50))
  }

  @Test func amountsAreDividedByTheVigour() {
    var energy = Self.energy(even(9, reach: 8), .strokes)
    energy.divide(by: 4)
    #expect(energy.percent == [Double?](repeating: 200, count: 9))
    var nothing = Self.energy(even(3, reach: 8), .strokes)
    nothing.divide(by: 4)
    #expect(nothing.percent == [nil, nil, nil])
  }

  @Test func theLargestAmountIsRead() {
    var trace = even(9, reach: 8)
    trace.arenas[0].cells.strokes[8] = .max
    #expect(Self.energy(trace, .strokes).percent[0] == 655.35)
  }
}
