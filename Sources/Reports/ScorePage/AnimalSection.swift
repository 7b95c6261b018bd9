import ImmobilityCore

/// All that a page says about one animal of one recording.
struct AnimalSection {
  /// The section's element; its charts are named after it.
  var id: String
  var animal: AnimalScore
  var recording: RecordingScore
  /// The animal's arena in pixels of the displayed picture; `nil` where it is not known.
  var arena: Arena?
  /// The arenas of the other animals of the recording.
  var others: [Arena]
  var frame: RecordingView.Frame
  var motion: ThinnedMotion?
  /// Why there is no motion where none is known, as a sentence.
  var motionMissing: String?
  /// What stands above all else, such as why the animal does not count; empty for nothing.
  var remark = ""
  /// Whether the bouts of one state are one shape: pages of very many animals open faster.
  var isMerged = false
  /// The element that holds the recording's frame where another section shows it before.
  var frameID: String
  var holdsFrame: Bool

  /// The animal's name, and the arena's where both are known.
  var name: String {
    animal.animalID.map { "\($0), arena \(animal.arena)" } ?? "arena \(animal.arena)"
  }

  /// The chart of the animal's motion; `nil` where none was kept.
  var chart: MotionChart? {
    guard let motion, motion.samples > 0 else { return nil }
    return MotionChart(
      id: id + "-motion", animal: animal, settings: recording.settings, motion: motion,
      isMerged: isMerged)
  }

  /// The section.
  var text: String {
    "<article id=\"\(id)\">\n<h3>\(HTML.escaped(name))</h3>\n"
      + (remark.isEmpty ? "" : "<p class=\"remark\">\(HTML.escaped(remark))</p>\n")
      + "<div class=\"beside\">\n" + picture + measures + "</div>\n" + chartFigure + raster + bins
      + quality + "</article>\n"
  }

  // MARK: - Picture

  private var picture: String {
    guard let video = recording.video, video.width > 0, video.height > 0 else {
      return "<p class=\"muted\">\(HTML.escaped(missing ?? "There is no picture."))</p>\n"
    }
    let (width, height) = (video.width, video.height)
    var drawn = ""
    if case .picture(let frame) = frame {
      drawn +=
        holdsFrame
        ? "<image id=\"\(frameID)\" width=\"\(width)\" height=\"\(height)\" preserveAspectRatio=\"none\" "
          + "href=\"data:image/png;base64,\(Base64.text(frame.png))\"/>"
        : "<use href=\"#\(frameID)\"/>"
    } else {
      drawn += "<rect class=\"nopicture\" width=\"\(width)\" height=\"\(height)\"/>"
    }
    for other in others { drawn += "\n" + outline(other, "other") }
    if let arena { drawn += "\n" + outline(arena, "halo") + outline(arena, "own") }
    return
      "<figure class=\"picture\"><svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\""
      + HTML.escaped("The arena of \(animal.animalID ?? animal.arena) in the picture") + "\">"
      + drawn + "</svg>\n<figcaption>\(HTML.escaped(pictureCaption))</figcaption></figure>\n"
  }

  private var missing: String? {
    if case .missing(let reason) = frame { reason } else { nil }
  }

  private var pictureCaption: String {
    let outline =
      "the arena \(animal.arena) outlined"
      + (others.isEmpty ? "" : ", the others dotted")
    guard case .picture(let frame) = frame else {
      return "\(missing ?? "There is no picture."); \(outline)"
    }
    return
      "The frame at \(DecimalText.fixed(frame.time - animal.trialStart, decimals: 1)) s of the trial, "
      + outline
  }

  private func outline(_ arena: Arena, _ style: String) -> String {
    let n = { (value: Double) in DecimalText.text(value) }
    let title = "<title>\(HTML.escaped(arena.name))</title>"
    switch arena.shape {
    case .wholePicture:
      let (width, height) = (recording.video?.width ?? 0, recording.video?.height ?? 0)
      return
        "<rect class=\"arena \(style)\" width=\"\(width)\" height=\"\(height)\">\(title)</rect>"
    case .rectangle(let x, let y, let width, let height):
      return
        "<rect class=\"arena \(style)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\">"
        + title + "</rect>"
    case .ellipse(let x, let y, let radiusX, let radiusY):
      return
        "<ellipse class=\"arena \(style)\" cx=\"\(n(x))\" cy=\"\(n(y))\" rx=\"\(n(radiusX))\" ry=\"\(n(radiusY))\">"
        + title + "</ellipse>"
    case .polygon(let corners):
      let points = corners.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
      return "<polygon class=\"arena \(style)\" points=\"\(points)\">\(title)</polygon>"
    }
  }

  // MARK: - Numbers

