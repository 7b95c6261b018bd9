import ImmobilityCore

/// Finds the animals that several scorers scored and cuts their scores to what all of them observed.
enum Alignment {
  /// A window shorter than this share of the longest one deserves a remark.
  private static let expectedShare = 0.95
  /// Edges of windows closer than this are the same, seconds.
  private static let sameEdge = 0.5
  /// A total that covers no more unscored time than this share of the window is as good as cut.
  static let unscoredTrifle = 0.01
  /// Less time than this is none: times are rounded to milliseconds, seconds.
  static let leastJudged = 0.001

  /// One animal and `[scorer]`: each scorer's score of it.
  struct Animal {
    var key: AnimalKey
    var scores: [ManualScore?]
  }

  /// The animals in the order in which the first scorer names them, and what deserves a remark.
  ///
  /// - Parameters:
  ///   - scorings: the scorers; the order is kept.
  ///   - window: what is compared at most, seconds of the recording; `nil` is all.
  static func animals(
    of scorings: [Scoring], window: TimeSpan?
  ) -> (animals: [ComparedAnimal], warnings: [ScoreWarning]) {
    var warnings: [ScoreWarning] = []
    var compared: [ComparedAnimal] = []
    for animal in group(scorings, &warnings) {
      let present = animal.scores.compactMap(\.self)
      if present.count < 2 {
        if let alone = present.first {
          warnings.append(
            remark(alone, "\(name(alone)) is scored by one scorer alone and takes no part"))
        }
        continue
      }
      if let one = self.compared(animal, limit: window, &warnings) { compared.append(one) }
    }
    return (compared, warnings)
  }

  /// The animals that any of the scorers scored.
  static func group(_ scorings: [Scoring], _ warnings: inout [ScoreWarning]) -> [Animal] {
    let partsNeeded = AnimalKey.partsNeeded(scorings)
    var animals: [Animal] = []
    func add(_ score: ManualScore, by scorer: Int, to index: Int) {
      guard animals[index].scores[scorer] == nil else {
        warnings.append(
          remark(
            score, "\(name(score)) has a second score by \(scorings[scorer].name); the first counts"
          ))
        return
      }
      animals[index].scores[scorer] = score
      animals[index].key.learn(AnimalKey(score))
    }
    var scorersWarned: Set<Int> = []
    // The more a score says about its animal the earlier it comes; those that do not name it can only
    // join one that is alone.
    let passes: [(AnimalKey) -> Bool] = [
      \.isFull, { $0.animal != nil && $0.arena == nil }, { $0.animal == nil && $0.arena != nil },
      \.isNameless,
    ]
    for pass in passes {
      for (scorer, scoring) in scorings.enumerated() {
        for score in scoring.scores {
          let key = AnimalKey(score)
          guard pass(key) else { continue }
          let parts = partsNeeded[key.file] ?? 1
          let here = animals.indices.filter {
            animals[$0].key.recording(parts: parts) == key.recording(parts: parts)
          }
          let candidates =
            key.isNameless
            ? here : alike(key, here.map { ($0, animals[$0]) }, scorer: scorer, scoring, parts)
          if let only = candidates.first, candidates.count == 1 {
            let isArenaElsewhere = here.contains { index in
              index != only && key.arena == nil && animals[index].key.arena == key.animal
            }
            if !key.isNameless, isArenaElsewhere, scorersWarned.insert(scorer).inserted {
              warnings.append(
                remark(
                  score,
                  "\(name(score)): '\(score.animal ?? "")' is the id of one animal and the arena of "
                    + "another; it is taken for the id, and so are other names like it; name arenas "
                    + "in a column arena"))
            }
            add(score, by: scorer, to: only)
          } else if candidates.isEmpty {
            animals.append(
              Animal(key: key, scores: Array(repeating: nil, count: scorings.count)))
            add(score, by: scorer, to: animals.count - 1)
          } else {
            warnings.append(
              remark(
                score,
                "\(name(score)) could be any of \(candidates.count) animals of that recording; "
                  + "it takes no part; name both its animal and its arena"))
          }
        }
      }
    }
    return inOrder(animals, scorings)
  }

