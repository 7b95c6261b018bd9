import FixtureFiles
import Foundation
import Testing
import VideoDecoding

/// What a whole decode of a file came to.
struct Decoded: Equatable {
  var ticks: [Int64] = []
  var indices: [Int] = []
  var sums: [Int] = []
  var errors: [Bool] = []
  var keyframes = 0
  var converted = 0

  init() {}

  /// The frames from one on.
  init(_ all: Decoded, from first: Int) {
    ticks = Array(all.ticks[first...])
    indices = Array(all.indices[first...])
    sums = Array(all.sums[first...])
    errors = Array(all.errors[first...])
  }

  /// The sums of the undamaged frames: what a decoder invents for damaged pixels depends on the
  /// buffers it happens to reuse.
  var soundSums: [Int] { sums.indices.filter { !errors[$0] }.map { sums[$0] } }
}

func decode(_ reader: inout VideoReader) throws -> Decoded {
  var decoded = Decoded()
  while let frame = try reader.nextFrame() {
    decoded.ticks.append(frame.tick)
    decoded.indices.append(frame.index)
    decoded.errors.append(frame.hasDecodeError)
    decoded.sums.append(checksum(frame))
    decoded.keyframes += frame.isKeyframe ? 1 : 0
    decoded.converted += frame.isConverted ? 1 : 0
  }
  return decoded
}

/// A sum in which every pixel and its place count; comparable within one run of the tests.
func checksum(_ frame: VideoFrame) -> Int {
  frame.withLuma { first, stride in
    var hasher = Hasher()
    for row in 0..<frame.height {
      hasher.combine(bytes: UnsafeRawBufferPointer(start: first + row * stride, count: frame.width))
    }
    return hasher.finalize()
  }
}

@Suite struct VideoReaderTests {
  static let scored = (try? Fixture.decoderCases().filter { $0.expect == .scored }) ?? []

