import ImmobilityCore

/// One scorer's scores: a person's, or a program's.
public struct Scoring: Sendable, Equatable {
  /// The scorer's name, different from all others.
  public var name: String
  /// One score for each animal.
  public var scores: [ManualScore]

  /// Makes a scoring of its parts.
  public init(name: String, scores: [ManualScore]) {
    self.name = name
    self.scores = scores
  }

  /// A file's scores, before it is clear who made them.
  public struct Source: Sendable {
    /// The scorer, as the user named it; `nil` leaves it to the file.
    public var scorer: String?
    /// The file, as the user gave it.
    public var path: String
    /// What it holds.
    public var scores: [ManualScore]

    /// Makes a source of its parts.
    public init(scorer: String?, path: String, scores: [ManualScore]) {
      self.scorer = scorer
      self.path = path
      self.scores = scores
    }
  }

  /// Sorts the scores of files by scorer, in the order of their first appearance.
  ///
  /// A scorer is named by the user, else by the score, else by its file's name. One name in several
  /// files is one scorer, unless two of the files score the same animal: then each file's scores
  /// stand apart under `NAME (FILE)`.
  public static func separate(_ sources: [Source]) -> [Scoring] {
    var order: [String] = []
    var entries: [String: [(path: String, score: ManualScore)]] = [:]
    let fileNames = sources.map { lastComponent($0.path) }
    for (source, fileName) in zip(sources, fileNames) {
      let isDoubled = Set(sources.map(\.path).filter { lastComponent($0) == fileName }).count > 1
      let file = isDoubled ? source.path : fileName
      let raters = Set(source.scores.map(\.rater))
      for score in source.scores {
        let name =
          if let scorer = source.scorer {
            raters.count > 1 ? "\(scorer)/\(score.rater ?? "?")" : scorer
          } else {
            score.rater ?? file
          }
        if entries[name] == nil { order.append(name) }
        entries[name, default: []].append((source.path, score))
      }
    }
    var scorings: [Scoring] = []
    for name in order {
      let own = entries[name] ?? []
      var places: [String: String] = [:]
      let isAmbiguous = own.contains { entry in
        let animal = AnimalKey(entry.score)
        let key = (animal.path + ["", animal.animal ?? "", animal.arena ?? ""]).joined(
          separator: "/")
        let first = places[key]
        if first == nil { places[key] = entry.path }
        return first != nil && first != entry.path
      }
      if isAmbiguous {
        var paths: [String] = []
        for entry in own where !paths.contains(entry.path) { paths.append(entry.path) }
        for path in paths {
          scorings.append(
            Scoring(
              name: "\(name) (\(path))", scores: own.filter { $0.path == path }.map(\.score)))
        }
      } else {
        scorings.append(Scoring(name: name, scores: own.map(\.score)))
      }
    }
    return scorings
  }

  private static func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
