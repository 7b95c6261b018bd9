import Foundation
import Testing
import VideoDecoding

@Suite struct PNGPictureTests {
  private func pixels(_ width: Int, _ height: Int) -> [UInt8] {
    (0..<width * height).flatMap { pixel in
      let level = UInt8(pixel * 37 % 251)
      return [level, level, level]
    }
  }

  /// The picture as an animation of one frame: single images are no recordings.
  private func animated(_ png: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
    func number(_ value: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
    func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
      var check: UInt32 = .max
      for byte in Array(name.utf8) + content {
        check ^= UInt32(byte)
        for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0xEDB8_8320 : check >> 1 }
      }
      return number(content.count) + Array(name.utf8) + content + number(Int(~check))
    }
    let control = chunk("acTL", number(1) + number(1))
    let frame = chunk(
      "fcTL",
      number(0) + number(width) + number(height) + number(0) + number(0) + [0, 1, 0, 1, 0, 0])
    // The first before the header's further parts, the other right before the pixels.
    let pixels = (png.indices.first { png[$0...].starts(with: Array("IDAT".utf8)) } ?? 37) - 4
    return Array(png[..<33]) + control + Array(png[33..<pixels]) + frame + Array(png[pixels...])
  }

  @Test(arguments: [(1, 1), (37, 21), (640, 360)])
  func whatIsWrittenIsReadAgain(_ width: Int, _ height: Int) throws {
    let rgb = pixels(width, height)
    let bytes = try PNGPicture.encode(rgb: rgb, width: width, height: height)
    #expect(Array(bytes.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10])
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("stillwater-\(UUID().uuidString).apng")
    try Data(animated(bytes, width, height)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var reader = try VideoReader(path: file.path)
    let frame = try #require(try reader.nextFrame())
    #expect(reader.info.codec == "apng" && reader.info.pixelFormat == "rgb24")
    #expect(frame.width == width && frame.height == height)
    let grey = frame.withLuma { first, stride in
      (0..<height).flatMap { row in (0..<width).map { first[row * stride + $0] } }
    }
    // Grey comes back as grey, to within the rounding of the conversion to luma.
    for index in grey.indices { #expect(abs(Int(grey[index]) - Int(rgb[3 * index])) <= 1) }
  }

  @Test func theSamePictureGivesTheSameBytes() throws {
    let rgb = pixels(64, 48)
    let first = try PNGPicture.encode(rgb: rgb, width: 64, height: 48)
    #expect(try PNGPicture.encode(rgb: rgb, width: 64, height: 48) == first)
  }

  @Test(arguments: [(0, 4), (4, 0), (-1, 4), (5, 4)])
  func otherSizesAreRefused(_ width: Int, _ height: Int) {
    #expect(throws: PNGPicture.EncodingError.self) {
      try PNGPicture.encode(rgb: pixels(4, 4), width: width, height: height)
    }
  }

  @Test func tooLargeIsRefused() {
    let error = #expect(throws: PNGPicture.EncodingError.self) {
      try PNGPicture.encode(rgb: [UInt8](repeating: 0, count: 40_000 * 3), width: 40_000, height: 1)
    }
    #expect(error?.description.contains("too large") == true)
  }
}
