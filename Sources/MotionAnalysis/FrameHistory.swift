import VideoDecoding

/// The frames that later ones may still be compared with.
///
/// Holds frames back to the long lag, and never more than `mostFrames` or `mostBytes` of luma: should
/// time stamps be so dense that the lag reaches further, the oldest frames are let go and the real
/// lag gets shorter, which the trace records.
struct FrameHistory {
  private static let mostFrames = 1024
  private static let mostBytes = 1 << 30

  private var frames: [VideoFrame] = []
  private var first = 0
  /// The long lag asked for, seconds.
  private let reach: Double
  /// One tick, seconds.
  private let tick: Double

  init(reach: Double, tick: Double) {
    self.reach = reach
    self.tick = tick
  }

  /// Adds the newest frame and lets go of those that no later frame can be compared with.
  mutating func append(_ frame: VideoFrame) {
    frames.append(frame)
    // The second oldest is at least `reach` back: it is nearer to any later target than the oldest.
    while frames.count - first > 2, seconds(from: frames[first + 1], to: frame) >= reach {
      first += 1
    }
    let most = max(2, min(Self.mostFrames, Self.mostBytes / max(1, frame.width * frame.height)))
    while frames.count - first > most { first += 1 }
    if first > 0, 2 * first >= frames.count || first > 32 {
      frames.removeFirst(first)
      first = 0
    }
  }

  /// The frame whose time is nearest to the frame's time less `lag` (seconds); of two that are
  /// equally near, to within a microsecond, the older. `nil` when there is none, or when its real
  /// lag is under half of the one asked for.
  func reference(for frame: VideoFrame, lag: Double) -> VideoFrame? {
    var best: VideoFrame?
    var distance = Double.infinity
    for candidate in frames[first...].reversed() {
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

  private func seconds(from earlier: VideoFrame, to later: VideoFrame) -> Double {
    Double(later.tick - earlier.tick) * tick
  }
}
