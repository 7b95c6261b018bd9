import FixtureFiles
import Foundation
import Statistics
import Testing

@testable import Calibration

/// The figures of established libraries in `Fixtures/scores/agreement_reference.json`.
struct AgreementReference: Decodable {
  struct Figure: Decodable {
    var value: Double
    var ci95: [Double]
  }

  struct Judgement: Decodable {
    var kappa: Double
    var sensitivity: Double
    var specificity: Double
    var precision: Double
    var f1: Double
    var mcc: Double
  }

  struct Pair: Decodable {
    var reference: String
    var scorer: String
    var referenceTotals: [Double]
    var scorerTotals: [Double]
    var pearson: Figure
    var slopeOls: Figure
    var interceptOls: Figure
    var slopeDeming: Double
    var interceptDeming: Double
    var concordance: Figure
    var bias: Figure
    var sd: Double
    var lowerLimit: Figure
    var upperLimit: Figure
    var meanAbsoluteError: Double
    var icc: Figure
    var time: Judgement
    var bins: Judgement
  }

  struct Raters: Decodable {
    var pairs: [Pair]
    var iccAll: Figure
  }

  struct Example: Decodable {
    var totals: [[Double]]
    var icc: Figure
  }

  var shroutFleiss: Example
  var fourRaters: Raters

  static func read() throws -> AgreementReference {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      AgreementReference.self,
      from: Data(contentsOf: URL(fileURLWithPath: Fixture.scores("agreement_reference.json"))))
  }
}

/// Whether two numbers are the same but for rounding.
func isClose(_ one: Double?, _ other: Double, relative: Double = 1e-9) -> Bool {
  guard let one else { return false }
  return abs(one - other) <= relative * max(1, abs(other))
}

/// Expects a figure and its interval.
func expect(
  _ estimate: Estimate, is figure: AgreementReference.Figure, _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    isClose(estimate.value, figure.value), "\(name): \(estimate)", sourceLocation: sourceLocation)
  #expect(
    isClose(estimate.interval?.lowerBound, figure.ci95[0], relative: 1e-8)
      && isClose(estimate.interval?.upperBound, figure.ci95[1], relative: 1e-8),
    "\(name): \(estimate), expected \(figure)", sourceLocation: sourceLocation)
}
