import ImmobilityCore

/// What whoever uses a profile should know about its fit, and what to score next.
struct CalibrationRemarks {
  private(set) var texts: [String] = []
  private let data: CalibrationData
  private let choice: Choice

  init(data: CalibrationData, choice: Choice, grid: [Double], space: SearchSpace) {
    self.data = data
    self.choice = choice
    if data.animals.count < data.objective.leastAnimals {
      texts.append(
        "\(data.animals.count) animals are a try-out and no calibration: at least "
          + "\(data.objective.leastAnimals) are needed to say how good it is on others")
    }
    if choice.plateau.lowerBound == 0 || choice.plateau.upperBound == grid.count - 1 {
      let isLow = choice.plateau.lowerBound == 0
      texts.append(
        "the motion threshold is not bounded from \(isLow ? "below" : "above"): thresholds to the edge of "
          + "what was tried agree as well; score animals that are "
          + (isLow ? "immobile" : "mobile") + " for longer")
    }
    edge(choice.rules.smoothing, space.smoothing, "smoothing", "s")
    edge(choice.rules.exitRatio, space.exitRatios, "exit ratio", "", isFloor: 1)
    edge(choice.rules.minImmobile, space.minImmobile, "shortest immobile bout", "s", isFloor: 0)
    share()
    if let reason = data.meaningless {
      texts.append(
        "\(reason), so any threshold between rest and motion agrees in all of their time: no kappa or "
          + "correlation is given; score animals that change")
    }
  }

  private mutating func edge(
    _ value: Double, _ tried: [Double], _ name: String, _ unit: String, isFloor floor: Double? = nil
  ) {
    guard tried.count > 1, value == tried.max() || value == tried.min(), value != floor,
      value != Rules(data.options.settings).value(name)
    else { return }
    texts.append(
      "the \(name) of \(Rounding.text(value)) \(unit) is the \(value == tried.max() ? "largest" : "smallest") "
        + "that was tried")
  }

  private mutating func share() {
    let shares = data.animals.map { animal in
      let time = animal.compared.judged?.total ?? animal.window.duration
      return time > 0 ? 100 * animal.meanSeconds / time : 0
    }
    guard let least = shares.min(), let most = shares.max(), most - least < Self.narrow else {
      return
    }
    texts.append(
      "all animals were immobile for \(Rounding.text(least, places: 0))-"
        + "\(Rounding.text(most, places: 0)) % of the time; score some that are "
        + (most < 50 ? "more" : least > 50 ? "less" : "much more and much less") + " immobile")
  }

  /// A range of immobility narrower than this deserves a remark, percent of the time.
  private static let narrow = 15.0

  /// - Parameter thresholds: where 95 % of resampled thresholds lie, percent.
  mutating func about(
    thresholds: ClosedRange<Double>?, plateau: ClosedRange<Int>, grid: [Double]
  ) {
    guard let thresholds, thresholds.lowerBound > 0,
      thresholds.upperBound / thresholds.lowerBound > Self.wideSpread
    else { return }
    texts.append(
      "the threshold depends on which animals were scored: 95 % of resampled fits chose "
        + "\(Rounding.text(thresholds.lowerBound)) to \(Rounding.text(thresholds.upperBound)) %; score more "
        + "animals")
  }

  /// Resampled thresholds this far apart, as a ratio, deserve a remark.
  private static let wideSpread = 2.0

  mutating func about(delays: [Double], isAtEdge: (Double) -> Bool) {
    for (rater, delay) in delays.enumerated() where isAtEdge(delay) {
      texts.append(
        "the delay of \(data.raters[rater]), \(Rounding.text(delay)) s, is the edge of what was tried: "
          + "check that the scores' clock starts with the recording")
    }
  }

  mutating func about(_ between: RaterAgreement?) {
    for flag in between?.flags ?? [] {
      texts.append("\(flag.scorer) stands apart from the other raters (\(flag.detail))")
    }
  }

  mutating func about(start: CalibrationFigures, crossValidated: CalibrationFigures) {
    guard let before = start.figure(data.objective).value,
      let after = crossValidated.figure(data.objective).value, after < before
    else { return }
    texts.append(
      "the protocol's own settings agree as well or better on these animals ("
        + "\(Rounding.fixed(before, places: 2)), the fit on unseen animals "
        + "\(Rounding.fixed(after, places: 2))): score more animals before preferring the fit")
  }

  mutating func about(choices: [Choice]) {
    let other = choices.count { $0.family != choice.family || $0.rules != choice.rules }
    guard other * 2 > choices.count else { return }
    texts.append(
      "leaving one animal out leads to other settings in \(other) of \(choices.count) cases: several "
        + "settings agree about as well, and more animals would tell them apart")
  }
}

extension Rules {
  fileprivate func value(_ name: String) -> Double {
    switch name {
    case "smoothing": smoothing
    case "exit ratio": exitRatio
    default: minImmobile
    }
  }
}
