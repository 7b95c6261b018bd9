import FixtureFiles
import Testing
import VideoDecoding

/// Passing over the start of a recording gives the frames that decoding everything gives.
@Suite struct SkippingTests {
  static let files =
    ((try? Fixture.decoderCases()) ?? []).filter {
      $0.expect == .scored && ($0.frames ?? 0) > 8 && $0.file != "size_change.ts"
    }

  @Test(arguments: files)
  func everyTargetGivesTheSameFrames(_ truth: DecoderCase) throws {
    let file = truth.file
    var whole = try VideoReader(path: Fixture.decoder(file), threads: 1)
    let all = try decode(&whole)
    // Damaged files are reproducible with one thread only.
    for threads in truth.intact == true ? [1, 3] : [1] {
      for target in all.ticks.indices.dropFirst() {
        // The tick itself, and one just before it.
        for tick in [all.ticks[target], all.ticks[target] - 1] {
          var reader = try VideoReader(path: Fixture.decoder(file), threads: threads)
          let first = try #require(try reader.nextFrame())
          #expect(first.tick == all.ticks[0])
          reader.skip(to: tick)
          let rest = try decode(&reader)
          let expected = max(1, all.ticks.firstIndex { $0 >= tick } ?? 0)
          #expect(rest.ticks == Array(all.ticks[expected...]), "to \(target), \(threads) threads")
          #expect(rest.sums == Array(all.sums[expected...]), "to \(target), \(threads) threads")
          #expect(rest.indices == Array(all.indices[expected...]), "to \(target)")
          #expect(rest.errors == Array(all.errors[expected...]), "to \(target)")
        }
      }
    }
  }

  @Test func beyondTheEndGivesNothing() throws {
    var reader = try VideoReader(path: Fixture.decoder("h264_short_gop.mp4"))
    _ = try reader.nextFrame()
    reader.skip(to: .max / 16)
    #expect(try reader.nextFrame() == nil)
  }

  @Test func passesOverPackets() throws {
    var reader = try VideoReader(path: Fixture.decoder("h264_short_gop.mp4"))
    var last: Int64 = 0
    var whole = try VideoReader(path: Fixture.decoder("h264_short_gop.mp4"))
    while let frame = try whole.nextFrame() { last = frame.tick }
    _ = try reader.nextFrame()
    reader.skip(to: last)
    #expect(try reader.nextFrame()?.tick == last)
    #expect(reader.statistics.framesSkipped > 5)
    #expect(reader.statistics.frames == 2)
  }

  @Test func scanningToTheEndFindsIt() throws {
    var reader = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"))
    _ = try reader.nextFrame()
    reader.scanToEnd()
    let tick = reader.info.timeBase.value
    #expect(abs(Double(try #require(reader.statistics.lastPacketEnd)) * tick - 1.2) < 1e-6)
    #expect(try reader.nextFrame() == nil)
  }
}
