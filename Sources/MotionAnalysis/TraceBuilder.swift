import ImmobilityCore
import MotionKernels
import VideoDecoding

/// Collects a trace, one frame after the other.
struct TraceBuilder {
  private(set) var trace: Trace
  private let rasters: [ArenaRaster]
  private let kernel: DifferenceKernel
  private let firstTick: Int64
  private var shortCounts: [UInt32]
  private var longCounts: [UInt32]

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
    shortCounts = [UInt32](repeating: 0, count: pixelThresholds.count)
    longCounts = shortCounts
    trace = Trace(
      timeBase: timeBase, ticks: [], lastFrameDuration: 0, frames: [], decoderFlags: [],
      pixelThresholds: pixelThresholds, shortLag: LagTrack(asked: lag, real: []),
      longLag: LagTrack(asked: longLag, real: []),
      arenas: arenas.map { ArenaTrace(arena: $0.0, pixelCount: $0.1.pixelCount) })
  }

  /// Adds a frame as the next sample, compared with the frames before it.
  mutating func add(_ frame: VideoFrame, history: FrameHistory) {
    var short = history.reference(for: frame, lag: trace.shortLag.asked)
    var long = history.reference(for: frame, lag: trace.longLag.asked)
    var flags: SampleFlags = frame.isTimestampFilled ? .timestampFilled : []
    if frame.hasDecodeError || short?.hasDecodeError == true || long?.hasDecodeError == true {
      // What a decoder invents for damaged pixels is no measurement.
      flags.insert(.decodeError)
      short = nil
      long = nil
    }
    trace.ticks.append(frame.tick - firstTick)
    trace.frames.append(frame.index)
    trace.decoderFlags.append(flags)
    trace.shortLag.real.append(short.map { frame.tick - $0.tick } ?? 0)
    trace.longLag.real.append(long.map { frame.tick - $0.tick } ?? 0)
    for arena in rasters.indices {
      let sums = measure(frame, short: short, long: long, arena)
      trace.arenas[arena].changedShort.append(contentsOf: shortCounts)
      trace.arenas[arena].changedLong.append(contentsOf: longCounts)
      trace.arenas[arena].absoluteDifferenceShort.append(sums.short)
      trace.arenas[arena].absoluteDifferenceLong.append(sums.long)
    }
  }

  /// Ends the trace: how long the last sample's frame is shown, ticks.
  mutating func finish(lastFrameDuration: Int64) -> Trace {
    trace.lastFrameDuration = lastFrameDuration
    return trace
  }

  /// Leaves the counts in `shortCounts` and `longCounts` and returns the sums of absolute
  /// differences; zeros at a lag without an earlier frame.
  private mutating func measure(
    _ frame: VideoFrame, short: VideoFrame?, long: VideoFrame?, _ arena: Int
  ) -> (short: UInt64, long: UInt64) {
    for rung in shortCounts.indices {
      shortCounts[rung] = 0
      longCounts[rung] = 0
    }
    guard let short, let long, short !== long else {
      // One lag alone, or both lead to the same frame.
      let sum = measure(frame, short ?? long, arena)
      let shortSum = short == nil ? 0 : sum
      let longSum = long == nil ? 0 : sum
      if long != nil { longCounts = shortCounts }
      if short == nil { for rung in shortCounts.indices { shortCounts[rung] = 0 } }
      return (shortSum, longSum)
    }
    let kernel = kernel
    let spans = rasters[arena].spans
    return shortCounts.withUnsafeMutableBufferPointer { shortCounts in
      longCounts.withUnsafeMutableBufferPointer { longCounts in
        spans.withUnsafeBufferPointer { spans in
          frame.withLuma { current, currentStride in
            short.withLuma { short, shortStride in
              long.withLuma { long, longStride in
                guard let changedShort = shortCounts.baseAddress,
                  let changedLong = longCounts.baseAddress
                else { return (0, 0) }
                return kernel.measureBoth(
                  current: current, currentStride: currentStride, short: short,
                  shortStride: shortStride, long: long, longStride: longStride, spans: spans,
                  changedShort: changedShort, changedLong: changedLong)
              }
            }
          }
        }
      }
    }
  }

  /// Leaves the counts of one comparison in `shortCounts`; zeros without an earlier frame.
  private mutating func measure(
    _ frame: VideoFrame, _ earlier: VideoFrame?, _ arena: Int
  ) -> UInt64 {
    guard let earlier else { return 0 }
    let kernel = kernel
    let spans = rasters[arena].spans
    return shortCounts.withUnsafeMutableBufferPointer { counts in
      spans.withUnsafeBufferPointer { spans in
        frame.withLuma { current, currentStride in
          earlier.withLuma { before, beforeStride in
            guard let changed = counts.baseAddress else { return 0 }
            return kernel.measure(
              current: current, currentStride: currentStride, earlier: before,
              earlierStride: beforeStride, spans: spans, changed: changed)
          }
        }
      }
    }
  }
}
