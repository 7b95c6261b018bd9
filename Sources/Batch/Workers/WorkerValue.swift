import FoundationEssentials
import MotionAnalysis

/// What workers hand over beside traces, as bytes: JSON, and behind it the pixels of a picture.
enum WorkerValue {
  /// The bytes of a probe.
  static func bytes(of probe: RecordingProbe) -> [UInt8]? { json(probe) }

  /// The bytes of a proposal.
  static func bytes(of proposal: ArenaProposal) -> [UInt8]? {
    var bare = proposal
    let levels = bare.picture.levels
    bare.picture.levels = []
    return json(bare).map { $0 + [separator] + levels }
  }

  /// The bytes of a picture.
  static func bytes(of picture: WorkerPicture) -> [UInt8]? {
    var bare = picture
    let levels = bare.picture.levels
    bare.picture.levels = []
    return json(bare).map { $0 + [separator] + levels }
  }

  /// A probe, or `nil` for bytes that are none.
  static func probe(_ bytes: [UInt8]) -> RecordingProbe? { value(bytes[...]) }

  /// A proposal, or `nil` for bytes that are none.
  static func proposal(_ bytes: [UInt8]) -> ArenaProposal? {
    let parts = bytes.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, var value: ArenaProposal = value(parts[0]) else { return nil }
    value.picture.levels = Array(parts[1])
    return isWhole(value.picture) ? value : nil
  }

  /// A picture, or `nil` for bytes that are none.
  static func picture(_ bytes: [UInt8]) -> WorkerPicture? {
    let parts = bytes.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, var value: WorkerPicture = value(parts[0]) else { return nil }
    value.picture.levels = Array(parts[1])
    return isWhole(value.picture) ? value : nil
  }

  private static let separator = UInt8(ascii: "\n")

  private static func isWhole(_ picture: GreyPicture) -> Bool {
    let (size, overflow) = picture.width.multipliedReportingOverflow(by: picture.height)
    return picture.width > 0 && picture.height > 0 && !overflow && picture.levels.count == size
  }

  private static func json(_ value: some Encodable) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(value)).map { Array($0) }
  }

  private static func value<Value: Decodable>(_ bytes: ArraySlice<UInt8>) -> Value? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try? decoder.decode(Value.self, from: Data(bytes))
  }
}

/// A frame of a recording with its time.
struct WorkerPicture: Codable, Sendable {
  var picture: GreyPicture
  /// Seconds from the recording's first frame.
  var time: Double
}
