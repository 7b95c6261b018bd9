import ImmobilityCore
import MotionAnalysis
import TraceFiles

/// How a recording is read: everything that its trace depends on beside its bytes, and nothing else.
/// A trace is made from this value alone, so that equal readings of equal bytes are equal traces.
public struct Reading: Sendable, Hashable, Codable {
  /// The arenas; animals are not part of them.
  public let arenas: [ReadArena]
  /// The lag, seconds.
  public let lag: Double
  /// The most samples per second; `nil` for every frame.
  public let analysisRate: Double?
  /// The kinds of artefact that are cleaned while reading, by their names.
  public let cleaning: [String]
  /// A pixel threshold to be counted beside those that always are, grey levels.
  public let extraPixelThreshold: UInt8?
  /// Where the first arena's trial starts, seconds from the first frame; `nil` when a start is to be
  /// found, and the whole recording is read.
  public let start: Double?
  /// How much is read from there, seconds; `nil` to the end.
  public let length: Double?

  /// Makes the reading that scoring with some settings needs.
  public init(arenas: [Arena], settings: ScoringSettings) {
    self.arenas = arenas.map(ReadArena.init)
    lag = settings.lag
    analysisRate = settings.analysisRate
    cleaning = settings.cleaning.intersection(.whileReading).names
    switch settings.pixelThreshold {
    case .fixed(let level) where !NoiseFloor.ladder.contains(level): extraPixelThreshold = level
    case .fixed, .fromNoise: extraPixelThreshold = nil
    }
    let part = settings.part(ofRecordingWith: arenas.map(\.name))
    start = part?.start
    length = part?.length
  }

  /// Settings that lead to just this trace.
  var settings: ScoringSettings {
    ScoringSettings(
      trialStart: TrialStart(time: start), trialLength: length, lag: lag,
      analysisRate: analysisRate,
      cleaning: cleaning.reduce(into: []) { kinds, name in
        if let kind = Cleaning(name: name) { kinds.insert(kind) }
      },
      pixelThreshold: extraPixelThreshold.map(PixelThreshold.fixed) ?? .fromNoise)
  }

  /// The reading as text, with the versions of the measuring code and of the trace file.
  public var canonicalText: String {
    var lines = CanonicalText()
    lines.add("reading", "1")
    lines.add("measuring", "\(MeasuringVersion.current)")
    lines.add("trace", TraceFile.schema)
    for arena in arenas {
      lines.add(
        "arena", CanonicalText.quoted(arena.name), CanonicalText.shape(of: arena.arena))
    }
    lines.add("lag_s", "\(lag)")
    lines.add("analysis_rate_hz", CanonicalText.number(analysisRate))
    lines.add("cleaning", cleaning.joined(separator: ","))
    lines.add("extra_pixel_threshold", extraPixelThreshold.map { "\($0)" } ?? "none")
    lines.add("start_s", start.map { "\($0)" } ?? "found")
    lines.add("length_s", CanonicalText.number(length))
    return lines.text
  }

  /// SHA-256 of the canonical text, 64 hexadecimal digits.
  ///
  /// - Throws: `AnalysisError` when there is no memory for it.
  public func hash() throws(AnalysisError) -> String { try ContentHash.text(canonicalText) }
}

/// An arena without its animal, in the form that a worker is told it.
public struct ReadArena: Sendable, Hashable, Codable {
  /// Its name.
  public let name: String
  private let kind: String
  private let numbers: [Double]
  private let coordinates: String

  /// Makes the form of an arena.
  public init(_ arena: Arena) {
    name = arena.name
    coordinates = arena.coordinates.rawValue
    switch arena.shape {
    case .wholePicture: (kind, numbers) = ("whole", [])
    case .rectangle(let x, let y, let width, let height):
      (kind, numbers) = ("rectangle", [x, y, width, height])
    case .ellipse(let x, let y, let radiusX, let radiusY):
      (kind, numbers) = ("ellipse", [x, y, radiusX, radiusY])
    case .polygon(let corners): (kind, numbers) = ("polygon", corners.flatMap { [$0.x, $0.y] })
    }
  }

  /// The arena.
  public var arena: Arena {
    let shape: Arena.Shape =
      switch (kind, numbers.count) {
      case ("rectangle", 4):
        .rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
      case ("ellipse", 4):
        .ellipse(
          centerX: numbers[0], centerY: numbers[1], radiusX: numbers[2], radiusY: numbers[3])
      case ("polygon", _):
        .polygon(
          stride(from: 0, to: numbers.count - 1, by: 2).map {
            Arena.Point(x: numbers[$0], y: numbers[$0 + 1])
          })
      default: .wholePicture
      }
    return Arena(
      name: name, shape: shape, coordinates: Arena.Coordinates(rawValue: coordinates) ?? .pixels)
  }
}
