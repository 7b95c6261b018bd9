import ImmobilityCore

/// A value in a profile's evidence.
public enum EvidenceValue: Sendable, Equatable {
  /// A text.
  case text(String)
  /// A number, rounded to six decimals.
  case number(Double)
  /// A list of numbers, each rounded to six decimals.
  case numbers([Double])
  /// A list of texts.
  case texts([String])

  /// As it stands in the file; `nil` for a number that is not finite.
  fileprivate var toml: String? {
    switch self {
    case .text(let text): return TOMLText.quoted(text)
    case .number(let value): return Self.rounded(value)
    case .numbers(let values):
      let texts = values.compactMap(Self.rounded)
      return texts.count == values.count ? "[\(texts.joined(separator: ", "))]" : nil
    case .texts(let texts):
      return "[\(texts.map(TOMLText.quoted).joined(separator: ", "))]"
    }
  }

  private static func rounded(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    guard value.magnitude < 1e9 else { return TOMLText.number(value) }
    return TOMLText.number((value * 1e6).rounded() / 1e6 + 0)
  }
}

/// A part of a profile's evidence: a table, or one of a list of tables.
public struct EvidenceTable: Sendable, Equatable {
  /// Its name; empty for `[evidence]` itself.
  public var name: String
  /// Whether it is one of a list.
  public var isListed: Bool
  /// What it holds, in order.
  public var entries: [(key: String, value: EvidenceValue)]
  /// A line for people before it; empty for none.
  public var comment: String

  /// Makes a table of its parts.
  public init(
    _ name: String, isListed: Bool = false, comment: String = "",
    _ entries: [(key: String, value: EvidenceValue)]
  ) {
    self.name = name
    self.isListed = isListed
    self.comment = comment
    self.entries = entries
  }

  /// Whether both hold the same.
  public static func == (left: EvidenceTable, right: EvidenceTable) -> Bool {
    left.name == right.name && left.isListed == right.isListed && left.comment == right.comment
      && left.entries.map(\.key) == right.entries.map(\.key)
      && left.entries.map(\.value) == right.entries.map(\.value)
  }
}

extension ProfileFile {
  /// The text of a profile with these settings, which `read` lays over a protocol's again.
  ///
  /// - Parameters:
  ///   - name: the profile's name.
  ///   - test: the protocol it was fitted for; `nil` for none.
  ///   - settings: all that a profile may set is written, and `fittedOn`.
  ///   - evidence: what it was made of and how good it is.
  ///   - comments: lines for people at the top of the file.
  public static func text(
    name: String, protocol test: TestProtocol?, settings: ScoringSettings,
    evidence: [EvidenceTable] = [], comments: [String] = []
  ) -> String {
    var text = comments.map { "# " + TOMLText.oneLine($0) + "\n" }.joined()
    if !text.isEmpty { text += "\n" }
    text += "schema = \(TOMLText.quoted(schema))\nname = \(TOMLText.quoted(name))\n"
    if let test { text += "protocol = \(TOMLText.quoted(test.rawValue))\n" }
    text +=
      "\n[settings]\n\(ClassifierSettings.measureKey) = \(TOMLText.quoted(settings.measure.rawValue))\n"
    switch settings.pixelThreshold {
    case .fromNoise: text += "\(ClassifierSettings.pixelThresholdKey) = \"auto\"\n"
    case .fixed(let level): text += "\(ClassifierSettings.pixelThresholdKey) = \(level)\n"
    }
    for (key, property) in ClassifierSettings.numberKeys {
      text += "\(key) = \(TOMLText.number(settings[keyPath: property]))\n"
    }
    if let high = settings.highlyMobileThreshold {
      text += "\(ClassifierSettings.highlyMobileKey) = \(TOMLText.number(high))\n"
    }
    for table in evidence { text += "\n" + self.text(of: table) }
    if let ranges = settings.fittedOn { text += "\n" + self.text(of: ranges) }
    return text
  }

  private static func text(of table: EvidenceTable) -> String {
    let path = table.name.isEmpty ? "evidence" : "evidence." + TOMLText.key(table.name)
    var text = table.comment.isEmpty ? "" : "# \(TOMLText.oneLine(table.comment))\n"
    text += table.isListed ? "[[\(path)]]\n" : "[\(path)]\n"
    for (key, value) in table.entries {
      if let toml = value.toml { text += "\(TOMLText.key(key)) = \(toml)\n" }
    }
    return text
  }

  private static func text(of ranges: FittedRanges) -> String {
    let table = EvidenceTable(
      fittedOnKey,
      comment: "What the recordings were like, least and most; one far outside gets a warning.",
      FittedRanges.Quantity.allCases.compactMap { quantity in
        ranges[keyPath: quantity.path].map {
          (quantity.rawValue, .numbers([$0.lowerBound, $0.upperBound]))
        }
      }
    )
    return text(of: table)
  }
}
