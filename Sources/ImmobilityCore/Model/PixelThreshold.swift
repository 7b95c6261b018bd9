/// Where the pixel threshold of a recording comes from.
public enum PixelThreshold: Sendable, Equatable {
  /// From the recording's own noise; see `NoiseFloor`.
  case fromNoise
  /// Fixed by hand or by a profile, grey levels.
  case fixed(UInt8)
}
