private import CIntrinsics

/// Which instructions of the processor a kernel uses. What it counts is the same with all of them.
public enum InstructionSet: Sendable, CaseIterable {
  /// Those that every processor of the architecture has: sixteen pixels at a time.
  case baseline
  /// AVX2: thirty-two pixels at a time.
  case avx2

  /// Whether the processor has them.
  public var isSupported: Bool {
    switch self {
    case .baseline: true
    case .avx2: Self.hasAVX2
    }
  }

  /// The widest that the processor has.
  public static let best: InstructionSet = InstructionSet.avx2.isSupported ? .avx2 : .baseline

  private static let hasAVX2 = cin_has_avx2()
}
