/// Compares two 8-bit pictures inside row spans: for every rung of a ladder of pixel thresholds the
/// number of changed pixels, and the sum of absolute differences, in one pass.
///
/// A pixel counts as changed at a rung when its absolute difference is *above* the rung's threshold:
/// threshold 0 counts any difference, threshold 255 counts nothing. All results are integers and
/// exact.
///
/// ```swift
/// let kernel = DifferenceKernel(pixelThresholds: [12, 16, 24])
/// kernel.measure(
///   current: luma, currentStride: 1920, earlier: earlierLuma, earlierStride: 1920,
///   spans: spans, into: Tally(changed: changed, sums: sums))
/// ```
///
/// `measure` (DifferenceKernel+Vector.swift) is the one to call. `referenceMeasure`
/// (DifferenceKernel+Reference.swift) is its definition, pixel by pixel, and what the tests compare
/// it with. `Scripts/kernel-benchmark` measures them: 1.1 to 2.9 times the speed of plain loops over
/// blocks that the compiler vectorises. Strong noise and motion cost most, because then every block goes up
/// the ladder; ``Climb`` keeps that in bounds. Where the processor has AVX2 (``InstructionSet``) blocks are
/// compared thirty-two pixels and go up three rungs at a time (DifferenceKernel+Wide.swift): at 1.2 to 3.3
/// times that speed.
public struct DifferenceKernel: Sendable {
  /// The most rungs a ladder can have.
  public static let maximumRungs = 16

  /// The ladder: pixel thresholds in grey levels, strictly increasing.
  public let pixelThresholds: [UInt8]

  /// The number of rungs of the ladder.
  public var rungs: Int { pixelThresholds.count }

  /// The instructions that the kernel uses.
  public let instructions: InstructionSet

  /// Makes a kernel for a ladder of pixel thresholds.
  ///
  /// - Parameter instructions: the instructions to use; nothing but the speed depends on them.
  /// - Precondition: there are 1 to ``maximumRungs`` thresholds, strictly increasing, and the processor has
  ///   the instructions.
  public init(pixelThresholds: [UInt8], instructions: InstructionSet = .best) {
    precondition(instructions.isSupported, "the processor lacks the instructions \(instructions)")
    self.instructions = instructions
    precondition(
      (1...Self.maximumRungs).contains(pixelThresholds.count),
      "a ladder has 1 to \(Self.maximumRungs) pixel thresholds")
    precondition(
      zip(pixelThresholds, pixelThresholds.dropFirst()).allSatisfy { $0 < $1 },
      "the pixel thresholds of a ladder increase")
    self.pixelThresholds = pixelThresholds
  }
}
