import ImmobilityCore
import Testing

@testable import Reports

@Suite struct MotionChartTests {
  private func chart(_ percents: [Double]) -> MotionChart {
    let run = percents.enumerated().map {
      Trace.ClassifiedMotion(time: Double($0.offset), percent: $0.element)
    }
    var settings = Sample.settings
    settings.motionThreshold = 2
    return MotionChart(
      id: "m", animal: Sample.animal, settings: settings,
      motion: ThinnedMotion(run.isEmpty ? [] : [run], most: 100))
  }

  @Test func theAxisShowsTheThresholdWhateverTheMotion() {
    #expect(chart([0.1, 0.2, 0.1]).shown.upperBound > 2)
    #expect(chart([0, 10, 0]).shown.upperBound > 10)
    let high = chart([-50, 1000, 0])
    #expect(high.shown == -10...40)
    #expect(high.caption.contains("The axis ends at 40 %; the highest value is 1000 %."))
    #expect(!chart([0, 10, 0]).caption.contains("The axis ends"))
  }

  @Test func boutsAreShadedAndTheThresholdIsDrawn() {
    let chart = chart([1, 3, 1, 0, 0, 0])
    #expect(chart.times == 0...5)
    let plot = chart.plot
    #expect(plot.bands.map(\.style) == ["immobile", "unscored"])
    #expect(plot.bands[0].x == 2.5...4.75)
    #expect(plot.series.map(\.name) == ["motion", "motion threshold, 2 %"])
    let picture = PlotSVG(plot, width: 960, height: 240).text
    #expect(picture.contains("class=\"band immobile\"") && picture.contains("immobile, 2.5-4.8 s"))
  }

  @Test func dataIsWrittenInRuns() {
    let one = Trace.ClassifiedMotion(time: 0.1 + 0.2, percent: 1.23456)
    let chart = MotionChart(
      id: "m", animal: Sample.animal, settings: Sample.settings,
      motion: ThinnedMotion([[one, one], [one]], most: 100))
    guard case .object(let members) = chart.json else { return #expect(Bool(false)) }
    #expect(members["points"] == .string("0.3,1.235 0.3,1.235|0.3,1.235"))
  }
}
