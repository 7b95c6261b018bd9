/// Why a sample takes no part in the threshold decision, or what is noteworthy about it.
public struct SampleFlags: OptionSet, Sendable, Hashable {
  /// One bit for each flag.
  public let rawValue: UInt16

  /// Makes a set of flags from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// No earlier frame at the lag asked for, or only one nearer than half of it: the recording's first
  /// samples.
  public static let noEarlierFrame = SampleFlags(rawValue: 1 << 0)
  /// The frame, or one it was compared with, was damaged.
  public static let decodeError = SampleFlags(rawValue: 1 << 1)
  /// The frames stand so far apart that the real lag is more than twice the one asked for.
  public static let timeGap = SampleFlags(rawValue: 1 << 2)
  /// The time stamp was missing or not later than the one before and was filled by rule.
  public static let timestampFilled = SampleFlags(rawValue: 1 << 3)
  /// Not in the part of the trial that was classified.
  public static let outsideTrial = SampleFlags(rawValue: 1 << 4)

  /// The recorder repeated the frame before: it says nothing about the animal.
  public static let duplicatedFrame = SampleFlags(rawValue: 1 << 5)
  /// The codec refreshed the picture between the compared frames, which shows outside the arenas too.
  public static let keyframePulse = SampleFlags(rawValue: 1 << 6)
  /// The light changed between the compared frames and the change was taken out.
  public static let lightChange = SampleFlags(rawValue: 1 << 7)
  /// The light changed so much, or so unevenly, that the sample is no evidence.
  public static let lightStep = SampleFlags(rawValue: 1 << 8)
  /// The whole picture moved.
  public static let cameraBump = SampleFlags(rawValue: 1 << 9)
  /// No animal was in the arena.
  public static let emptyArena = SampleFlags(rawValue: 1 << 10)
  /// The light is another than at the trial's start, and its contrast was reckoned with.
  public static let contrastChange = SampleFlags(rawValue: 1 << 11)
  /// The light is another than at the trial's start, and what that does to motion was not reckoned with.
  public static let contrastUncertain = SampleFlags(rawValue: 1 << 12)
  /// The whole picture moved, so little that the sample is evidence all the same.
  public static let cameraNudge = SampleFlags(rawValue: 1 << 13)

  /// The flags that take a sample's evidence away; the others only inform.
  public static let noEvidence: SampleFlags = [
    .noEarlierFrame, .decodeError, .timeGap, .outsideTrial, .duplicatedFrame,
    .keyframePulse, .lightStep, .cameraBump, .emptyArena,
  ]

  /// Every flag with the name it has in files, in the order of the names' bits.
  public static let named: [(flag: SampleFlags, name: String)] = [
    (.noEarlierFrame, "no_earlier_frame"), (.decodeError, "decode_error"), (.timeGap, "time_gap"),
    (.timestampFilled, "timestamp_filled"),
    (.outsideTrial, "outside_trial"), (.duplicatedFrame, "duplicated_frame"),
    (.keyframePulse, "keyframe_pulse"), (.lightChange, "light_change"),
    (.lightStep, "light_step"), (.cameraBump, "camera_bump"), (.emptyArena, "empty_arena"),
    (.contrastChange, "contrast_change"), (.contrastUncertain, "contrast_uncertain"),
    (.cameraNudge, "camera_nudge"),
  ]

  /// The names of the flags that are set.
  public var names: [String] { Self.named.filter { contains($0.flag) }.map(\.name) }
}
