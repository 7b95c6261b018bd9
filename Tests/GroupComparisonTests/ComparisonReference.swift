import FixtureFiles
import Foundation
import Testing

@testable import GroupComparison

/// The figures of established libraries in `Fixtures/comparison/reference.json`.
struct ComparisonReference: Decodable {
  struct Difference: Decodable {
    var name: String
    var a: [Double]
    var b: [Double]
    var seed: UInt64
    var draws: Int
    var difference: Double
    var bca: [Double]
    var welch: [Double]
    var g: Double
    var gInterval: [Double]
    var p: Double
    var exact: Bool
  }

  struct Interaction: Decodable {
    var cells: [[Double]]
    var seed: UInt64
    var draws: Int
    var difference: Double
    var bca: [Double]
    var welch: [Double]
    var p: Double
    var pOfTheLinearModel: Double
  }

  struct Pair: Decodable {
    var first: [Double]
    var second: [Double]
    var seed: UInt64
    var draws: Int
    var difference: Double
    var bca: [Double]
    var welch: [Double]
    var g: Double
    var gInterval: [Double]
    var p: Double
    var exact: Bool
  }

  struct HolmCase: Decodable {
    var p: [Double]
    var adjusted: [Double]
  }

  struct Normal: Decodable {
    var z: Double
    var p: Double
  }

  var differences: [Difference]
  var interactions: [Interaction]
  var pairs: [Pair]
  var holm: HolmCase
  var normal: [Normal]

  static func read() throws -> ComparisonReference {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      ComparisonReference.self,
      from: Data(contentsOf: URL(fileURLWithPath: Fixture.comparison("reference.json"))))
  }
}

/// Whether two figures are the same but for rounding.
func close(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  a.map { abs($0 - b) <= tolerance * max(1, b.magnitude) } ?? false
}

/// The same of both ends of an interval.
func close(_ a: ClosedRange<Double>?, _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
  close(a?.lowerBound, b[0], tolerance) && close(a?.upperBound, b[1], tolerance)
}
