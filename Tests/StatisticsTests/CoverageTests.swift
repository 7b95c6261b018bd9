import Foundation
import Testing

@testable import Statistics

/// Limits of coverage and type I error in short runs; `Scripts/coverage` makes the table of long ones.
@Suite struct CoverageTests {
  private let short = Coverage(studies: 400, draws: 400)

  /// Of 3,200 studies, within about four standard errors of what a long run found.
  @Test(arguments: [3, 6, 8, 12])
  func intervalsHoldTheTruthAsOftenAsTheySay(n: Int) throws {
    let rows = short.rows(n)
    func mean(_ value: (Coverage.Row) -> Double?) -> Double {
      Moments.mean(rows.compactMap(value)) ?? 0
    }
    #expect((0.93...0.975).contains(mean(\.welch)), "\(mean(\.welch))")
    for row in rows { #expect((0.89...0.995).contains(row.welch), "\(row)") }
    if n >= Bootstrap.leastAnimals {
      #expect((0.93...0.975).contains(mean(\.bootstrapT)), "\(mean(\.bootstrapT))")
    }
    // Two of 20 ways are .1: three animals cannot reach .05.
    #expect(mean(\.permutationError) <= 0.066, "\(mean(\.permutationError))")
    if n == 3 { #expect(mean(\.permutationError) == 0) }
    for row in rows { #expect(row.permutationError <= 0.1, "\(row)") }
  }

  @Test func familiesKeepTheirLevel() {
    let found = short.familyError(8)
    #expect(found.single > 0.08 && found.adjusted <= 0.085, "\(found)")
  }

  @Test func pairsHoldTheTruth() {
    let found = short.pairs(8)
    #expect(
      (0.92...0.98).contains(found.change) && (0.91...0.985).contains(found.hedgesG), "\(found)")
  }

  /// The table, for `Scripts/coverage`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["STILLWATER_COVERAGE"] != nil))
  func theTable() throws {
    let studies = try #require(
      Int(ProcessInfo.processInfo.environment["STILLWATER_COVERAGE"] ?? ""))
    let long = Coverage(studies: studies, draws: 999)
    func percent(_ value: Double?) -> String {
      value.map { String(format: "%5.1f", 100 * $0) } ?? "    -"
    }
    var lines = [
      "coverage  n  population        Welch  bootstrap-t  permutation error  Welch error"
    ]
    for n in [3, 6, 8, 12] {
      let rows = long.rows(n)
      func mean(_ value: (Coverage.Row) -> Double?) -> Double? {
        Moments.mean(rows.compactMap(value))
      }
      let all = Coverage.Row(
        population: "mean", n: n, welch: mean(\.welch) ?? 0, bootstrapT: mean(\.bootstrapT),
        permutationError: mean(\.permutationError) ?? 0, welchError: mean(\.welchError) ?? 0)
      for row in rows + [all] {
        let name = row.population.padding(toLength: 16, withPad: " ", startingAt: 0)
        lines.append(
          "coverage \(String(format: "%2d", n))  \(name)  \(percent(row.welch))        "
            + "\(percent(row.bootstrapT))              \(percent(row.permutationError))        "
            + percent(row.welchError))
      }
      let (family, pairs) = (long.familyError(n), long.pairs(n))
      lines.append(
        "coverage \(String(format: "%2d", n))  some of three arms differs: single \(percent(family.single)), "
          + "adjusted \(percent(family.adjusted)); pairs: change \(percent(pairs.change)), g "
          + percent(pairs.hedgesG))
    }
    print(lines.joined(separator: "\n"))
  }
}
