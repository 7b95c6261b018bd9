/// The kinds of artefact that are kept out of the scores; each can be switched off.
public struct Cleaning: OptionSet, Sendable, Hashable {
  /// One bit for each kind.
  public let rawValue: UInt16

  /// Makes a set of kinds from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Frames that a recorder repeated.
  public static let duplicates = Cleaning(rawValue: 1 << 0)
  /// The codec's refresh of the whole picture at keyframes.
  public static let keyframePulses = Cleaning(rawValue: 1 << 1)
  /// Light steps and flicker.
  public static let light = Cleaning(rawValue: 1 << 2)
  /// Stretches without frames.
  public static let gaps = Cleaning(rawValue: 1 << 3)
  /// Frames that the decoder could not restore.
  public static let damage = Cleaning(rawValue: 1 << 4)
  /// An arena before the animal is put in and after it is taken out.
  public static let emptyArena = Cleaning(rawValue: 1 << 5)
  /// Movements of the camera.
  public static let cameraBumps = Cleaning(rawValue: 1 << 6)

  /// Every kind.
  public static let all: Cleaning = [
    .duplicates, .keyframePulses, .light, .gaps, .damage, .emptyArena, .cameraBumps,
  ]

  /// The kinds that are cleaned while the pixels are at hand: a trace has them cleaned or not. The
  /// others are decided when a trace is scored.
  public static let whileReading: Cleaning = [.duplicates, .light, .damage]

  /// Every kind with its name in options and files, in the order of the bits.
  public static let named: [(kind: Cleaning, name: String)] = [
    (.duplicates, "duplicates"), (.keyframePulses, "keyframe-pulses"), (.light, "light"),
    (.gaps, "gaps"), (.damage, "damage"), (.emptyArena, "empty-arena"),
    (.cameraBumps, "camera-bumps"),
  ]

  /// The names of the kinds in the set.
  public var names: [String] { Self.named.filter { contains($0.kind) }.map(\.name) }

  /// The kind of a name; `nil` for an unknown one.
  public init?(name: String) {
    guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
    self = known.kind
  }
}
