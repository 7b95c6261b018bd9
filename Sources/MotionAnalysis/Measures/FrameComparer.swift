import ImmobilityCore
import MotionKernels
import VideoDecoding

/// Compares a frame with an earlier one, group by group, after taking out what the light did.
struct FrameComparer {
  /// What the last comparison counted; zeros without an earlier frame.
  private(set) var counts: Counts
  private var light: Light?
  private let layout: TraceLayout
  private let kernel: DifferenceKernel
  private let findsLight: Bool
  private var relit = RelitPicture()

  /// What one comparison counted.
  struct Counts {
    /// `[group * rungs + rung]`.
    var changed: [UInt32]
    /// `[group]`: sums of absolute differences, grey levels.
    var sums: [UInt64]
    /// `[group]`: how much the light changed, grey levels.
    var lightShift: [Int16]
    /// `[group]`: whether that was taken out.
    var isCompensated: [Bool]

    init(groups: Int, rungs: Int) {
      changed = [UInt32](repeating: 0, count: groups * rungs)
      sums = [UInt64](repeating: 0, count: groups)
      lightShift = [Int16](repeating: 0, count: groups)
      isCompensated = [Bool](repeating: false, count: groups)
    }

    mutating func clear() {
      for index in changed.indices { changed[index] = 0 }
      for index in sums.indices {
        sums[index] = 0
        lightShift[index] = 0
        isCompensated[index] = false
      }
    }
  }

  /// - Parameter findsLight: whether changes of the light are looked for and taken out.
  init(layout: TraceLayout, pixelThresholds: [UInt8], findsLight: Bool) {
    self.layout = layout
    self.findsLight = findsLight
    kernel = DifferenceKernel(pixelThresholds: pixelThresholds)
    counts = Counts(groups: layout.groupCount, rungs: pixelThresholds.count)
  }

  /// Leaves what changed since an earlier frame in `counts`; zeros without one.
  mutating func compare(_ current: HeldFrame, with earlier: HeldFrame?) {
    counts.clear()
    light = earlier.flatMap { lightChanges(current, $0) }
    guard let earlier else { return }
    Self.measure(current, earlier, light: light, layout, kernel, through: &relit, into: &counts)
  }

  /// The bands of light that the last comparison found.
  var bands: LightBands? {
    if case .bands(let bands) = light { bands } else { nil }
  }

  private static func measure(
    _ current: HeldFrame, _ earlier: HeldFrame, light: Light?, _ layout: TraceLayout,
    _ kernel: DifferenceKernel, through relit: inout RelitPicture, into counts: inout Counts
  ) {
    guard let light else {
      kernel.measure(current.frame, earlier.frame, layout.spans, into: &counts)
      return
    }
    for group in 0..<layout.groupCount {
      switch light {
      case .groups(let changes):
        guard let change = changes[layout.gridGroup(of: group)] else { continue }
        counts.lightShift[group] = Int16(change.shift)
        counts.isCompensated[group] = change.expected != nil
      case .bands(let bands):
        counts.lightShift[group] = Int16(bands.shift)
        counts.isCompensated[group] = bands.isSound
      }
    }
    relit.make(of: earlier.frame, light: light, layout)
    relit.withLuma { luma, stride in
      kernel.measure(current.frame, picture: luma, stride: stride, layout.spans, into: &counts)
    }
  }

  /// How the light changed; `nil` when it did not change.
  private func lightChanges(_ current: HeldFrame, _ earlier: HeldFrame) -> Light? {
    guard findsLight else { return nil }
    if let bands = LightBands(current: current.pixels, earlier: earlier.pixels, layout.bands) {
      return .bands(bands)
    }
    return EvenLight(
      current: current.pixels, earlier: earlier.pixels, groups: layout.grid.groups
    ).map { .groups($0.changes) }
  }
}

extension FrameComparer.Counts {
  /// Calls `body` with the memory that a kernel adds to.
  fileprivate mutating func withTally(_ body: (Tally) -> Void) {
    changed.withUnsafeMutableBufferPointer { changed in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let changed = changed.baseAddress, let sums = sums.baseAddress else { return }
        body(Tally(changed: changed, sums: sums))
      }
    }
  }
}

extension DifferenceKernel {
  /// Compares a frame with an earlier one.
  func measure(
    _ frame: VideoFrame, _ earlier: VideoFrame, _ spans: [RowSpan],
    into counts: inout FrameComparer.Counts
  ) {
    earlier.withLuma { before, beforeStride in
      measure(frame, picture: before, stride: beforeStride, spans, into: &counts)
    }
  }

  /// Compares a frame with an earlier picture.
  fileprivate func measure(
    _ frame: VideoFrame, picture: UnsafePointer<UInt8>, stride: Int, _ spans: [RowSpan],
    into counts: inout FrameComparer.Counts
  ) {
    counts.withTally { tally in
      spans.withUnsafeBufferPointer { spans in
        frame.withLuma { current, currentStride in
          measure(
            current: current, currentStride: currentStride, earlier: picture,
            earlierStride: stride, spans: spans, into: tally)
        }
      }
    }
  }
}
