import SpreadsheetText

/// How BORIS (Friard & Gamba 2016) writes who, where and how long.
enum BorisNames {
  /// The animal; `nil` for `No focal subject`.
  static func animal(_ subject: String) -> String? {
    subject.isEmpty || subject.lowercased() == "no focal subject" ? nil : subject
  }

  /// The media files of a list such as `player #1:a.mp4;b.mp4`, which follow each other. Several players
  /// show films side by side, and an observation of them has no one recording: none is named.
  static func mediaFiles(_ source: String) -> [String] {
    var name = source.trimmed
    if let player = name.range(of: "player #1:", caseInsensitive: true) {
      name = String(name[player.upperBound...]).trimmed
    }
    guard !name.isEmpty, !name.contains("|"),
      name.range(of: "player #", caseInsensitive: true) == nil
    else { return [] }
    return name.split(separator: ";").map(\.trimmed)
      .filter {
        !$0.isEmpty && !["na", "not found", "live", "live observation"].contains($0.lowercased())
      }
  }

  /// Seconds of each of the first player's media: `360.0` or `180.0;180.0|360.0`.
  static func durations(_ text: String) -> [Double?] {
    let player = text.split(separator: "|").first ?? ""
    return player.split(separator: ";").map {
      NumberText.number(String($0), decimalComma: false).flatMap { $0 > 0 ? $0 : nil }
    }
  }
}

extension String {
  /// Where an ASCII text first occurs.
  fileprivate func range(of text: String, caseInsensitive: Bool) -> Range<Index>? {
    let wanted = text.lowercased()
    var start = startIndex
    while start < endIndex {
      if let end = index(start, offsetBy: wanted.count, limitedBy: endIndex),
        self[start..<end].lowercased() == wanted
      {
        return start..<end
      }
      start = index(after: start)
    }
    return nil
  }
}
