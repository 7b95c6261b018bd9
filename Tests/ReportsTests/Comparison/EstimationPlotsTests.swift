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

  @Test func namedTicksAreDrawn() throws {
    let panel = EstimationPlots(comparison: try SampleComparison.report().comparison).panels[3]
    let picture = PlotSVG(panel.values).text
    #expect(picture.contains(">veh&lt;&gt;</text>") && picture.contains(">10 mg/kg</text>"))
    #expect(!picture.contains("nan"))
  }
}
