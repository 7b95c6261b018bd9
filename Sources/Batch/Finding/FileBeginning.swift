/// What the first bytes of a file say about it.
enum FileBeginning: Equatable {
  /// A container that holds videos, with its name.
  case video(String)
  /// Nothing but zeros: space that a copy has reserved and not filled yet.
  case blank
  /// Anything else, videos without a signature among them.
  case other

  /// How many bytes are looked at.
  static let length = 4096

  init(_ bytes: [UInt8]) {
    if !bytes.isEmpty, bytes.allSatisfy({ $0 == 0 }) {
      self = .blank
    } else if let known = Self.signatures.first(where: { $0.isAt(bytes) }) {
      self = .video(known.name)
    } else {
      self = .other
    }
  }

  private struct Signature {
    var name: String
    var parts: [(offset: Int, bytes: [UInt8])]

    func isAt(_ bytes: [UInt8]) -> Bool {
      parts.allSatisfy { offset, part in
        bytes.count >= offset + part.count
          && bytes[offset..<offset + part.count].elementsEqual(part)
      }
    }
  }

  private static let signatures: [Signature] = [
    Signature(name: "MP4 or MOV", parts: [(4, Array("ftyp".utf8))]),
    Signature(name: "MOV", parts: [(4, Array("moov".utf8))]),
    Signature(name: "MOV", parts: [(4, Array("mdat".utf8))]),
    Signature(name: "AVI", parts: [(0, Array("RIFF".utf8)), (8, Array("AVI ".utf8))]),
    Signature(name: "Matroska or WebM", parts: [(0, [0x1A, 0x45, 0xDF, 0xA3])]),
    Signature(
      name: "WMV", parts: [(0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11])]),
    Signature(name: "MPEG program stream", parts: [(0, [0x00, 0x00, 0x01, 0xBA])]),
    Signature(name: "MPEG video", parts: [(0, [0x00, 0x00, 0x01, 0xB3])]),
    Signature(name: "MPEG transport stream", parts: [(0, [0x47]), (188, [0x47]), (376, [0x47])]),
    Signature(name: "FLV", parts: [(0, Array("FLV".utf8) + [1])]),
    Signature(name: "NUT", parts: [(0, Array("nut/multimedia container".utf8))]),
  ]
}
