/// Colours for a terminal, or none.
public struct TerminalStyle: Sendable {
  private let colours: Bool

  /// Makes a style that colours or leaves text as it is.
  public init(colours: Bool) { self.colours = colours }

  /// A heading: bold.
  public func heading(_ text: String) -> String { wrap(text, code: "1") }

  /// Something that failed: red.
  public func failure(_ text: String) -> String { wrap(text, code: "31") }

  /// Something that deserves a look: yellow.
  public func warning(_ text: String) -> String { wrap(text, code: "33") }

  private func wrap(_ text: String, code: String) -> String {
    colours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
