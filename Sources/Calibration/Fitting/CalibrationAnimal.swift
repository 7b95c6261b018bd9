import ImmobilityCore
import Statistics

/// One animal with its trace and what its raters saw.
struct CalibrationAnimal: Sendable {
  /// Which recording, and which arena of it.
  var recording: Int
  var arena: Int
  /// The animal as its raters and arena name it, cut to what all observed.
  var compared: ComparedAnimal
  /// Who the animal is: its identity in the arena file, else nobody but itself.
  var identity: String
  /// The raters' scores.
  var ratings: [Rating]

  /// One rater's score of the animal.
  struct Rating: Sendable {
    /// The rater's place among the raters.
    var rater: Int
    /// Immobile seconds in the compared window.
    var seconds: Double
    /// When the animal was immobile, not cut; `nil` for a total.
    var immobile: TimeSpans?
    /// The same, cut to what all the animal's raters judged in the compared window.
    var judged: TimeSpans?
    /// When it was highly mobile, not cut; `nil` where the rater's file does not score that.
    var highlyMobile: TimeSpans?
    /// What the rater observed, seconds of the recording.
    var window: TimeSpan?
    /// Whether the times are whole intervals, which tell no delay.
    var isSampled: Bool
    /// The file of the score.
    var path: String

    /// Immobile seconds in the compared window besides what the program left unscored; a total, which
    /// cannot be cut, is whole.
    func seconds(besides unscored: TimeSpans) -> Double {
      guard let judged, !unscored.isEmpty else { return seconds }
      return max(0, seconds - judged.intersection(unscored).total)
    }
  }

  /// The mean of the raters' totals, seconds.
  var meanSeconds: Double { Moments.mean(ratings.map(\.seconds)) ?? 0 }

  /// The mean of the raters' totals besides what the program left unscored, seconds.
  func meanSeconds(besides unscored: TimeSpans) -> Double {
    Moments.mean(ratings.map { $0.seconds(besides: unscored) }) ?? 0
  }

  /// What all its raters judged of the compared window.
  var judged: TimeSpans { compared.judged ?? TimeSpans(uniting: [window]) }

  /// Whether there is time that all its raters and the program judged.
  func isJudged(besides unscored: TimeSpans) -> Bool {
    judged.total - judged.intersection(unscored).total >= Alignment.leastJudged
  }

  /// The compared window; the zero window where none is known.
  var window: TimeSpan { compared.window ?? TimeSpan(start: 0, end: 0) }
}

/// What the program can score of an arena.
struct Observed: Sendable {
  /// The analysis window, seconds of the recording.
  var window: TimeSpan
  /// What the settings that the search starts from leave unscored.
  var unscored: TimeSpans
}

/// The animals that have both a recording and a manual score.
struct MatchedAnimals: Sendable {
  var animals: [CalibrationAnimal] = []
  var raters: [String]
  var warnings: [ScoreWarning] = []
  /// Scores without a recording, and arenas without a score.
  var unmatchedScores = 0
  var unmatchedArenas = 0