  /// The animals of a recording to whose names a score's name is most alike.
  private static func alike(
    _ key: AnimalKey, _ animals: [(index: Int, animal: Animal)], scorer: Int, _ scoring: Scoring,
    _ parts: Int
  ) -> [Int] {
    let alike = animals.compactMap { index, animal in
      key.likeness(animal.key).map { (index: index, likeness: $0, animal: animal) }
    }
    guard let most = alike.map(\.likeness).max() else { return [] }
    let best = alike.filter { $0.likeness == most }
    guard most < .arena else { return best.map(\.index) }
    if most == .alias {
      // Who writes ids of this recording means an id everywhere in it.
      let ids = Set(animals.compactMap { $0.animal.key.isFull ? $0.animal.key.animal : nil })
      let writesIds = scoring.scores.contains { score in
        let own = AnimalKey(score)
        return own.recording(parts: parts) == key.recording(parts: parts)
          && own.animal.map(ids.contains) == true
      }
      if writesIds { return [] }
    }
    // One scorer's names of two kinds are two animals.
    return best.filter { $0.animal.scores[scorer] == nil }.map(\.index)
  }

  /// The order of the first scorer's scores, then that of the second, and so on.
  private static func inOrder(_ animals: [Animal], _ scorings: [Scoring]) -> [Animal] {
    var rest = animals
    var ordered: [Animal] = []
    for (scorer, scoring) in scorings.enumerated() {
      for score in scoring.scores {
        if let index = rest.firstIndex(where: { $0.scores[scorer] == score }) {
          ordered.append(rest.remove(at: index))
        }
      }
    }
    return ordered
  }

  /// The animal with its scores cut to what all its scorers observed; `nil` without time in common.
  static func compared(
    _ animal: Animal, limit: TimeSpan?, _ warnings: inout [ScoreWarning]
  ) -> ComparedAnimal? {
    let scores = animal.scores.compactMap(\.self)
    guard let first = scores.first else { return nil }
    let known = scores.compactMap(\.window)
    var window: TimeSpan?
    for next in known + [limit].compactMap(\.self) {
      guard let current = window else {
        window = next
        continue
      }
      guard let common = current.intersection(next) else {
        warnings.append(
          remark(first, "\(name(first)): its scorers observed no time in common; it takes no part"))
        return nil
      }
      window = common
    }
    if let window { remarkWindows(scores, window, limit, &warnings) }
    if window == nil, scores.contains(where: { $0.immobile != nil }) {
      warnings.append(
        remark(
          first,
          "\(name(first)): no score says which seconds were observed, so times cannot be "
            + "compared; give --window START:END"))
    }
    let unscored = scores.reduce(TimeSpans()) { $0.union($1.unscored) }
    let judged = window.map { unscored.complement(in: $0) }
    if let judged, judged.total < leastJudged {
      warnings.append(
        remark(
          first,
          "\(name(first)): its scorers have no time in common that all of them judged; it takes no "
            + "part"))
      return nil
    }
    let covers = totalsCoverUnscored(scores, window, judged, &warnings)
    let timed = scores.count { $0.immobile != nil }
    // Two scores at least have to be alike.
    if covers, max(timed, scores.count - timed) < 2 { return nil }
    return ComparedAnimal(
      recording: first.recording,
      animal: scores.lazy.compactMap { $0.animal ?? $0.arena }.first, window: window,
      judged: judged,
      scores: animal.scores.map { score in
        score.map { cut($0, to: window, judged: judged, totalsCoverUnscored: covers) }
      })
  }

