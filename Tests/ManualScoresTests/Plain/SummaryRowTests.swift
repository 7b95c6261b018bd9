import Testing

@testable import ManualScores

@Suite struct SummaryRowTests {
  @Test(arguments: [
    "mean", "Mean:", "AVERAGE", "average", "Mittelwert", "MW", "SD", "S.D.", "StDev", "stdv",
    "STABW",
    "SEM", "S.E.M.", "s.e.m", "sterror", "Std. Error Mean", "standard error", "Standard deviation",
    "median", "Median", "Total", "Sum", "Summe", "Gesamt", "Mean ± SEM", "mean (n=3)",
    "Mean control",
    "group mean", "moyenne", "écart-type", "Media", "Promedio", "count", "Anzahl",
    "total immobility",
  ])
  func certain(cell: String) { #expect(SummaryRow(cell) == .certain) }

  @Test(arguments: ["N", "n", "SE", "min", "Max", "total_1", "mean2"])
  func possible(cell: String) { #expect(SummaryRow(cell) == .possible) }

  @Test(arguments: [
    "", "C1", "M", "m1", "12", "rat 3", "SD1", "SD-2", "Group 1", "Anna", "S1", "semi", "meander",
    "A.1", "n2",
  ])
  func animals(cell: String) { #expect(SummaryRow(cell) == nil) }
}
