import GroupComparison
import Testing

@testable import Reports

@Suite struct EstimationPlotsTests {
  @Test func everyAnimalIsADotAndEveryEffectHasItsInterval() throws {
    let comparison = try SampleComparison.report().comparison
    let panels = EstimationPlots(comparison: comparison).panels
    #expect(
      panels.map(\.place) == [
        "pre, stress mild", "pre, stress none", "test, stress mild", "test, stress none",
      ])
    let panel = panels[3]
    let dots = panel.values.series.filter { !$0.isLine }
    #expect(dots.map(\.points.count) == [4, 4, 0])
    #expect(dots[1].points.map(\.label) == ["d0", "d1", "d2", "d3"])
    #expect(dots[1].points.map(\.y) == [60, 61, 64, 69])
    #expect(Set(dots[1].points.map(\.x)).count == 4)
    #expect(panel.values.ticks?[2].lines == ["lost", "5 mg/kg", "no data"])
    let differences = try #require(panel.differences)
    #expect(differences.series.map(\.points.count) == [2, 2, 1])
    #expect(differences.series[2].points[0].y == -40)
    // All panels have the same axes.
    #expect(Set(panels.map { $0.values.shownY }).count == 1)
    #expect(Set(panels.compactMap { $0.differences?.shownY }).count == 1)
  }

  @Test(arguments: [("5", "5 mg/kg"), ("2.5", "2.5 mg/kg"), ("15 mg/kg", "15 mg/kg"), ("", "")])
  func dosesHaveTheirUnitOnce(text: String, shown: String) {
    #expect(EstimationPlots.dose(text) == shown)
  }

  @Test func changesJoinTheSameAnimal() throws {
    let changes = EstimationPlots(comparison: try SampleComparison.report().comparison).changes
    #expect(changes.count == 2)
    #expect(changes[1].series.count == 8)
    let first = changes[1].series[0]
    #expect(first.points.map(\.y) == [105, 100] && first.name == "v0")
  }

  @Test func latenciesAreStepsDownFromAll() throws {
    let latencies = EstimationPlots(comparison: try SampleComparison.report().comparison)
      .latencies
    #expect(latencies.count == 4 && latencies[3].names.map(\.name) == ["veh<>", "drug 10"])
    let vehicle = latencies[3].plot.series[0]
    #expect(vehicle.points.map(\.y) == [100, 100, 0, 0] && vehicle.isLine)
  }

  @Test func manyArmsHaveTurnedNamesThatDoNotMeet() throws {
    func picture(_ count: Int) throws -> (plot: PlotData, svg: String) {
      var rows: [Observation] = []
      for arm in 0..<count {
        for animal in 0..<3 {
          rows.append(
            Observation(
              animal: "\(arm)-\(animal)", recording: "r",
              group: arm == 0 ? "vehicle" : "a much longer name",
              dose: "\(arm)",
              outcome: .scored(
                Measures(immobile: Double(50 + animal), latency: 9, bouts: 3, window: 240))))
        }
      }
      let comparison = try Comparison(
        rows, design: ComparisonDesign(vehicle: "vehicle", draws: 100))
      let plot = EstimationPlots(comparison: comparison).panels[0].values
      return (plot, PlotSVG(plot).text)
    }
    let (few, many) = (try picture(3), try picture(10))
    #expect(!few.plot.isWide && !few.plot.ticksAreTurned && !few.svg.contains("rotate(-35"))
    #expect(many.plot.isWide && many.plot.ticksAreTurned)
    #expect(many.svg.contains(">a much longer name, 7 mg/kg, n = 3</text>"))
  }

  @Test func namedTicksAreDrawn() throws {
    let panel = EstimationPlots(comparison: try SampleComparison.report().comparison).panels[3]
    let picture = PlotSVG(panel.values).text
    #expect(picture.contains(">veh&lt;&gt;</text>") && picture.contains(">10 mg/kg</text>"))
    #expect(!picture.contains("nan"))
  }
}
