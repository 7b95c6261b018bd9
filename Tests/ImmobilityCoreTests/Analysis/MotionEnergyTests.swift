import Testing

@testable import ImmobilityCore

@Suite struct MotionEnergyTests {
  /// One sample with chosen values and real lags (ticks of 1 ms): of the changed pixels (of 1,000), and of
  /// the depths in grey levels.
  private func energy(
    _ measure: MotionMeasure, short: (Int64, UInt64), long: (Int64, UInt64), sum: UInt64 = 0,
    depths: (Double, Double) = (0, 0), k: Double = 1, noiseDepth: Double = 0
  ) -> MotionEnergy {
    var trace = MadeTrace.at(
      [0, 1000], changed: [0, 0], tick: (1, 1000), lag: 66, longLag: 250)
    trace.shortLag.real[1] = short.0
    trace.longLag.real[1] = long.0
    trace.arenas[0].short.changed[1] = short.1
    trace.arenas[0].long.changed[1] = long.1
    trace.arenas[0].short.depth[1] = UInt16(depths.0 * Comparisons.depthUnits)
    trace.arenas[0].long.depth[1] = UInt16(depths.1 * Comparisons.depthUnits)
    trace.arenas[0].short.meanDifference[1] = Comparisons.meanDifference(sum: sum, pixels: 1_000)
    trace.arenas[0].noiseDepth = [noiseDepth]
    var settings = MadeTrace.plain(trace)
    settings.measure = measure
    settings.excessConstant = k
    return MotionEnergy(
      trace: trace, arena: 0, threshold: RungPosition(rung: 0), settings: settings,
      artefacts: [[], []], trial: 0..<10)
  }

  @Test func excessTakesASteadyMovementAway() throws {
    // D_s 1, D_l 2, tau 48 and 240 ms, S = D_l: carried 0.2 x 2 / (1 - 0.8 / 4) = 0.5, and
    // 100 (1 - 0.5) / 2 = 25.
    let paddling = energy(.excess, short: (48, 0), long: (240, 0), depths: (1, 2))
    #expect(abs(try #require(paddling.percent[1]) - 25) < 1e-12)
    // Just what being carried makes: nothing is left.
    let carried = energy(.excess, short: (48, 0), long: (240, 0), depths: (0.5, 2))
    #expect(abs(try #require(carried.percent[1])) < 1e-12)
    #expect(carried.flags[1].isEmpty)
    // Less than that is below zero, so that a swing's turning points cancel in the mean.
    let turning = energy(.excess, short: (48, 0), long: (240, 0), depths: (0.25, 2))
    #expect(abs(try #require(turning.percent[1]) + 12.5) < 1e-12)
  }

  @Test func excessUsesTheRealLagsAndTheConstant() throws {
    // tau 80 and 240 ms, k 0.75: carried 2 / 3 / (1 - (2 / 3) / 4) = 0.8, 100 (1 - 0.75 x 0.8) / 2 = 20.
    let value = energy(.excess, short: (80, 0), long: (240, 0), depths: (1, 2), k: 0.75).percent[1]
    #expect(abs(try #require(value) - 20) < 1e-12)
  }

  /// What is carried at a speed v shows the depth M v tau / (w + v tau) at the lag tau.
  @Test(arguments: [0.001, 0.3, 2.0, 40, 1e6])
  func beingCarriedIsToldFromTheLongLag(speed: Double) {
    let size = 1.7
    func depth(_ lag: Double) -> Double { 4 * size * speed * lag / (1 + speed * lag) }
    for lags in [(0.05, 0.25), (0.0667, 0.2), (0.1, 0.25)] {
      let told = MotionEnergy.carried(depth(lags.1), ratio: lags.0 / lags.1, size: size)
      #expect(abs(told - depth(lags.0)) < 1e-9 * size, "\(speed) \(lags)")
    }
  }

  @Test func beingCarriedHasBounds() {
    #expect(MotionEnergy.carried(0, ratio: 0.25, size: 2) == 0)
    #expect(MotionEnergy.carried(8, ratio: 0.25, size: 2) == 8)
    #expect(MotionEnergy.carried(800, ratio: 0.25, size: 2) == 8)
  }

  @Test func theNoisesOwnDepthIsTakenAway() throws {
    // D_s 1.5 - 0.5, D_l 2.5 - 0.5: as above.
    let value = energy(
      .excess, short: (48, 0), long: (240, 0), depths: (1.5, 2.5), noiseDepth: 0.5
    ).percent[1]
    #expect(abs(try #require(value) - 25) < 1e-12)
    // Never below nothing: depths under the noise are no movement.
    let quiet = energy(
      .excess, short: (48, 0), long: (240, 0), depths: (0.25, 0.25), noiseDepth: 0.5
    ).percent[1]
    #expect(quiet == 0)
  }

  @Test func excessIsUndefinedWhenTheLagsAreTooClose() {
    // At 5 frames/s both lags lead to the same frame: excess would always be zero.
    let slow = energy(.excess, short: (125, 500), long: (125, 500))
    #expect(slow.flags[1].contains(.lagsTooClose))
    #expect(!energy(.excess, short: (120, 5), long: (240, 5)).flags[1].contains(.lagsTooClose))
    #expect(energy(.excess, short: (121, 5), long: (240, 5)).flags[1].contains(.lagsTooClose))
    #expect(!energy(.changed, short: (125, 5), long: (125, 5)).flags[1].contains(.lagsTooClose))
  }

  @Test func changedIsTheFractionInPercent() {
    let value = energy(.changed, short: (66, 37), long: (250, 900)).percent[1]!
    #expect(abs(value - 3.7) < 1e-12)
  }

  @Test func meanAbsDiffIsAFractionOfTheGreyScale() {
    // 25,500 grey levels over 1000 pixels: 25.5 of 255.
    let value = energy(.meanAbsDiff, short: (66, 0), long: (250, 0), sum: 25_500).percent[1]!
    #expect(abs(value - 10) < 1e-12)
  }

  @Test func aStretchedLagIsAGap() {
    #expect(!energy(.changed, short: (132, 5), long: (250, 5)).flags[1].contains(.timeGap))
    #expect(energy(.changed, short: (133, 5), long: (250, 5)).flags[1].contains(.timeGap))
    #expect(energy(.excess, short: (66, 5), long: (501, 5)).flags[1].contains(.timeGap))
    #expect(!energy(.changed, short: (66, 5), long: (501, 5)).flags[1].contains(.timeGap))
  }

  @Test func withoutAnEarlierFrameThereIsNoValue() {
    let none = energy(.changed, short: (0, 0), long: (0, 0))
    #expect(none.percent[1] == nil)
    #expect(none.flags[1].contains(.noEarlierFrame))
    let noLong = energy(.excess, short: (66, 9), long: (0, 0))
    #expect(noLong.percent[1] == nil)
    #expect(noLong.flags[1].contains(.noEarlierFrame))
    let value = energy(.changed, short: (66, 9), long: (0, 0)).percent[1]!
    #expect(abs(value - 0.9) < 1e-12)
  }
}