  private var measures: String {
    let s = ScoreWords.seconds
    var rows = [
      ["immobile time", s(animal.immobile), "s"],
      ["plausible range of it", ScoreWords.plausible(animal), "s"],
      ["immobile, of scored time", s(animal.immobilePercent), "%"],
      [
        "latency to the first immobile bout",
        (animal.latencyCensored ? ">= " : "") + s(animal.latency), "s",
      ], ["immobile bouts", "\(animal.boutCount)", ""],
      ["mean bout", s(animal.boutMean), "s"], ["median bout", s(animal.boutMedian), "s"],
      ["longest bout", s(animal.boutLongest), "s"], ["mobile time", s(animal.mobile), "s"],
      [
        "highly mobile time",
        recording.settings.highlyMobileThreshold == nil ? "-" : s(animal.highlyMobile), "s",
      ], ["unscored time", s(animal.unscored), "s"],
      ["analysis window, from trial start", ScoreWords.window(animal.window), ""],
      ["trial start, in the recording", s(animal.trialStart), "s"],
    ]
    if let confidence = animal.trialStartConfidence {
      rows.append(
        ["confidence of the trial start", DecimalText.fixed(confidence, decimals: 2), ""])
    }
    rows.append(["camera's noise", s(animal.noise), "grey levels"])
    rows.append(["animal's contrast", s(animal.contrast), "grey levels"])
    rows.append(["animal's size", s(animal.area), "cells"])
    if recording.settings.measure == .changed, let threshold = recording.pixelThreshold {
      rows.append(["pixel threshold", "\(threshold)", "grey levels"])
    }
    let note =
      animal.latencyCensored
      ? "<p class=\"muted\">No immobile bout before the window's end: the latency is at least that.</p>\n"
      : ""
    return "<div class=\"measures\">\n"
      + HTML.table(
        ["measure", "value", "unit"],
        markup: rows.map { row in
          [HTML.escaped(row[0]), HTML.escaped(row[1]), "<span class=\"unit\">\(row[2])</span>"]
        }) + note + "</div>\n"
  }

  // MARK: - Time

  private var chartFigure: String {
    guard let chart else {
      let reason =
        motionMissing ?? "There is no motion to show: no sample of the trial is evidence."
      return "<p class=\"muted\">\(HTML.escaped(reason))</p>\n"
    }
    let buttons = [
      ("in", "Zoom in"), ("out", "Zoom out"), ("earlier", "Earlier"), ("later", "Later"),
      ("all", "Whole trial"),
    ].map { "<button type=\"button\" data-act=\"\($0.0)\">\($0.1)</button>" }.joined()
    return
      "<figure><h4>Motion</h4>\n<div class=\"plot motion\" id=\"\(chart.id)\">"
      + "<div class=\"drawn area\" tabindex=\"0\" role=\"application\" aria-label=\""
      + HTML.escaped(
        "\(chart.title): arrow keys read values, plus and minus zoom, page up and down move, 0 shows all"
      )
      + "\"></div>\n<div class=\"buttons screen\">\(buttons)<span class=\"reading\" aria-live=\"polite\"></span></div>\n"
      + PlotSVG(chart.plot, width: 960, height: 240).text
      + "</div>\n<figcaption>\(HTML.escaped(chart.caption))</figcaption></figure>\n"
  }

  private var raster: String {
    let window = (start: animal.window.start, end: animal.window.end)
    let bars = animal.bouts.map { bout in
      BoutRaster.Bar(
        start: bout.start, end: bout.end, style: bout.state.rawValue,
        name: "\(bout.state.words), \(ScoreWords.span(bout.start, bout.end))")
    }
    return "<figure class=\"raster\"><h4>Bouts</h4>\n"
      + BoutRaster.row(
        animal.animalID ?? animal.arena, bars, window: window,
        figure: ScoreWords.seconds(animal.immobile) + " s",
        label:
          "\(animal.boutCount) immobile bouts, \(ScoreWords.seconds(animal.immobile)) s in all",
        form: .init(isMerged: isMerged, track: window))
      + BoutRaster.scale(window) + "</figure>\n"
  }

  private var bins: String {
    let rows = animal.bins.map { bin in
      let length = bin.end - bin.start
      let scale = length > 0 ? 100 / length : 0
      let n = { (value: Double) in DecimalText.text((value * 100).rounded() / 100) }
      let bar =
        "<svg class=\"binbar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        + "<rect class=\"bar mobile\" width=\"100\" height=\"10\"/>"
        + "<rect class=\"bar immobile\" width=\"\(n(bin.immobile * scale))\" height=\"10\"/>"
        + "<rect class=\"bar unscored\" x=\"\(n(100 - bin.unscored * scale))\" "
        + "width=\"\(n(bin.unscored * scale))\" height=\"10\"/></svg>"
      return [
        ScoreWords.window(.init(start: bin.start, end: bin.end)), bar,
        ScoreWords.seconds(bin.immobile), ScoreWords.seconds(bin.unscored),
      ]
    }
    return "<h4>Bins</h4>\n<div class=\"bins\">"
      + HTML.table(
        ["bin, from trial start", "", "immobile, s", "unscored, s"], markup: rows, texts: 2)
      + "</div>\n"
  }

  private var quality: String {
    guard !animal.quality.isEmpty else {
      return "<h4>Quality</h4>\n<p>Nothing to note.</p>\n"
    }
    return "<h4>Quality</h4>\n<ul class=\"quality\">\n"
      + animal.quality.map { note in
        let name = note.flag.split(separator: "_").joined(separator: " ").capitalisedFirst
        return "<li><b>\(HTML.escaped(name))</b>, \(ScoreWords.span(note.start, note.end))"
          + (note.detail.isEmpty ? "" : ": \(HTML.escaped(note.detail))") + "</li>\n"
      }.joined() + "</ul>\n"
  }
}
