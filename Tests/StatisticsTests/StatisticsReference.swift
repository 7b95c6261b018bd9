import FixtureFiles
import Foundation
import Testing

@testable import Statistics

/// The figures of established libraries in `Fixtures/comparison/reference.json`.
struct StatisticsReference: Decodable {
  struct Welch: Decodable {
    var difference: Double
    var interval: [Double]
    var t: Double
    var degrees: Double
    var p: Double
  }

  struct Difference: Decodable {
    var name: String
    var a: [Double]
    var b: [Double]
    var seed: UInt64
    var draws: Int
    var welch: Welch
    var bootstrapT: [Double]?
    var g: Double
    var gInterval: [Double]
    var p: Double
    var exact: Bool
  }

  struct Interaction: Decodable {
    var cells: [[Double]]
    var seed: UInt64
    var draws: Int
    var welch: Welch
    var bootstrapT: [Double]?
    var p: Double
    var pOfTheLinearModel: Double
  }

  struct Pair: Decodable {
    var first: [Double]
    var second: [Double]
    var seed: UInt64
    var draws: Int
    var welch: Welch
    var bootstrapT: [Double]?
    var g: Double
    var gInterval: [Double]
    var p: Double
    var exact: Bool

    var changes: [Double] { zip(first, second).map { $1 - $0 } }
  }

  struct HolmCase: Decodable {
    var p: [Double]
    var adjusted: [Double]
  }

  struct Normal: Decodable {
    var z: Double
    var p: Double
  }

  struct LargestT: Decodable {
    struct Case: Decodable {
      var limit: Double
      var degrees: Double
      var shared: [Double]
      var vehicle: [Int]
      var probability: Double
    }

    struct Dunnett: Decodable {
      var groups: [[Double]]
      var t: [Double]
      var p: [Double]
    }

    var cases: [Case]
    var dunnett: Dunnett
  }

  /// A time and whether the event came.
  struct Time: Decodable {
    var time: Survival.Time

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      let seconds = try values.decode(Double.self)
      time = Survival.Time(seconds, isEvent: try values.decode(Bool.self))
    }
  }

  struct SurvivalCase: Decodable {
    var a: [Time]
    var b: [Time]
    var z: Double
    var p: Double
    var curveA: [[Double]]
  }

  struct Ranks: Decodable {
    struct Between: Decodable {
      var a: [Double]
      var b: [Double]
      var shift: Double
      var interval: [Double]?
    }

    struct Within: Decodable {
      var changes: [Double]
      var shift: Double
      var interval: [Double]
    }

    var between: [Between]
    var within: Within
  }

  struct Planning: Decodable {
    var power: [[Double]]
    var animals: [[Double]]
    var smallest: [[Double]]
  }

  struct Equivalence: Decodable {
    var a: [Double]
    var b: [Double]
    var margin: Double
    var p: Double
  }

  struct Trend: Decodable {
    var groups: [[Double]]
    var seed: UInt64
    var draws: Int
    var p: Double
    var step: Welch
  }

  var differences: [Difference]
  var interactions: [Interaction]
  var pairs: [Pair]
  var holm: HolmCase
  var normal: [Normal]
  var noncentralT: [[Double]]
  var largestT: LargestT
  var survival: [SurvivalCase]
  var ranks: Ranks
  var planning: Planning
  var equivalence: [Equivalence]
  var trends: [Trend]

  static func read() throws -> StatisticsReference {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      StatisticsReference.self,
      from: Data(contentsOf: URL(fileURLWithPath: Fixture.comparison("reference.json"))))
  }
}

/// Quantiles and probabilities of scipy in `Fixtures/scores/agreement_reference.json`.
struct DistributionReference: Decodable {
  struct Distributions: Decodable {
    var studentQuantiles: [[Double]]
    var studentTwoSided: [[Double]]
    var fQuantiles: [[Double]]
    var incompleteBeta: [[Double]]
  }

  var distributions: Distributions

  static func read() throws -> DistributionReference {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      DistributionReference.self,
      from: Data(contentsOf: URL(fileURLWithPath: Fixture.scores("agreement_reference.json"))))
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
