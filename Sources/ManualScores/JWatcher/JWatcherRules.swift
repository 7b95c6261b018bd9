import ImmobilityCore
import SpreadsheetText

/// Which keys of JWatcher end which, and what keys are called.
///
/// In JWatcher (Blumstein & Daniel 2007) a key ends the states that it switches off, and no others: a
/// key for a faecal pellet or for the side of the cylinder leaves floating on. The focal analysis
/// master file (.faf) says which; results (.cd.res, .tr.res) repeat it in their heads.
public struct JWatcherRules: Sendable, Equatable {
  /// What a key ends.
  enum Ending: Sendable, Equatable {
    /// Every other state.
    case all
    /// The states in a group that holds the key.
    case groups([Set<String>])
    /// The states that are listed for the key.
    case listed([String: Set<String>])
  }

  /// What a key ends; `nil` where the file does not say.
  var ending: Ending?
  /// Keys that the analysis ignores.
  var ignored: Set<String> = []
  /// Keys whose time the analysis leaves out, such as one for an animal out of sight.
  var excluded: Set<String> = []
  /// What keys are called.
  var names: [String: String] = [:]
  /// From where an analysis counts, where that is not the beginning.
  var otherBeginning = false
  /// Where the rules were read.
  var source = "--exclusive"

  /// Keys that the user names: those of a group end each other. One group `all` is every key.
  public init(groups: [[String]]) {
    ending =
      groups.contains { $0.count == 1 && $0[0].lowercased() == "all" }
      ? .all : .groups(groups.map(Set.init))
  }

  /// Reads a .faf, .fmf, .cd.res or .tr.res.
  ///
  /// - Throws: when the file is missing, or says nothing of this kind.
  public init(path: String) throws(InputFileError) {
    let text = try TextFile.read(path: path, expected: "a .faf, .cd.res or .tr.res of JWatcher")
    self.init(text: text, path: path)
    guard ending != nil || !names.isEmpty else {
      throw InputFileError(
        path: path,
        message:
          "does not say which keys switch each other off; name a .faf, .cd.res or .tr.res of "
          + "JWatcher")
    }
  }

  /// Reads what a text says; what it does not say stays unknown.
  init(text: String, path: String) {
    source = path
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var listed: [String: Set<String>] = [:]
    var isListed = false
    var allExclusive = false
    var section = ""
    for line in lines {
      if line.trimmed.uppercased() == JWatcherResults.begin { break }
      if let equals = line.firstIndex(of: "="), line.first?.isWhitespace != true {
        let value = line[line.index(after: equals)...].trimmed
        let name = line[..<equals].trimmed
        let lower = name.lowercased()
        if lower == "allcodesmutuallyexclusive" { allExclusive = value.lowercased() == "true" }
        if lower.hasPrefix("scorefrom"), lower != "scorefrombeginning", value.lowercased() == "true"
        {
          otherBeginning = true
        }
        guard let (field, key) = Self.property(name) else { continue }
        switch field {
        case "switchesoff":
          isListed = true
          listed[key, default: []].formUnion(Self.keys(value))
        case "isignored" where value.lowercased() == "true": ignored.insert(key)
        case "issubtracted" where value.lowercased() == "true": excluded.insert(key)
        case "name" where !value.isEmpty: names[key] = value
        default: break
        }
      } else if line.first?.isWhitespace != true, line.trimmed.hasSuffix(":") {
        section = line.trimmed.lowercased()
      } else if line.first?.isWhitespace == true, !line.trimmed.isEmpty {
        let entry = line.trimmed
        if section == "states:" {
          if entry.lowercased().contains("mutually exclusive") { allExclusive = true }
          guard let verb = entry.firstRange(of: " switches off:") else { continue }
          isListed = true
          let key = entry[..<verb.lowerBound].trimmed
          var ends = entry[verb.upperBound...].trimmed
          if ends.hasSuffix(".") { ends.removeLast() }
          listed[key, default: []].formUnion(Self.keys(ends).subtracting(["itself"]))
        } else if section.hasPrefix("behavio") && !section.contains("analy") {
          let parts = line.split(separator: "\t").map(\.trimmed)
          if parts.count > 1 { names[parts[0]] = parts[1] }
        } else if section == "exclusions:" || section.contains("ignored") {
          guard !entry.lowercased().hasPrefix("no") else { continue }
          let key = entry.split { $0.isWhitespace || $0 == ":" }.first.map(String.init) ?? entry
          if section == "exclusions:" { excluded.insert(key) } else { ignored.insert(key) }
        } else if section == "scoring:", !entry.lowercased().hasPrefix("from beginning") {
          otherBeginning = true
        }
      }
    }
    ending = allExclusive ? .all : isListed ? .listed(listed) : nil
  }

  /// The field and the key of a name such as `Behavior.switchesOff.f`.
  private static func property(_ name: String) -> (field: String, key: String)? {
    let parts = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[2].isEmpty,
      ["behavior", "behaviour"].contains(parts[0].lowercased())
    else { return nil }
    return (parts[1].lowercased(), String(parts[2]))
  }

  /// The keys of a list with commas or spaces.
  private static func keys(_ list: String) -> Set<String> {
    Set(list.split { $0 == "," || $0.isWhitespace }.map(String.init))
  }

  /// Whether pressing `key` ends the state `other`.
  func isEnded(_ other: String, by key: String) -> Bool {
    switch ending {
    case .all, nil: true
    case .groups(let groups): groups.contains { $0.contains(key) && $0.contains(other) }
    case .listed(let ended): ended[key]?.contains(other) ?? false
    }
  }

  /// Whether the rules speak of a key.
  func knows(_ key: String) -> Bool {
    switch ending {
    case .all, nil: true
    case .groups: true
    case .listed(let ended): ended[key] != nil
    }
  }

  /// The rules with what another file says where these say nothing.
  func completed(by other: JWatcherRules) -> JWatcherRules {
    var rules = self
    if rules.ending == nil, other.ending != nil {
      rules.ending = other.ending
      rules.source = other.source
      rules.otherBeginning = other.otherBeginning
      rules.ignored.formUnion(other.ignored)
      rules.excluded.formUnion(other.excluded)
    }
    rules.names.merge(other.names) { own, _ in own }
    return rules
  }
}

extension JWatcherRules {
  /// What the files beside a .dat say: those of its own name, then those of the master file that it names.
  ///
  /// - Returns: `nil` where none is there.
  static func beside(_ path: String, text: String) -> JWatcherRules? {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = String(path[..<slash])
    var stems = [path.recordingStem]
    let master = text.split(whereSeparator: \.isNewline)
      .first { $0.lowercased().hasPrefix("focalmasterfile") }?
      .split(separator: "=", maxSplits: 1).last.map(String.init)
    if let master { stems.append(master.recordingStem) }
    var rules: JWatcherRules?
    for stem in stems {
      for ending in [".faf", ".cd.res", ".tr.res", ".fmf"] {
        let file = folder + stem + ending
        guard let text = try? TextFile.read(path: file) else { continue }
        let found = JWatcherRules(text: text, path: file)
        rules = rules?.completed(by: found) ?? found
      }
    }
    return rules
  }
}
