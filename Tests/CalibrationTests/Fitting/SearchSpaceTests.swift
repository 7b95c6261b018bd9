import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct SearchSpaceTests {
  private let made = MadeAnimals(count: 4, length: 60)
  private var traces: [Trace] { made.recordings.map(\.recording.trace) }

  @Test func measuresOfCellsAreTriedAtOnePixelThresholdAlone() {
    let families = SearchSpace().families(MadeAnimals.settings, traces: traces)
    #expect(families.map(\.measure) == [.strokes, .movement, .changed, .changed])
    #expect(Set(families.map(\.lag)) == [1.0 / 15])
    #expect(families.map(\.pixelThreshold) == [.fromNoise, .fromNoise, .fromNoise, .fixed(16)])
    var freezing = MadeAnimals.settings
    freezing.measure = .movement
    #expect(SearchSpace().families(freezing, traces: traces).first?.measure == .movement)
  }

  @Test func onlyWhatEveryTraceHoldsIsTried() {
    var traces = traces
    traces[1].arenas[0].cells = CellMotion()
    let families = SearchSpace().families(MadeAnimals.settings, traces: traces)
    #expect(Set(families.map(\.measure)) == [.changed])
    traces[1].lag.asked = 0.1
    #expect(SearchSpace().families(MadeAnimals.settings, traces: traces).isEmpty)
  }

  @Test func thresholdsOfCellsAreWithinTheirBounds() throws {
    let made = MadeAnimals(count: 5)
    let scores = made.watched(by: "anna")
    for measure in [MotionMeasure.strokes, .changed] {
      var options = MadeAnimals.options
      (options.space.measures, options.space.bounds) = ([measure], [.strokes: 5...40])
      let tried = try made.fit(scores, options: options).landscape.map(\.threshold)
      #expect(tried.count > 15)
      #expect(tried.allSatisfy { (5...40).contains($0) } == (measure == .strokes), "\(tried)")
    }
  }

  @Test func strokesAreFittedToRaters() throws {
    var options = MadeAnimals.options
    options.space.measures = [.strokes, .changed]
    let made = MadeAnimals(count: 6)
    let fit = try made.fit(made.watched(by: "anna", .init(delay: 0.3)), options: options)
    #expect(fit.settings.measure == .strokes)
    // Percent of the vigour, which is about 6 % of the animal.
    #expect(fit.settings.motionThreshold > 3 && fit.settings.motionThreshold < 60)
    #expect(try #require(fit.crossValidated.kappa.value) > 0.93)
    #expect(isClose(fit.delays[0], 0.3))
  }
}
