import SpreadsheetText

/// How BORIS (Friard & Gamba 2016) writes who, where and how long.
enum BorisNames {
  /// The animal; `nil` for `No focal subject`.
  static func animal(_ subject: String) -> String? {
    subject.isEmpty || subject.lowercased() == "no focal subject" ? nil : subject
  }

  /// The one media file of a list such as `player #1:a.mp4`; `nil` for none or several.
  static func mediaFile(_ source: String) -> String? {
    var name = source.trimmed
    if let player = name.range(of: "player #1:", caseInsensitive: true) {
      name = String(name[player.upperBound...]).trimmed
    }
    let isOne = !name.isEmpty && !name.contains(";") && !name.contains("|")
    return isOne && name != "NA" && name != "Not found" ? name : nil
  }

  /// Seconds of the first player's media, which follow each other: `360.0` or `180.0;180.0|360.0`.
  static func duration(_ text: String) -> Double? {
    let player = text.split(separator: "|").first ?? ""
    var total = 0.0
    for part in player.split(separator: ";") {
      guard let seconds = NumberText.number(String(part), decimalComma: false), seconds > 0 else {
        return nil
      }
      total += seconds
    }
    return total > 0 ? total : nil
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
