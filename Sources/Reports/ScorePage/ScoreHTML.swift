import ImmobilityCore

/// The report as one page for a browser, without anything from the network: all animals in a table, and
/// for each of them the frame, the motion, the bouts, the bins, every measure and what deserves a look.
public struct ScoreHTML: ScorePrinter {
  private let library: ScriptLibrary?

  /// Makes a printer.
  ///
  /// - Parameter library: dygraphs 2, which becomes part of the page; `nil` leaves the charts as the
  ///   pictures that they are without it.
  public init(library: ScriptLibrary?) { self.library = library }

  /// The page.
  public func text(of report: ScoreReport) -> String {
    let sections = report.recordings.indices.map { animalSections(of: $0, in: report) }
    let all = Array(sections.joined())
    let charts = all.compactMap(\.chart)
    let motionData = charts.map(\.json)
    var body = summary(report, animals: all.count)
    if !all.isEmpty {
      body +=
        "<h2 id=\"animals\">Animals</h2>\n" + "<div class=\"animals\">" + animals(all) + "</div>\n"
        + Self.legend
    }
    body += failures(report)
    for (index, recording) in report.recordings.enumerated() where recording.error == nil {
      body +=
        "<section>\n<h2 id=\"r\(index)\">\(HTML.escaped(recording.path))</h2>\n"
        + "<p class=\"muted\">\(HTML.escaped(Self.facts(recording)))</p>\n"
        + sections[index].map(\.text).joined() + "</section>\n"
    }
    body += settings(report) + Self.definitions + files(report)
    body += weight(report, motion: motionData)
    var page = HTMLPage(
      title: "Immobility report", style: ScorePageStyle.text + "\n" + MotionChartScript.style,
      body: body)
    if let library, !charts.isEmpty {
      page.libraries = [library]
      page.data = [(MotionChartScript.dataID, .array(motionData))]
      page.scripts = [MotionChartScript.text]
    }
    return page.text
  }

  private func animalSections(of index: Int, in report: ScoreReport) -> [AnimalSection] {
    let recording = report.recordings[index]
    guard recording.error == nil else { return [] }
    let view = index < report.views.count ? report.views[index] : nil
    let frame = view?.frame ?? .missing(reason: "The report was made without a picture")
    let given = report.arenas(of: recording)
    let arenas = given.map { arena in
      recording.video.map { arena.inPixels(width: $0.width, height: $0.height) } ?? arena
    }
    return recording.animals.enumerated().map { place, animal in
      AnimalSection(
        id: "r\(index)a\(place)", animal: animal, recording: recording,
        arena: place < arenas.count ? arenas[place] : nil,
        others: arenas.enumerated().filter { $0.offset != place }.map(\.element), frame: frame,
        motion: (view?.motion).flatMap { place < $0.count ? $0[place] : nil },
        frameID: "r\(index)frame", holdsFrame: place == 0)
    }
  }

  // MARK: - The top

  private func summary(_ report: ScoreReport, animals: Int) -> String {
    let settings = report.recordings.first?.settings
    let count = report.recordings.count
    let facts = [
      "\(report.software.name) \(report.software.version)",
      settings?.protocolName.map { "protocol \($0)" } ?? "no protocol",
      count == 1 ? "1 recording" : "\(count) recordings",
      animals == 1 ? "1 animal" : "\(animals) animals",
    ]
    var text =
      "<p class=\"muted\">\(HTML.escaped(facts.joined(separator: ", ")))</p>\n"
      + "<nav class=\"screen\"><a href=\"#animals\">Animals</a><a href=\"#settings\">Settings</a>"
      + "<a href=\"#definitions\">How the figures are made</a><a href=\"#files\">Files</a></nav>\n"
    if let settings {
      text += "<p class=\"verdict\">\(HTML.escaped(calibration(settings, report)))</p>\n"
    }
    if report.scoredWholePicture {
      text +=
        "<p>No arenas were given: the whole picture was scored as one arena named whole.</p>\n"
    }
    return text
  }

  private func calibration(_ settings: ScoringSettings, _ report: ScoreReport) -> String {
    guard let profile = settings.profileName else {
      return
        "Not calibrated: the motion threshold of \(DecimalText.text(settings.motionThreshold)) % is a "
        + "default; compare it with manual scores before relying on it."
    }
    guard settings.isCalibrated else {
      return
        "Not calibrated: settings of the profile \"\(profile)\" were changed by hand, so that its evidence "
        + "does not hold for these results."
    }
    let unlike = report.recordings.flatMap(\.animals).filter { animal in
      animal.quality.contains { $0.flag == FittedRanges.flag }
    }.count
    return
      "Calibrated by the profile \"\(profile)\": "
      + (report.profileEvidence
        ?? "the profile does not say how well its settings agree with people.")
      + (unlike == 0
        ? ""
        : " \(unlike == 1 ? "1 animal's recording is" : "\(unlike) animals' recordings are") unlike those "
          + "that it was fitted on; see their quality notes.")
  }

