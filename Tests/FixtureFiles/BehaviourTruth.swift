/// What is known about a recording that was drawn: its arenas and what each animal does.
///
/// Times are seconds from the recording's first frame, coordinates displayed pixels.
public struct BehaviourTruth: Codable, Sendable, Equatable {
  /// The recording's file name.
  public var recording: String
  /// Frames per second; `nil` where the rate varies.
  public var fps: Double?
  /// The length of what was drawn, seconds; the recording may last up to a frame longer.
  public var duration: Double
  /// When the trial begins, seconds from the first frame.
  public var trialStart: Double
  /// One entry for each animal.
  public var arenas: [Arena]

  /// One arena and its animal's bouts.
  public struct Arena: Codable, Sendable, Equatable {
    /// The arena's name.
    public var name: String
    /// Left, top, width and height, where it is a rectangle.
    public var rectangle: [Double]?
    /// Centre and two radii, where it is an ellipse.
    public var ellipse: [Double]?
    /// The corners, where it is a polygon.
    public var polygon: [[Double]]?
    /// All bouts from the trial's start to the recording's end, states alternating.
    public var bouts: [Bout]

    /// The immobile bouts alone.
    public var immobileBouts: [Bout] { bouts.filter { $0.state == "immobile" } }

    /// The arena as a value of the command line's `--arena`, such as `left=rect:8,40,62,180`.
    public var commandLineValue: String {
      if let rectangle { return "\(name)=rect:\(list(rectangle))" }
      if let ellipse { return "\(name)=ellipse:\(list(ellipse))" }
      return "\(name)=polygon:" + (polygon ?? []).map(list).joined(separator: " ")
    }

    private func list(_ numbers: [Double]) -> String {
      numbers.map { "\($0)" }.joined(separator: ",")
    }
  }

  /// A stretch in one state, half-open.
  public struct Bout: Codable, Sendable, Equatable {
    /// `immobile` or `mobile`.
    public var state: String
    /// Its first second.
    public var start: Double
    /// The first second after it.
    public var end: Double

    enum CodingKeys: String, CodingKey {
      case state
      case start = "startS"
      case end = "endS"
    }
  }

  enum CodingKeys: String, CodingKey {
    case recording, fps, arenas
    case duration = "durationS"
    case trialStart = "trialStartS"
  }
}

extension BehaviourTruth {
  /// Reads the truth; a rate of `"variable"` becomes `nil`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    recording = try values.decode(String.self, forKey: .recording)
    fps = try? values.decode(Double.self, forKey: .fps)
    duration = try values.decode(Double.self, forKey: .duration)
    trialStart = try values.decode(Double.self, forKey: .trialStart)
    arenas = try values.decode([Arena].self, forKey: .arenas)
  }
}
