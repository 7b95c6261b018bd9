import ImmobilityCore

/// The chart of an animal's motion over its trial, with the thresholds and the bouts behind it.
struct MotionChart {
  /// The chart's element.
  var id: String
  var animal: AnimalScore
  var settings: ScoringSettings
  var motion: ThinnedMotion
  /// Whether the bouts of one state are one shape of the picture.
  var isMerged = false

  /// The points of the picture; the chart of the library has all that were kept.
  private static let mostPointsOfPicture = 700
  /// The axis ends at this many times the highest threshold, so that the threshold can be read.
  private static let mostThresholds = 20.0

  var title: String { "Motion of " + (animal.animalID ?? animal.arena) }

  /// The highest motion that was kept, percent; `nil` where nothing was.
  private var highest: Double? { motion.runs.joined().map(\.percent).max() }

  private var thresholds: [(name: String, value: Double, colour: Int)] {
    [("motion threshold", settings.motionThreshold, 1)]
      + (settings.highlyMobileThreshold.map { [("highly mobile threshold", $0, 3)] } ?? [])
  }

  /// The values shown, percent.
  var shown: ClosedRange<Double> {
    let threshold = thresholds.map(\.value).max() ?? 0
    let top = min(max(highest ?? 0, 2 * threshold) * 1.04, Self.mostThresholds * threshold)
    let lowest = motion.runs.joined().map(\.percent).min() ?? 0
    return max(min(0, lowest * 1.04), -0.25 * top)...max(top, 1e-6)
  }

  /// The times shown, seconds from trial start: the trial as far as there is motion, and the window.
  var times: ClosedRange<Double> {
    let ends = motion.runs.flatMap { [$0.first, $0.last] }.compactMap { $0?.time }
    let all = ends + [animal.window.start, animal.window.end]
    let (low, high) = (all.min() ?? 0, all.max() ?? 1)
    return low...max(high, low + 1e-3)
  }

  /// What the chart shows, in a sentence or two.
  var caption: String {
    let measure = settings.measure.words
    var text =
      "\(measure.capitalisedFirst) as the classifier compares it with the threshold: a centred mean over "
      + "\(DecimalText.text(settings.smoothing)) s"
    if motion.kept < motion.samples {
      text +=
        "; \(motion.kept) of \(motion.samples) samples, chosen so that the shape stays "
        + "(largest triangle, three buckets)"
    }
    text += ". Shaded behind it: the bouts of the analysis window."
    if let highest, highest > shown.upperBound {
      text +=
        " The axis ends at \(Rounding.text(shown.upperBound, places: 1)) %; the highest value is "
        + "\(Rounding.text(highest, places: 1)) %."
    }
    return text
  }

  /// The picture.
  var plot: PlotData {
    let lines = motion.runs.map { run in
      let share = max(3, Self.mostPointsOfPicture * run.count / max(motion.kept, 1))
      let kept = CurveThinning.kept(x: run.map(\.time), y: run.map(\.percent), most: share)
      return PlotData.Series(
        name: "motion", points: kept.map { PlotData.Point(x: run[$0].time, y: run[$0].percent) },
        isLine: true, isFine: true, colour: 0)
    }
    let rules = thresholds.map { threshold in
      PlotData.Series(
        name: "\(threshold.name), \(DecimalText.text(threshold.value)) %",
        points: [times.lowerBound, times.upperBound].map {
          PlotData.Point(x: $0, y: threshold.value)
        }, isLine: true, isDashed: true, colour: threshold.colour)
    }
    return PlotData(
      id: id, title: title, xLabel: "seconds from trial start", yLabel: settings.measure.axis,
      bands: animal.bouts.filter { $0.state != .mobile }.map { bout in
        PlotData.Band(
          x: bout.start...max(bout.start, bout.end),
          name: bout.state.words + ", " + ScoreWords.span(bout.start, bout.end),
          style: bout.state.rawValue)
      }, bandsAreMerged: isMerged, series: lines + rules, shownX: times, shownY: shown)
  }

  /// The chart as JSON for `MotionChartScript`: `points` holds runs joined by `|` of `time,percent`
  /// joined by a space, seconds and percent.
  var json: JSONValue {
    let points = motion.runs.map { run in
      run.map {
        DecimalText.text(($0.time * 1000).rounded() / 1000) + ","
          + DecimalText.text(($0.percent * 1000).rounded() / 1000)
      }.joined(separator: " ")
    }.joined(separator: "|")
    func edges(_ range: ClosedRange<Double>) -> JSONValue {
      .array([.number(range.lowerBound), .number(range.upperBound)])
    }
    return .object([
      "id": .string(id), "title": .string(title), "y_label": .string(settings.measure.axis),
      "x": edges(times), "y": edges(shown), "points": .string(points),
      "thresholds": .array(
        thresholds.map {
          .object([
            "name": .string($0.name), "value": .number($0.value), "colour": .integer($0.colour),
          ])
        }),
      "window": .array([.number(animal.window.start), .number(animal.window.end)]),
      "bouts": .array(
        animal.bouts.map {
          .array([
            .string($0.state.rawValue), .string($0.state.words), .number($0.start), .number($0.end),
          ])
        }),
    ])
  }
}

extension String {
  /// The text with its first letter as a capital.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
