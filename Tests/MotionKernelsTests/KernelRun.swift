import MotionKernels
import Testing

/// What a kernel found: the changed pixels of each rung, and the sum of absolute differences.
struct Outcome: Equatable {
  var changed: [UInt32]
  var sum: UInt64
}

/// The picture planes that one comparison reads.
struct PlanePair {
  var current: Plane
  var currentOrigin = 0
  var currentStride = 0
  var earlier: Plane
  var earlierOrigin = 0
  var earlierStride = 0
}

/// An allocation of exactly as many bytes as asked for, so that the address sanitizer sees any read
/// beside it.
final class Plane {
  let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ contents: [UInt8]) {
    bytes = .allocate(capacity: contents.count)
    _ = bytes.initialize(from: contents)
  }

  deinit { bytes.deallocate() }

  /// The address of a byte; one past the end is allowed.
  func address(_ offset: Int) -> UnsafePointer<UInt8> {
    UnsafePointer(bytes.baseAddress! + offset)
  }
}

extension DifferenceKernel {
  /// Kernels for the same ladder, one for each set of instructions that the processor has.
  var variants: [DifferenceKernel] {
    InstructionSet.allCases.filter(\.isSupported).map {
      DifferenceKernel(pixelThresholds: pixelThresholds, instructions: $0)
    }
  }

  /// What the fast kernel finds for group 0, with all sets of instructions alike.
  func measured(_ planes: PlanePair, _ spans: [RowSpan], from start: UInt32 = 0) -> Outcome {
    measured(planes, spans, groups: 1, from: start)[0]
  }

  /// What the fast kernel finds for each group, with all sets of instructions alike.
  func measured(_ planes: PlanePair, _ spans: [RowSpan], groups: Int, from start: UInt32 = 0)
    -> [Outcome]
  {
    let outcomes = variants.map { $0.measuredAlone(planes, spans, groups: groups, from: start) }
    #expect(outcomes.allSatisfy { $0 == outcomes[0] }, "instructions make a difference")
    return outcomes[0]
  }

  private func measuredAlone(
    _ planes: PlanePair, _ spans: [RowSpan], groups: Int, from start: UInt32
  ) -> [Outcome] {
    run(spans, groups: groups, from: start) { spans, tally in
      measure(
        current: planes.current.address(planes.currentOrigin),
        currentStride: planes.currentStride,
        earlier: planes.earlier.address(planes.earlierOrigin),
        earlierStride: planes.earlierStride,
        spans: spans, into: tally)
    }
  }

  /// What the scalar reference finds for group 0.
  func referenceMeasured(_ planes: PlanePair, _ spans: [RowSpan], from start: UInt32 = 0)
    -> Outcome
  {
    referenceMeasured(planes, spans, groups: 1, from: start)[0]
  }

  /// What the scalar reference finds for each group.
  func referenceMeasured(
    _ planes: PlanePair, _ spans: [RowSpan], groups: Int, from start: UInt32 = 0
  ) -> [Outcome] {
    run(spans, groups: groups, from: start) { spans, tally in
      referenceMeasure(
        current: planes.current.address(planes.currentOrigin),
        currentStride: planes.currentStride,
        earlier: planes.earlier.address(planes.earlierOrigin),
        earlierStride: planes.earlierStride,
        spans: spans, into: tally)
    }
  }

  /// Runs a kernel with counts on allocations of exactly the size that it needs.
  private func run(
    _ spans: [RowSpan], groups: Int, from start: UInt32,
    _ kernel: (UnsafeBufferPointer<RowSpan>, Tally) -> Void
  ) -> [Outcome] {
    let places = groups * rungs
    let tally = Tally(changed: .allocate(capacity: places), sums: .allocate(capacity: groups))
    tally.changed.initialize(repeating: start, count: places)
    tally.sums.initialize(repeating: 0, count: groups)
    defer {
      tally.changed.deallocate()
      tally.sums.deallocate()
    }
    spans.withUnsafeBufferPointer { kernel($0, tally) }
    return (0..<groups).map { group in
      let own = (group * rungs)..<((group + 1) * rungs)
      return Outcome(changed: own.map { tally.changed[$0] }, sum: tally.sums[group])
    }
  }
}

/// Pixel values that follow from a seed alone.
struct PixelSource {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    // SplitMix64 (Steele, Lea and Flood, 2014).
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// Two runs of pixels in which still, noisy and changed stretches alternate, as in a recording.
  mutating func pair(count: Int) -> (current: [UInt8], earlier: [UInt8]) {
    var current: [UInt8] = []
    var earlier: [UInt8] = []
    current.reserveCapacity(count)
    earlier.reserveCapacity(count)
    var amplitude: UInt64 = 1
    var rest = 0
    for _ in 0..<count {
      if rest == 0 {
        rest = Int(next() % 96) + 1
        amplitude = [1, 4, 14, 64, 120, 256][Int(next() % 6)]
      }
      rest -= 1
      let value = UInt8(truncatingIfNeeded: next())
      current.append(value)
      earlier.append(value &+ UInt8(truncatingIfNeeded: next() % amplitude))
    }
    return (current, earlier)
  }
}
