/// A text that equals only itself, byte by byte, such as a file's name.
///
/// Texts of Swift are equal where they look alike: `ü` as one character and as `u` with two dots behind it. Two files
/// can have such names, so that sets and dictionaries of names take this in the place of the text.
public struct ExactText: Sendable, Hashable {
  /// The text.
  public let text: String

  /// Takes a text.
  public init(_ text: String) { self.text = text }

  /// Whether both have the same bytes.
  public static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.isExactly(right.text)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(text.utf8.count)
  }
}

extension String {
  /// Whether both have the same bytes.
  public func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Dictionary where Key == ExactText {
  /// The value of a text.
  public subscript(text text: String) -> Value? {
    get { self[ExactText(text)] }
    set { self[ExactText(text)] = newValue }
  }

  /// The value of a text, or what is taken where there is none.
  public subscript(text text: String, default value: @autoclosure () -> Value) -> Value {
    get { self[ExactText(text), default: value()] }
    set { self[ExactText(text)] = newValue }
  }
}

extension Set where Element == ExactText {
  /// Whether a text is among these.
  public func contains(text: String) -> Bool { contains(ExactText(text)) }
}
