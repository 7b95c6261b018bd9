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
          let wanted = Decoded(all, from: expected)
          #expect(rest.soundSums == wanted.soundSums, "to \(target), \(threads) threads")
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
    try reader.scanToEnd()
    let tick = reader.info.timeBase.value
    #expect(abs(Double(try #require(reader.statistics.lastPacketEnd)) * tick - 1.2) < 1e-6)
    #expect(try reader.nextFrame() == nil)
  }

  /// Skipping again and again, to ticks and to keyframes, gives frames of a full decode, in order.
  @Test(arguments: files)
  func severalSkipsGiveTheSameFrames(_ truth: DecoderCase) throws {
    let file = truth.file
    var whole = try VideoReader(path: Fixture.decoder(file), threads: 1)
    let all = try decode(&whole)
    for threads in truth.intact == true ? [1, 3] : [1] {
      for step in [2, 3, 5, 7, 11] {
        for toKeyframe in [false, true] {
          var reader = try VideoReader(path: Fixture.decoder(file), threads: threads)
          var last = -1
          var target = 0
          while target < all.ticks.count {
            if toKeyframe {
              reader.skipToKeyframe(before: all.ticks[target])
            } else {
              reader.skip(to: all.ticks[target])
            }
            var taken = 0
            while taken < 2, let frame = try reader.nextFrame() {
              let index = try #require(all.ticks.firstIndex(of: frame.tick), "\(step)")
              #expect(index > last)
              if taken == 0 {
                let earliest = max(target, last + 1)
                #expect(toKeyframe ? index <= earliest : index == earliest, "\(step)")
              } else {
                #expect(index == last + 1)
              }
              #expect(frame.index == all.indices[index])
              #expect(frame.hasDecodeError == all.errors[index])
              if !all.errors[index] { #expect(checksum(frame) == all.sums[index], "\(step)") }
              last = index
              taken += 1
            }
            if taken < 2 { break }
            target += step
          }
          #expect(last >= 0)
        }
      }
    }
  }

  @Test func aKeyframeBeforeTheTickSavesTheFramesBetween() throws {
    var whole = try VideoReader(path: Fixture.decoder("h264_short_gop.mp4"))
    var keyframes: [Int64] = []
    var ticks: [Int64] = []
    while let frame = try whole.nextFrame() {
      ticks.append(frame.tick)
      if frame.isKeyframe { keyframes.append(frame.tick) }
    }
    let last = try #require(keyframes.last)
    let target = try #require(ticks.last)
    try #require(last < target && keyframes.count > 2)
    var reader = try VideoReader(path: Fixture.decoder("h264_short_gop.mp4"))
    _ = try reader.nextFrame()
    reader.skipToKeyframe(before: target)
    #expect(try reader.nextFrame()?.tick == last)
    #expect(reader.statistics.framesDiscarded == 0)
  }
}
