/// Bytes as text (RFC 4648, section 4).
enum Base64 {
  /// The text of bytes, padded.
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for first in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - first)
      var group = 0
      for place in 0..<3 { group = group << 8 | (place < count ? Int(bytes[first + place]) : 0) }
      for place in 0..<4 {
        text.append(
          place <= count ? digits[group >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
