import ImmobilityCore
import MotionKernels
import VideoDecoding

/// Collects a trace, one frame after the other.
struct TraceBuilder {
  private(set) var trace: Trace
  /// All arenas' pixels in the order of their rows, grouped by the arena's place in the trace.
  private let spans: [RowSpan]
  private let kernel: DifferenceKernel
  private let firstTick: Int64
  private var short: Counts
  private var long: Counts

  /// What one comparison counted: `changed[arena * rungs + rung]` and `sums[arena]`.
  fileprivate struct Counts {
    var changed: [UInt32]
    var sums: [UInt64]

    init(arenas: Int, rungs: Int) {
      changed = [UInt32](repeating: 0, count: arenas * rungs)
      sums = [UInt64](repeating: 0, count: arenas)
    }

    mutating func clear() {
      for index in changed.indices { changed[index] = 0 }
      for index in sums.indices { sums[index] = 0 }
    }
  }

  /// - Parameters:
  ///   - arenas: the arenas with their pixels, in the order of the trace.
  ///   - firstTick: the recording's first time stamp.
  init(
    arenas: [(Arena, ArenaRaster)], pixelThresholds: [UInt8], lag: Double, longLag: Double,
    timeBase: TimeBase, firstTick: Int64
  ) {
    spans = arenas.enumerated().flatMap { arena, raster in
      raster.1.spans.map {
        RowSpan(row: $0.row, start: $0.start, end: $0.end, group: Int32(arena))
      }
    }.sorted { ($0.row, $0.start, $0.group) < ($1.row, $1.start, $1.group) }
    kernel = DifferenceKernel(pixelThresholds: pixelThresholds)
    self.firstTick = firstTick
    short = Counts(arenas: arenas.count, rungs: pixelThresholds.count)
    long = short
    trace = Trace(
      timeBase: timeBase, ticks: [], lastFrameDuration: 0, frames: [], decoderFlags: [],
      pixelThresholds: pixelThresholds, shortLag: LagTrack(asked: lag, real: []),
      longLag: LagTrack(asked: longLag, real: []),
      arenas: arenas.map { ArenaTrace(arena: $0.0, pixelCount: $0.1.pixelCount) })
  }

  /// Adds a frame as the next sample, compared with the frames before it.
  mutating func add(_ frame: VideoFrame, history: FrameHistory) {
    var shortFrame = history.reference(for: frame, lag: trace.shortLag.asked)
    var longFrame = history.reference(for: frame, lag: trace.longLag.asked)
    var flags: SampleFlags = frame.isTimestampFilled ? .timestampFilled : []
    if frame.hasDecodeError || shortFrame?.hasDecodeError == true
      || longFrame?.hasDecodeError == true
    {
      // What a decoder invents for damaged pixels is no measurement.
      flags.insert(.decodeError)
      shortFrame = nil
      longFrame = nil
    }
    trace.ticks.append(frame.tick - firstTick)
    trace.frames.append(frame.index)
    trace.decoderFlags.append(flags)
    trace.shortLag.real.append(shortFrame.map { frame.tick - $0.tick } ?? 0)
    trace.longLag.real.append(longFrame.map { frame.tick - $0.tick } ?? 0)
    compare(frame, short: shortFrame, long: longFrame)
    let rungs = trace.pixelThresholds.count
    for arena in trace.arenas.indices {
      let counts = (arena * rungs)..<((arena + 1) * rungs)
      trace.arenas[arena].changedShort.append(contentsOf: short.changed[counts])
      trace.arenas[arena].changedLong.append(contentsOf: long.changed[counts])
      trace.arenas[arena].absoluteDifferenceShort.append(short.sums[arena])
      trace.arenas[arena].absoluteDifferenceLong.append(long.sums[arena])
    }
  }

  /// Ends the trace: how long the last sample's frame is shown, ticks.
  mutating func finish(lastFrameDuration: Int64) -> Trace {
    trace.lastFrameDuration = lastFrameDuration
    return trace
  }

  /// Leaves what changed over both lags in `short` and `long`; zeros without an earlier frame.
  private mutating func compare(
    _ frame: VideoFrame, short shortFrame: VideoFrame?, long longFrame: VideoFrame?
  ) {
    short.clear()
    long.clear()
    if let shortFrame, let longFrame, shortFrame !== longFrame {
      kernel.measureBoth(frame, shortFrame, longFrame, spans, into: &short, &long)
      return
    }
    if let shortFrame { kernel.measure(frame, shortFrame, spans, into: &short) }
    if let longFrame {
      // Where both lags lead to one frame the counts are the same.
      if shortFrame === longFrame {
        long = short
      } else {
        kernel.measure(frame, longFrame, spans, into: &long)
      }
    }
  }
}

extension DifferenceKernel {
  /// Compares a frame with an earlier one.
  fileprivate func measure(
    _ frame: VideoFrame, _ earlier: VideoFrame, _ spans: [RowSpan],
    into counts: inout TraceBuilder.Counts
  ) {
    spans.withUnsafeBufferPointer { spans in
      frame.withLuma { current, currentStride in
        earlier.withLuma { before, beforeStride in
          measure(
            current: current, currentStride: currentStride, earlier: before,
            earlierStride: beforeStride, spans: spans, changed: &counts.changed,
            sums: &counts.sums)
        }
      }
    }
  }

  /// Compares a frame with two earlier ones.
  fileprivate func measureBoth(
    _ frame: VideoFrame, _ short: VideoFrame, _ long: VideoFrame, _ spans: [RowSpan],
    into shortCounts: inout TraceBuilder.Counts, _ longCounts: inout TraceBuilder.Counts
  ) {
    spans.withUnsafeBufferPointer { spans in
      frame.withLuma { current, currentStride in
        short.withLuma { short, shortStride in
          long.withLuma { long, longStride in
            measureBoth(
              current: current, currentStride: currentStride, short: short,
              shortStride: shortStride, long: long, longStride: longStride, spans: spans,
              changedShort: &shortCounts.changed, changedLong: &longCounts.changed,
              sumsShort: &shortCounts.sums, sumsLong: &longCounts.sums)
          }
        }
      }
    }
  }
}
