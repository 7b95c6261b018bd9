import ImmobilityCore

/// The sections of all animals with a score, recording by recording.
struct AnimalSections {
  private var recordings: [(recording: RecordingScore, sections: [AnimalSection])] = []

  /// The sections of a report.
  ///
  /// - Parameter isMerged: whether their pictures are made of merged shapes.
  init(_ report: StudyReport, isMerged: Bool) {
    for (index, recording) in report.recordings.enumerated() {
      let scored = recording.animals.enumerated().filter { $0.element.score != nil }
      guard !scored.isEmpty else { continue }
      let view = index < report.views.count ? report.views[index] : nil
      let arenas = (recording.recording.arenas ?? []).map { arena in
        recording.recording.video.map { arena.inPixels(width: $0.width, height: $0.height) }
          ?? arena
      }
      var sections: [AnimalSection] = []
      for (place, animal) in scored {
        guard var score = animal.score else { continue }
        score.animalID = animal.animalID
        let own = arenas.firstIndex { $0.name == score.arena }
        sections.append(
          AnimalSection(
            id: StudyHTML.section(index, place), animal: score, recording: recording.recording,
            arena: own.map { arenas[$0] },
            others: arenas.enumerated().filter { $0.offset != own }.map(\.element),
            frame: view?.frame ?? .missing(reason: "The report was made without a picture"),
            motion: view.flatMap { view in
              // Motion is kept in the order of the arenas, animals in that of their names.
              own.flatMap { $0 < view.motion.count ? view.motion[$0] : nil }
            }, motionMissing: view?.motionMissing,
            remark: animal.isExcluded
              ? "Excluded: \(animal.exclusionReason ?? "no reason given"). These figures count nowhere."
              : "", isMerged: isMerged, frameID: "r\(index)frame", holdsFrame: sections.isEmpty))
      }
      recordings.append((recording.recording, sections))
    }
  }

  /// All of them.
  var all: [AnimalSection] { recordings.flatMap(\.sections) }

  /// The sections; words where there is none.
  var markup: String {
    guard !recordings.isEmpty else { return "<p>No animal has a score yet.</p>\n" }
    return recordings.map { recording, sections in
      "<section>\n<h3 class=\"recording\">\(HTML.escaped(recording.path))</h3>\n"
        + "<p class=\"muted\">\(HTML.escaped(ScoreHTML.facts(recording)))</p>\n"
        + sections.map(\.text).joined() + "</section>\n"
    }.joined()
  }
}
