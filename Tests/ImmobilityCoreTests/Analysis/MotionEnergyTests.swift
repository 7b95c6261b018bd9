import Testing

@testable import ImmobilityCore

@Suite struct MotionEnergyTests {
  /// One sample with chosen counts and real lags (ticks of 1 ms).
  private func energy(
    _ measure: MotionMeasure, short: (Int64, UInt32), long: (Int64, UInt32), sum: UInt64 = 0,
    k: Double = 1.2
  ) -> MotionEnergy {
    var trace = MadeTrace.at(
      [0, 1000], changed: [0, 0], tick: (1, 1000), lag: 66, longLag: 250)
    trace.shortLag.real[1] = short.0
    trace.longLag.real[1] = long.0
    trace.arenas[0].short.changed[1] = short.1
    trace.arenas[0].long.changed[1] = long.1
    trace.arenas[0].short.absoluteDifference[1] = sum
    var settings = MadeTrace.plain(trace)
    settings.measure = measure
    settings.excessConstant = k
    return MotionEnergy(trace: trace, arena: 0, rung: 0, settings: settings)
  }

  @Test func excessTakesASteadyTranslationAway() {
    // f_s = 0.050, f_l = 0.100, tau 60 and 240 ms: 0.050 - 1.2 x 0.25 x 0.1 = 0.020.
    let paddling = energy(.excess, short: (60, 50), long: (240, 100))
    #expect(abs(paddling.percent[1]! - 2.0) < 1e-12)
    // Proportional to the lag: nothing is left, and never less than nothing.
    let drifting = energy(.excess, short: (60, 25), long: (240, 100))
    #expect(drifting.percent[1] == 0)
    #expect(drifting.flags[1].isEmpty)
  }

  @Test func excessUsesTheRealLags() {
    // tau 80 and 240 ms: 0.050 - 1.2 x (1/3) x 0.1 = 0.010.
    #expect(abs(energy(.excess, short: (80, 50), long: (240, 100)).percent[1]! - 1.0) < 1e-12)
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
