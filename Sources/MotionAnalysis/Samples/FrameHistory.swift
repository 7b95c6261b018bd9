import VideoDecoding

/// A frame with the pixels that stand for its groups.
struct HeldFrame {
  /// The frame.
  var frame: VideoFrame
  /// The pixels of the grid.
  var pixels: [UInt8]
  /// When the camera took it, ticks: its time stamp, unless the recorder repeated frames.
  var taken: Double

  /// - Parameter taken: when the camera took it, ticks; its time stamp when `nil`.
  init(frame: VideoFrame, pixels: [UInt8], taken: Double? = nil) {
    self.frame = frame
    self.pixels = pixels
    self.taken = taken ?? Double(frame.tick)
  }
}

/// The samples that later ones may still be compared with.
///
/// Holds samples back to the lag, and never more than `mostFrames` or `mostBytes` of luma: should
/// time stamps be so dense that the lag reaches further, the oldest are let go and the real lag gets
/// shorter, which the trace records.
struct FrameHistory {
  private static let mostFrames = 1024
  private static let mostBytes = 1 << 30

  private var frames: [HeldFrame] = []
  /// The lag asked for, seconds.
  private let reach: Double
  /// One tick, seconds.
  private let tick: Double

  init(reach: Double, tick: Double) {
    self.reach = reach
    self.tick = tick
  }

  /// The number of samples held.
  var count: Int { frames.count }

  /// Adds the newest sample and lets go of those that no later one can be compared with.
  mutating func append(_ held: HeldFrame) {
    frames.append(held)
    var unneeded = 0
    while frames.count - unneeded > 2,
      !isNeeded(frames[unneeded], before: frames[unneeded + 1], after: held)
    {
      unneeded += 1
    }
    let luma = max(1, held.frame.width * held.frame.height)
    let most = max(2, min(Self.mostFrames, Self.mostBytes / luma))
    unneeded = max(unneeded, frames.count - most)
    if unneeded > 0 { frames.removeFirst(unneeded) }
  }

  /// Whether a sample after `held` may still be compared with the oldest frame, and not with the `next` one.
  ///
  /// It may not where the next one is nearer to all that lies the lag back from then on: when that is at least
  /// as far back, or half way between both lies there already. Samples are taken at least half a tick apart.
  private func isNeeded(
    _ oldest: HeldFrame, before next: HeldFrame, after held: HeldFrame
  ) -> Bool {
    let (far, near) = (seconds(from: oldest, to: held), seconds(from: next, to: held))
    if near >= reach { return false }
    let areApart = far - near > 2 * Self.tieTolerance
    return !areApart || (far + near) / 2 + tick / 4 < reach + Self.tieTolerance
  }

  /// The sample whose time is nearest to the frame's time less `lag` (seconds); of two that are
  /// equally near, to within a microsecond, the older. `nil` when there is none, or when its real
  /// lag is under half of the one asked for.
  func reference(for frame: HeldFrame, lag: Double) -> HeldFrame? {
    var best: HeldFrame?
    var distance = Double.infinity
    for candidate in frames.reversed() {
      let off = abs(seconds(from: candidate, to: frame) - lag)
      if off <= distance + Self.tieTolerance {
        best = candidate
        distance = min(off, distance)
      } else {
        break
      }
    }
    guard let best, seconds(from: best, to: frame) >= lag / 2 - Self.tieTolerance else {
      return nil
    }
    return best
  }

  private static let tieTolerance = 1e-6

  private func seconds(from earlier: HeldFrame, to later: HeldFrame) -> Double {
    (later.taken - earlier.taken) * tick
  }
}