  /// Matches as `Agreement` does, with each arena of each recording as one more scorer's score.
  ///
  /// - Parameter observed: `[recording][arena]`: what the program can score; `nil` for an arena that
  ///   cannot be scored.
  init(
    recordings: [CalibrationRecording], observed: [[Observed?]], scorings: [Scoring],
    highlyMobileLabels: [String]
  ) {
    raters = scorings.map(\.name)
    var places: [(recording: Int, arena: Int)] = []
    var machine: [ManualScore] = []
    for (index, recording) in recordings.enumerated() {
      for (arena, trace) in recording.recording.trace.arenas.enumerated() {
        guard let window = observed[index][arena]?.window.shifted(by: recording.pictureStart) else {
          continue
        }
        let isWhole = trace.arena == .whole
        machine.append(
          ManualScore(
            recording: recording.name, animal: trace.arena.animalID,
            arena: isWhole ? nil : trace.arena.name,
            observation: .bouts(immobile: TimeSpans(), others: []), window: window,
            path: recording.path, line: places.count))
        places.append((index, arena))
      }
    }
    let all = [Scoring(name: "the program", scores: machine)] + scorings
    for group in Alignment.group(all, &warnings) {
      let byHand = group.scores.dropFirst()
      guard let own = group.scores.first ?? nil else {
        for score in byHand.compactMap(\.self) {
          unmatchedScores += 1
          warnings.append(
            Alignment.remark(
              score, "\(Alignment.name(score)) has no recording or arena; it takes no part"))
        }
        continue
      }
      guard byHand.contains(where: { $0 != nil }) else {
        unmatchedArenas += 1
        warnings.append(
          Alignment.remark(
            own, "\(Alignment.name(own)) has no manual score; it takes no part"))
        continue
      }
      let place = places[own.line]
      if let reason = recordings[place.recording].excluded[place.arena] {
        warnings.append(
          Alignment.remark(
            own,
            "\(Alignment.name(own)) is excluded\(reason.isEmpty ? "" : " (\(reason))"); it takes "
              + "no part"))
        continue
      }
      guard let compared = Alignment.compared(group, limit: nil, &warnings) else { continue }
      var animal = CalibrationAnimal(
        recording: place.recording, arena: place.arena, compared: compared,
        identity: machine[own.line].animal ?? "\(place.recording) \(place.arena)", ratings: [])
      let unscored = (observed[place.recording][place.arena]?.unscored ?? TimeSpans())
        .shifted(by: recordings[place.recording].pictureStart)
      guard animal.isJudged(besides: unscored) else {
        warnings.append(
          Alignment.remark(
            own,
            "\(Alignment.name(own)): the program scored nothing of what its raters judged; it takes "
              + "no part"))
        continue
      }
      let lost = animal.judged.intersection(unscored).total
      for (rater, score) in byHand.enumerated() {
        guard let score, let cut = compared.scores[rater + 1] else { continue }
        if score.immobile == nil {
          // Alignment has told of those that cover what other raters left unscored.
          if cut.coversUnscored { continue }
          if lost > Alignment.unscoredTrifle * animal.window.duration {
            warnings.append(
              Alignment.remark(
                score,
                "\(Alignment.name(score)): "
                  + Alignment.totalCovers(lost, of: animal.window, leftBy: "the program")
                  + "it takes no part; score it with times"))
            continue
          }
        }
        animal.ratings.append(Self.rating(rater, score, cut, highlyMobileLabels))
      }
      // People's times are the player's, those of traces count from the first frame.
      animal.shift(by: -recordings[place.recording].pictureStart)
      if !animal.ratings.isEmpty { animals.append(animal) }
    }
    knowHighlyMobile(scorings, highlyMobileLabels)
    animals.sort { ($0.recording, $0.arena) < ($1.recording, $1.arena) }
    let ownPaths = Set(recordings.map(\.path))
    for index in warnings.indices where ownPaths.contains(warnings[index].path) {
      warnings[index].line = nil
    }
  }

  /// A rater who used the label of high mobility anywhere in a file saw none where it is not used.
  private mutating func knowHighlyMobile(_ scorings: [Scoring], _ labels: [String]) {
    let files = scorings.map { scoring in
      Set(
        scoring.scores.filter { !Self.highlyMobile($0, labels).isEmpty }.map(\.path))
    }
    for animal in animals.indices {
      for rating in animals[animal].ratings.indices {
        let own = animals[animal].ratings[rating]
        if own.highlyMobile == nil, own.immobile != nil, files[own.rater].contains(own.path) {
          animals[animal].ratings[rating].highlyMobile = TimeSpans()
        }
      }
    }
  }

  /// What a score calls highly mobile.
  private static func highlyMobile(_ score: ManualScore, _ labels: [String]) -> [TimeSpan] {
    switch score.observation {
    case .bouts(_, let others):
      others.filter { labels.contains($0.behaviour.lowercased()) }.map(\.span)
    case .intervals(let samples):
      samples.filter { labels.contains($0.behaviour.lowercased()) }.map(\.span)
    case .total: []
    }
  }

  private static func rating(
    _ rater: Int, _ score: ManualScore, _ cut: ComparedScore, _ labels: [String]
  ) -> CalibrationAnimal.Rating {
    let high = highlyMobile(score, labels)
    var isSampled = false
    if case .intervals = score.observation { isSampled = true }
    return CalibrationAnimal.Rating(
      rater: rater, seconds: cut.seconds, immobile: score.immobile, judged: cut.immobile,
      highlyMobile: high.isEmpty ? nil : TimeSpans(uniting: high), window: score.window,
      isSampled: isSampled, path: score.path)
  }
}
