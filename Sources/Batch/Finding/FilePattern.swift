/// A pattern for paths, as shells have them: `*` and `?` match within a name, `**` across folders.
public struct FilePattern: Sendable, Hashable {
  /// The pattern as it was written.
  public let text: String
  private let parts: [Character]

  /// Makes a pattern.
  public init(_ text: String) {
    self.text = text
    parts = Array(text)
  }

  /// Whether the pattern matches a path. A pattern without `/` is held against the last name alone.
  public func matches(_ path: String) -> Bool {
    let subject = text.contains("/") ? Substring(path) : path.split(separator: "/").last ?? ""
    return matches(Array(subject))
  }

  /// Takes the product of both lengths at most.
  private func matches(_ subject: [Character]) -> Bool {
    // reached[i]: the parts so far match the first i characters.
    var reached = [Bool](repeating: false, count: subject.count + 1)
    reached[0] = true
    var index = 0
    while index < parts.count {
      if parts[index] == "*" {
        let acrossFolders = index + 1 < parts.count && parts[index + 1] == "*"
        for place in subject.indices
        where reached[place] && (acrossFolders || subject[place] != "/") {
          reached[place + 1] = true
        }
        index += acrossFolders ? 2 : 1
        continue
      }
      for place in subject.indices.reversed() {
        let fits = parts[index] == "?" ? subject[place] != "/" : parts[index] == subject[place]
        reached[place + 1] = reached[place] && fits
      }
      reached[0] = false
      index += 1
    }
    return reached[subject.count]
  }
}