  private func animals(_ sections: [AnimalSection]) -> String {
    let s = ScoreWords.seconds
    let rows = sections.map { section -> [String] in
      let animal = section.animal
      let words = ScoreWords.flags(animal.quality)
      return [
        "<a href=\"#\(section.id)\">\(HTML.escaped(animal.animalID ?? animal.arena))</a>",
        HTML.escaped(Self.file(section.recording.path)), HTML.escaped(animal.arena),
        HTML.escaped(ScoreWords.window(animal.window)), s(animal.immobile),
        ScoreWords.plausible(animal), s(animal.immobilePercent),
        (animal.latencyCensored ? "&gt;= " : "") + s(animal.latency),
        "\(animal.boutCount)", s(animal.boutLongest), s(animal.unscored),
        "<span class=\"flags\">\(HTML.escaped(words.joined(separator: ", ")))</span>",
      ]
    }
    return HTML.table(
      [
        "animal", "recording", "arena", "window", "immobile, s", "plausible, s", "immobile, %",
        "latency, s", "bouts", "longest, s", "unscored, s", "quality",
      ], markup: rows, texts: 3)
  }

  /// What the colours of states mean.
  static let legend =
    "<p class=\"legend\">"
    + [
      ("immobile", "immobile"), ("mobile", "mobile"), ("high", "highly mobile"),
      ("unscored", "unscored"),
    ]
    .map { "<span><i style=\"background: var(--\($0.0))\"></i>\($0.1)</span>" }.joined() + "</p>\n"

  private func failures(_ report: ScoreReport) -> String {
    let failed = report.recordings.filter { $0.error != nil }
    guard !failed.isEmpty else { return "" }
    return "<h2>Not scored</h2>\n"
      + HTML.table(["recording", "reason"], failed.map { [$0.path, $0.error ?? ""] }, texts: 2)
  }

  /// What is known about a recording's file, in a line.
  static func facts(_ recording: RecordingScore) -> String {
    guard let video = recording.video else { return "nothing is known about the file" }
    var facts = [
      "\(video.width) x \(video.height) pixels",
      "\(DecimalText.fixed(video.duration, decimals: 1)) s",
      "\(video.framesDecoded) frames decoded",
    ]
    if let rate = video.nominalFPS {
      facts.append("\(Rounding.text(rate, places: 2)) frames per second announced")
    }
    if video.variableFrameRate { facts.append("variable frame rate") }
    facts.append(video.codec)
    if video.decodeErrors > 0 { facts.append("\(video.decodeErrors) decode errors") }
    if video.path != recording.path { facts.append("a trace of \(video.path)") }
    return facts.joined(separator: ", ")
  }

  private static func file(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: - The end

  private func settings(_ report: ScoreReport) -> String {
    guard let settings = report.recordings.first?.settings else { return "" }
    return "<h2 id=\"settings\">Settings</h2>\n"
      + HTML.table(["setting", "value"], ScoreWords.settings(settings), texts: 2)
  }

  /// What the figures of an animal are, in words.
  static let definitions: String = {
    let terms = [
      (
        "immobile time",
        "seconds of the analysis window in immobile bouts; a bout that crosses the "
          + "window's edge is cut there"
      ),
      (
        "plausible range",
        "the immobile times that motion thresholds give which are about as good as the one in "
          + "force, with some time for the edges of bouts; where it is wide, the animal moved about as much "
          + "as the threshold for some time, and should be looked at"
      ),
      (
        "immobile, of scored time", "immobile time in percent of the window less its unscored time"
      ),
      (
        "latency",
        "trial start to the first immobile bout; where there is none before the window's end, "
          + "that end, marked >="
      ),
      (
        "unscored time",
        "seconds without evidence (damaged, repeated or missing frames, no animal): "
          + "never counted as immobile or mobile"
      ),
      (
        "motion",
        "what the measure named under Settings reads from the pixels of the arena, after "
          + "smoothing; below the motion threshold the animal is immobile"
      ),
      (
        "times", "count from the animal's trial start and come from the recording's own time stamps"
      ),
    ]
    return "<h2 id=\"definitions\">How the figures are made</h2>\n<dl>\n"
      + terms.map { "<dt>\(HTML.escaped($0.0))</dt><dd>\(HTML.escaped($0.1))</dd>\n" }.joined()
      + "</dl>\n"
  }()

  private func files(_ report: ScoreReport) -> String {
    let rows = report.recordings.map { recording in
      [recording.path, recording.video?.container ?? "-", recording.video?.sha256 ?? "-"]
    }
    return "<h2 id=\"files\">Files</h2>\n<div class=\"hash\">"
      + HTML.table(["recording", "container", "SHA-256"], rows, texts: 3) + "</div>\n"
  }

  /// What the page weighs, and what is missing from it.
  private func weight(_ report: ScoreReport, motion: [JSONValue]) -> String {
    let pictures = report.views.reduce(0) { sum, view in
      if case .picture(let frame)? = view?.frame { sum + frame.png.count } else { sum }
    }
    func kilobytes(_ bytes: Int) -> String { "\((bytes + 999) / 1000) kB" }
    var parts = ["frames as pictures \(kilobytes(pictures))"]
    if let library, !motion.isEmpty {
      parts.append("motion \(kilobytes(JSONValue.array(motion).line.utf8.count))")
      parts.append(
        "chart library \(kilobytes(library.script.utf8.count + library.style.utf8.count))")
    }
    var text = "<p class=\"muted\">In this page: \(parts.joined(separator: ", ")).</p>\n"
    if library == nil, !motion.isEmpty {
      text +=
        "<p class=\"muted\">The charts are pictures: dygraphs (Debian package libjs-dygraphs) was not found "
        + "when the report was made; with it they can be zoomed and read by pointer and keyboard.</p>\n"
    }
    return text
  }
}
