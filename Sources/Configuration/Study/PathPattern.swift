/// A pattern for the paths of recordings: `*` is any part of a name, `**` any folders, `?` one
/// character, `[a-c]` one of several, `[!a-c]` one of all others.
///
/// A pattern matches a path when it matches the path's end, from a folder or the name on: `*.avi`
/// matches by name in any folder, `camera2/*.mp4` in any folder `camera2`. A pattern that begins with
/// `/` matches whole paths only. A plain name or path is a pattern for itself.
public struct PathPattern: Sendable, Hashable {
  /// The pattern as written.
  public var text: String
  private let parts: [String]

  /// Makes a pattern.
  public init(_ text: String) {
    self.text = text
    parts = text.split(separator: "/").map(String.init)
  }

  /// Whether a path matches. Time grows with the path's length times the pattern's.
  public func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map(String.init)
    guard !parts.isEmpty else { return false }
    if text.hasPrefix("/") { return Self.matches(parts[...], names[...]) }
    return names.indices.contains { Self.matches(parts[...], names[$0...]) }
  }

  private static func matches(_ parts: ArraySlice<String>, _ names: ArraySlice<String>) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    if part == "**" {
      // As the last part it stands for what is in a folder, not for the folder.
      if parts.count == 1 { return !names.isEmpty }
      return (names.startIndex...names.endIndex).contains {
        matches(parts.dropFirst(), names[$0...])
      }
    }
    guard let name = names.first, matches(name: Array(name), Array(part)) else { return false }
    return matches(parts.dropFirst(), names.dropFirst())
  }

  /// Matches one name, going back to the last `*` where it does not go on.
  private static func matches(name: [Character], _ pattern: [Character]) -> Bool {
    var (i, j) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while i < name.count {
      if j < pattern.count, pattern[j] == "*" {
        star = (j, i)
        j += 1
      } else if j < pattern.count, let next = step(name[i], pattern, at: j) {
        i += 1
        j = next
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        i = last.name + 1
        j = last.pattern + 1
      } else {
        return false
      }
    }
    return pattern[j...].allSatisfy { $0 == "*" }
  }

  /// The place in the pattern after one that matches a character; `nil` where it does not.
  private static func step(_ character: Character, _ pattern: [Character], at j: Int) -> Int? {
    if pattern[j] == "?" { return j + 1 }
    if pattern[j] == "[", let end = pattern[(j + 1)...].dropFirst().firstIndex(of: "]") {
      var members = pattern[(j + 1)..<end]
      let isNegated = members.first == "!"
      if isNegated { members = members.dropFirst() }
      return contains(Array(members), character) != isNegated ? end + 1 : nil
    }
    return pattern[j] == character ? j + 1 : nil
  }

  private static func contains(_ members: [Character], _ character: Character) -> Bool {
    var index = 0
    while index < members.count {
      if index + 2 < members.count, members[index + 1] == "-" {
        if members[index] <= character, character <= members[index + 2] { return true }
        index += 3
      } else {
        if members[index] == character { return true }
        index += 1
      }
    }
    return false
  }
}
