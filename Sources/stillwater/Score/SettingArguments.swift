import ArgumentParser
import ImmobilityCore
import SpreadsheetText

/// Numbers on the command line.
enum NumberArgument {
  /// A decimal number.
  static func number(_ text: String) throws -> Double {
    // Swift would also read hexadecimal digits.
    guard !text.lowercased().contains("x"), let number = Double(text) else {
      throw ValidationError("it takes a number, decimals after a point, such as 0.5")
    }
    return number
  }

  /// A window: `START:END`.
  static func window(_ text: String) throws -> ScoringSettings.Window {
    let edges = text.split(separator: ":", omittingEmptySubsequences: false)
      .map { try? number(String($0)) }
    guard edges.count == 2, let start = edges[0], let end = edges[1] else {
      throw ValidationError("it takes START:END, two numbers of seconds such as 120:360")
    }
    return ScoringSettings.Window(start: start, end: end)
  }
}

/// The most samples per second; `nil` for every frame.
struct AnalysisRate {
  var samplesPerSecond: Double?
}

/// Where the trial starts, of one arena or of all that nothing else is said about.
struct TrialStartArgument {
  /// The arena; `nil` for all others.
  var arena: String?
  var start: TrialStart
}

extension [TrialStartArgument] {
  /// Puts the starts into settings.
  func apply(to settings: inout ScoringSettings) {
    for argument in self {
      if let arena = argument.arena {
        settings.arenaTrialStarts[arena] = argument.start
      } else {
        settings.trialStart = argument.start
      }
    }
  }

  /// Throws when one thing is said twice.
  func requireOneEach() throws {
    var seen: Set<String?> = []
    for argument in self where !seen.insert(argument.arena).inserted {
      throw ValidationError(
        "--trial-start: given twice for \(argument.arena.map { "arena '\($0)'" } ?? "all arenas"); "
          + "give it once, or NAME=S for single arenas")
    }
  }
}

/// Values on the command line that are a number or a word.
enum SettingArgument {
  /// Seconds or `auto`, for one arena after its name: `left=12.5`.
  static func trialStart(_ text: String) throws -> TrialStartArgument {
    guard let sign = text.lastIndex(of: "=") else {
      return TrialStartArgument(arena: nil, start: try start(text))
    }
    let name = text[..<sign].trimmingPrefix(while: \.isWhitespace)
    guard !name.isEmpty else {
      throw ValidationError("it takes an arena's name before the =, such as left=12.5")
    }
    return TrialStartArgument(
      arena: String(name), start: try start(String(text[text.index(after: sign)...])))
  }

  private static func start(_ text: String) throws -> TrialStart {
    if text == "auto" { return .found }
    guard let seconds = NumberText.seconds(text, decimalComma: false) else {
      throw ValidationError("it takes seconds such as 12.5, m:ss, or auto")
    }
    return .at(seconds)
  }

  /// Grey levels from 0 to 255, or `auto`.
  static func pixelThreshold(_ text: String) throws -> PixelThreshold {
    if text == "auto" { return .fromNoise }
    guard let level = UInt8(text) else {
      throw ValidationError("it takes a whole number of grey levels from 0 to 255, or auto")
    }
    return .fixed(level)
  }

  /// Samples per second, or `all`.
  static func analysisRate(_ text: String) throws -> AnalysisRate {
    if text == "all" { return AnalysisRate(samplesPerSecond: nil) }
    return AnalysisRate(samplesPerSecond: try orWord(text, "all", "samples per second such as 30"))
  }

  /// `all`, `none`, or names joined by commas; a name with a minus before it is taken away.
  static func cleaning(_ text: String) throws -> Cleaning {
    let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var kinds: Cleaning = words.allSatisfy { $0.hasPrefix("-") } ? .all : []
    for word in words {
      switch word {
      case "all": kinds = .all
      case "none" where words.count == 1: kinds = []
      default:
        let leavesOut = word.hasPrefix("-")
        guard let kind = Cleaning(name: String(leavesOut ? word.dropFirst() : word[...])) else {
          throw ValidationError(
            "'\(word)' is no kind of artefact; it takes all, none, or a list of "
              + Cleaning.all.names.joined(separator: ","))
        }
        if leavesOut { kinds.remove(kind) } else { kinds.insert(kind) }
      }
    }
    return kinds
  }

  private static func orWord(_ text: String, _ word: String, _ unit: String) throws -> Double {
    do {
      return try NumberArgument.number(text)
    } catch {
      throw ValidationError("it takes \(unit), or \(word)")
    }
  }
}