  @Test func manifestIsThere() { #expect(Self.scored.count > 30) }

  @Test(arguments: scored)
  func readsWhatTheCommandLineReads(_ truth: DecoderCase) throws {
    var reader = try VideoReader(path: Fixture.decoder(truth.file), threads: 2)
    let info: VideoInfo
    var decoded = Decoded()
    do {
      decoded = try decode(&reader)
    } catch let error as VideoError {
      #expect(truth.file == "size_change.ts")
      #expect(error.code == .sizeChanged)
    }
    info = reader.info
    if truth.file != "size_change.ts" { #expect(decoded.ticks.count == truth.frames) }
    #expect(info.width == truth.width)
    #expect(info.height == truth.height)
    #expect(info.rotationDegrees == truth.rotationDegrees)
    #expect(info.pixelFormat == truth.pixelFormat)
    #expect(info.codec == truth.codec)
    #expect(info.lumaInPlace == truth.inPlace)
    #expect(decoded.converted == (truth.inPlace == true ? 0 : decoded.ticks.count))
    #expect(zip(decoded.ticks, decoded.ticks.dropFirst()).allSatisfy { $0 < $1 })
    #expect(decoded.indices == Array(0..<decoded.ticks.count))
    if truth.intact == true {
      #expect(reader.statistics.decodeErrors == 0)
      #expect(!decoded.errors.contains(true))
    }
    if truth.timestampsComplete == true { #expect(reader.statistics.timestampsFilled == 0) }
  }

  @Test func timeStampsAreTheFilesOwn() throws {
    for truth in Self.scored {
      guard let seconds = truth.ptsS, truth.timestampsComplete == true else { continue }
      var reader = try VideoReader(path: Fixture.decoder(truth.file))
      let tick = reader.info.timeBase.value
      let decoded = try decode(&reader)
      #expect(decoded.ticks.count == seconds.count, "\(truth.file)")
      for (mine, theirs) in zip(decoded.ticks, seconds) {
        #expect(abs(Double(mine) * tick - theirs) < 2e-6, "\(truth.file)")
      }
    }
  }

  @Test(arguments: scored)
  func threadsChangeNothing(_ truth: DecoderCase) throws {
    func all(_ threads: Int) throws -> (frames: Decoded, isDamaged: Bool) {
      var reader = try VideoReader(path: Fixture.decoder(truth.file), threads: threads)
      var decoded = Decoded()
      do { decoded = try decode(&reader) } catch is VideoError {}
      return (decoded, try reader.finish())
    }
    let one = try all(1)
    if truth.intact == true { #expect(!one.isDamaged) }
    for threads in [2, 3, 8] {
      let more = try all(threads)
      // What threads make of damage is not reproducible; that there is damage is always noticed.
      #expect(more.isDamaged == one.isDamaged, "\(threads) threads")
      if !one.isDamaged { #expect(more.frames == one.frames, "\(threads) threads") }
    }
  }

  @Test func damageLastsToTheNextKeyframe() throws {
    var reader = try VideoReader(path: Fixture.decoder("damaged_packet.mp4"), threads: 1)
    let decoded = try decode(&reader)
    let first = try #require(decoded.errors.firstIndex(of: true))
    let last = try #require(decoded.errors.lastIndex(of: true))
    #expect((18...21).contains(first))  // packet 20, shown up to two frames away
    #expect(last == 29)  // the next keyframe is frame 30
    #expect(decoded.errors[first...last].allSatisfy { $0 })
    #expect(reader.statistics.decodeErrors > 0)
  }

  @Test(arguments: ["lost_reference.mp4", "lost_reference_hevc.mp4"], [1, 2])
  func aLostReferenceDamagesWhatFollows(_ file: String, _ threads: Int) throws {
    var reader = try VideoReader(path: Fixture.decoder(file), threads: threads)
    let decoded = try decode(&reader)
    #expect(decoded.ticks.count == 44)
    let isDamaged = try reader.finish()
    #expect(isDamaged)
    guard threads == 1 else { return }
    // Frame 20 is missing; the next keyframe was frame 30.
    #expect(decoded.errors.indices.filter { decoded.errors[$0] } == Array(20..<29))
    #expect(reader.statistics.decodeErrors == 1)
  }

  @Test(arguments: ["lost_layer.mp4", "lost_layer.ts"], [1, 2])
  func aStreamMaySayThatFramesAreLeftOut(_ file: String, _ threads: Int) throws {
    var reader = try VideoReader(path: Fixture.decoder(file), threads: threads)
    let decoded = try decode(&reader)
    #expect(decoded.ticks.count == 44)
    #expect(!decoded.errors.contains(true))
    let isDamaged = try reader.finish()
    #expect(!isDamaged)
  }

  @Test func refusesByName() throws {
    let codes: [String: VideoError.Code] = [
      "format": .format, "refused": .refused, "no_video": .noVideo, "empty": .empty,
      "not_found": .notFound,
    ]
    let refused = try Fixture.decoderCases().filter { $0.expect == .refused }
    #expect(refused.count >= 8)
    for truth in refused {
      let path = Fixture.decoder(truth.file)
      var code: VideoError.Code?
      do {
        _ = try VideoReader(path: path)
      } catch {
        code = error.code
        #expect(error.path == path)
        #expect(!error.message.isEmpty)
      }
      #expect(code == codes[truth.reason ?? ""], "\(truth.file)")
    }
  }

  @Test func refusesWhatIsNoFile() throws {
    func code(_ path: String) -> VideoError.Code? {
      do {
        _ = try VideoReader(path: path)
        return nil
      } catch { return error.code }
    }
    #expect(code(Fixture.root.path) == .notAFile)
    #expect(code("/dev/null") == .notAFile)
    #expect(code("http://localhost/video.mp4") == .notFound)
    #expect(code("concat:" + Fixture.decoder("h264_cfr.mp4")) == .notFound)
    #expect(code("a\u{0}b") == .notFound)
    #expect(code("") == .notFound)
  }

  @Test func refusesLargePictures() throws {
    do {
      _ = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"), maxPixels: 96 * 64 - 1)
      Issue.record("a picture above the limit was opened")
    } catch {
      #expect(error.code == .limit)
    }
    _ = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"), maxPixels: 96 * 64)
  }

  @Test func framesOutliveTheirReader() throws {
    func firstFrame() throws -> VideoFrame? {
      var reader = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"))
      let first = try reader.nextFrame()
      for _ in 0..<10 { _ = try reader.nextFrame() }
      return first
    }
    let kept = try #require(try firstFrame())
    var reader = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"))
    let fresh = try #require(try reader.nextFrame())
    #expect(checksum(kept) == checksum(fresh))
  }

  @Test func endIsFinal() throws {
    var reader = try VideoReader(path: Fixture.decoder("one_frame.mp4"))
    #expect(try reader.nextFrame() != nil)
    #expect(try reader.nextFrame() == nil)
    #expect(try reader.nextFrame() == nil)
  }

  @Test func tenBitKeepsTheEightBitScale() throws {
    // The same scene coded with 8 and 10 bits: mean grey levels agree.
    func mean(_ file: String) throws -> Double {
      var reader = try VideoReader(path: Fixture.decoder(file))
      let frame = try #require(try reader.nextFrame())
      return frame.withLuma { first, stride in
        var sum = 0
        for row in 0..<frame.height {
          for column in 0..<frame.width { sum += Int(first[row * stride + column]) }
        }
        return Double(sum) / Double(frame.width * frame.height)
      }
    }
    #expect(abs(try mean("h264_10bit.mp4") - mean("h264_cfr.mp4")) < 1.5)
  }

  @Test func hashIsThatOfTheBytes() throws {
    // SHA-256 of nothing (FIPS 180-4 test vector).
    #expect(
      try VideoReader.sha256(path: Fixture.decoder("empty.mp4"))
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(throws: VideoError.self) { try VideoReader.sha256(path: "/no/such/file") }
  }

  @Test func messagesStayWithTheirReader() throws {
    var healthy = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"), threads: 2)
    var damaged = try VideoReader(path: Fixture.decoder("damaged_packet.mp4"), threads: 2)
    while try damaged.nextFrame() != nil { _ = try healthy.nextFrame() }
    let isDamaged = try damaged.finish()
    #expect(isDamaged)
    #expect(!damaged.libavMessage.isEmpty)
    #expect(healthy.libavMessage.isEmpty)
    #expect(VideoReader.libraryVersions.hasPrefix("libavformat "))
  }

  /// What a display matrix (a b; c d) makes of coded columns and rows, and how it is described.
  static let matrices: [(matrix: [Int32], degrees: Int, mirrored: Bool)] = [
    ([1, 0, 0, 1], 0, false), ([0, 1, -1, 0], 90, false), ([-1, 0, 0, -1], 180, false),
    ([0, -1, 1, 0], 270, false), ([-1, 0, 0, 1], 0, true), ([1, 0, 0, -1], 180, true),
    // Exchanging columns and rows is a flip left to right, then a quarter turn counter-clockwise.
    ([0, 1, 1, 0], 270, true), ([0, -1, -1, 0], 90, true),
  ]

  @Test(arguments: matrices)
  func displayMatrixIsAFlipAndThenATurn(_ matrix: [Int32], _ degrees: Int, _ mirrored: Bool) throws
  {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: Fixture.decoder("h264_cfr.mp4")))
    let header = try #require(bytes.range(of: Data("tkhd".utf8)))
    let values = [matrix[0], matrix[1], 0, matrix[2], matrix[3], 0, 0, 0, 1 << 14]
    for (index, value) in values.enumerated() {
      let place = header.upperBound + 40 + 4 * index
      withUnsafeBytes(of: (value << 16).bigEndian) {
        bytes.replaceSubrange(place..<place + 4, with: $0)
      }
    }
    try withFile(bytes) { path in
      let info = try VideoReader(path: path).info
      #expect(info.rotationDegrees == degrees)
      #expect(info.mirrored == mirrored)
    }
  }

  @Test(arguments: [1665, 2021, 2432])
  func framesPredictedFromDamageAreMarked(_ place: Int) throws {
    // Inside packets whose frames are shown after frames that are predicted from them.
    let original = Fixture.decoder("h264_bframes.mp4")
    var whole = try VideoReader(path: original, threads: 1)
    let clean = try decode(&whole)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: original))
    for byte in place..<place + 8 { bytes[byte] ^= 0x55 }
    try withFile(bytes) { path in
      var reader = try VideoReader(path: path, threads: 1)
      let damaged = try decode(&reader)
      #expect(damaged.ticks == clean.ticks)
      #expect(damaged.errors.contains(true))
      let sound = damaged.errors.indices.filter { !damaged.errors[$0] }
      #expect(sound.allSatisfy { damaged.sums[$0] == clean.sums[$0] })
    }
  }

  @Test func aFileThatGoesAwayEndsInAnError() throws {
    // Skipping in this file takes opening it anew.
    let bytes = try Data(
      contentsOf: URL(fileURLWithPath: Fixture.decoder("h264_intra_refresh.mp4")))
    try withFile(bytes) { path in
      var reader = try VideoReader(path: path, threads: 1)
      _ = try reader.nextFrame()
      try FileManager.default.removeItem(atPath: path)
      reader.skip(to: 16896)
      var code: VideoError.Code?
      do {
        while let frame = try reader.nextFrame() { _ = frame }
      } catch let error as VideoError {
        code = error.code
      }
      #expect(code == .notFound)
      let isDamaged = try reader.finish()
      #expect(!isDamaged)
    }
  }

  @Test func hashesFilesAlone() {
    #expect(throws: VideoError(code: .notAFile, path: "/dev/zero")) {
      try VideoReader.sha256(path: "/dev/zero")
    }
  }

  private func withFile(_ bytes: Data, _ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      UUID().uuidString + ".video")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
  }
}
