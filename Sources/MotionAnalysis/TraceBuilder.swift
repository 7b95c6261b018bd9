import ImmobilityCore
import MotionKernels
import VideoDecoding

/// Collects a trace, one frame after the other.
struct TraceBuilder {
  private(set) var trace: Trace
  private let rasters: [ArenaRaster]
  private let kernel: DifferenceKernel
  private let firstTick: Int64
  private var counts: [UInt32]

  /// - Parameters:
  ///   - arenas: the arenas with their pixels, in the order of the trace.
  ///   - firstTick: the recording's first time stamp.
  init(
    arenas: [(Arena, ArenaRaster)], pixelThresholds: [UInt8], lag: Double, longLag: Double,
    timeBase: TimeBase, firstTick: Int64
  ) {
    rasters = arenas.map(\.1)
    kernel = DifferenceKernel(pixelThresholds: pixelThresholds)
    self.firstTick = firstTick
    counts = [UInt32](repeating: 0, count: pixelThresholds.count)
    trace = Trace(
      timeBase: timeBase, ticks: [], lastFrameDuration: 0, frames: [], decoderFlags: [],
      pixelThresholds: pixelThresholds, shortLag: LagTrack(asked: lag, real: []),
      longLag: LagTrack(asked: longLag, real: []),
      arenas: arenas.map { ArenaTrace(arena: $0.0, pixelCount: $0.1.pixelCount) })
  }

  /// Adds a frame as the next sample, compared with the frames before it.
  mutating func add(_ frame: VideoFrame, history: FrameHistory) {
    let short = history.reference(for: frame, lag: trace.shortLag.asked)
    let long = history.reference(for: frame, lag: trace.longLag.asked)
    trace.ticks.append(frame.tick - firstTick)
    trace.frames.append(frame.index)
    trace.shortLag.real.append(short.map { frame.tick - $0.tick } ?? 0)
    trace.longLag.real.append(long.map { frame.tick - $0.tick } ?? 0)
    var flags: SampleFlags = []
    if frame.hasDecodeError || short?.hasDecodeError == true || long?.hasDecodeError == true {
      flags.insert(.decodeError)
    }
    if frame.isTimestampFilled { flags.insert(.timestampFilled) }
    trace.decoderFlags.append(flags)
    for arena in rasters.indices {
      let shortSum = measure(frame, short, arena)
      trace.arenas[arena].changedShort.append(contentsOf: counts)
      trace.arenas[arena].absoluteDifferenceShort.append(shortSum)
      // Where both lags lead to one frame the counts are the same.
      let longSum = long === short ? shortSum : measure(frame, long, arena)
      trace.arenas[arena].changedLong.append(contentsOf: counts)
      trace.arenas[arena].absoluteDifferenceLong.append(longSum)
    }
  }

  /// Ends the trace: how long the last sample's frame is shown, ticks.
  mutating func finish(lastFrameDuration: Int64) -> Trace {
    trace.lastFrameDuration = lastFrameDuration
    return trace
  }

  /// Leaves the counts in `counts` and returns the sum of absolute differences; zeros without an
  /// earlier frame.
  private mutating func measure(
    _ frame: VideoFrame, _ earlier: VideoFrame?, _ arena: Int
  ) -> UInt64 {
    for rung in counts.indices { counts[rung] = 0 }
    guard let earlier else { return 0 }
    let kernel = kernel
    let raster = rasters[arena]
    return counts.withUnsafeMutableBufferPointer { counts in
      guard let changed = counts.baseAddress else { return 0 }
      return raster.spans.withUnsafeBufferPointer { spans in
        frame.withLuma { current, currentStride in
          earlier.withLuma { before, beforeStride in
            kernel.measure(
              current: current, currentStride: currentStride, earlier: before,
              earlierStride: beforeStride, spans: spans, changed: changed)
          }
        }
      }
    }
  }
}