  /// Whether totals count more than a trifle that another scorer left unscored, with what deserves a
  /// remark: a total cannot be cut.
  private static func totalsCoverUnscored(
    _ scores: [ManualScore], _ window: TimeSpan?, _ judged: TimeSpans?,
    _ warnings: inout [ScoreWarning]
  ) -> Bool {
    guard let window, let judged else { return false }
    let unscored = window.duration - judged.total
    let covers = unscored > unscoredTrifle * window.duration
    guard covers || unscored > sameEdge else { return false }
    let timed = scores.count { $0.immobile != nil }
    let isLeftOut = max(timed, scores.count - timed) < 2
    for score in scores where score.immobile == nil {
      warnings.append(
        remark(
          score,
          "\(name(score)): " + totalCovers(unscored, of: window)
            + (!covers
              ? "not cut, as it is at most \(Rounding.text(100 * unscoredTrifle)) % of the window"
              : isLeftOut
                ? "it takes no part; score it with times"
                : "it is compared with other totals only; score it with times")))
    }
    return covers
  }

  /// Why a total cannot be compared, in words that the consequence follows.
  static func totalCovers(
    _ unscored: Double, of window: TimeSpan, leftBy scorer: String = "another scorer"
  ) -> String {
    "the total covers \(Rounding.text(unscored, places: 1)) s of "
      + "\(Rounding.text(window.start))-\(Rounding.text(window.end)) s that \(scorer) left "
      + "unscored: "
  }

  private static func cut(
    _ score: ManualScore, to window: TimeSpan?, judged: TimeSpans?, totalsCoverUnscored: Bool
  ) -> ComparedScore {
    guard let immobile = score.immobile else {
      var seconds = 0.0
      if case .total(let total) = score.observation { seconds = total }
      return ComparedScore(
        seconds: seconds, immobile: nil, latency: nil, latencyCensored: false,
        coversUnscored: totalsCoverUnscored)
    }
    guard let window, let judged else {
      return ComparedScore(
        seconds: immobile.total, immobile: immobile, latency: nil, latencyCensored: false)
    }
    let inside = immobile.clipped(to: window).intersection(judged)
    return ComparedScore(
      seconds: inside.total, immobile: inside,
      latency: inside.spans.first.map { $0.start - window.start } ?? window.duration,
      latencyCensored: inside.isEmpty)
  }

  private static func remarkWindows(
    _ scores: [ManualScore], _ window: TimeSpan, _ limit: TimeSpan?,
    _ warnings: inout [ScoreWarning]
  ) {
    let shown = "\(Rounding.text(window.start))-\(Rounding.text(window.end)) s"
    let longest = scores.compactMap(\.window).max { $0.duration < $1.duration }
    if limit == nil, let longest, let first = scores.first,
      window.duration < expectedShare * longest.duration
    {
      warnings.append(
        remark(
          first,
          "\(name(first)): only \(shown) were observed by all its scorers, although one of "
            + "them observed \(Rounding.text(longest.start))-\(Rounding.text(longest.end)) s"))
    }
    for score in scores {
      guard score.immobile == nil else {
        if score.window == nil {
          warnings.append(
            remark(
              score,
              "\(name(score)): the score does not say which seconds were observed; taken as "
                + "\(shown), like the others"))
        }
        continue
      }
      guard let own = score.window else {
        warnings.append(
          remark(
            score,
            "\(name(score)): the total does not say which seconds it covers; compared with "
              + shown))
        continue
      }
      if (own.start - window.start).magnitude > sameEdge
        || (own.end - window.end).magnitude > sameEdge
      {
        warnings.append(
          remark(
            score,
            "\(name(score)): the total covers \(Rounding.text(own.start))-"
              + "\(Rounding.text(own.end)) s and cannot be cut to the compared \(shown)"))
      }
    }
  }

  static func name(_ score: ManualScore) -> String {
    [score.recording, score.animal ?? score.arena].compactMap(\.self).joined(separator: ", ")
  }

  static func remark(_ score: ManualScore, _ message: String) -> ScoreWarning {
    ScoreWarning(path: score.path, line: score.line, message: message)
  }
}
