import ImmobilityCore
import SpreadsheetText

/// The columns of a BORIS table that say what was observed, and by whom.
struct BorisObservation {
  private let table: Table
  private let preamble: BorisEvents.Preamble
  private let id: Int?
  private let source: Int?
  private let file: Int?
  private let duration: Int?
  private let total: Int?
  private let offset: Int?
  private let rater: Int?
  private let subject: Int
  private var media: [String: BorisMedia] = [:]
  private var shared = SharedObservations()

  /// Finds the columns, and reports observations that are about the same. `time` is the column by which
  /// the media files of one observation follow each other.
  ///
  /// - Throws: where the media of an observation have no lengths.
  init(
    _ table: Table, subject: Int, time: Int, preamble: BorisEvents.Preamble = .init([]),
    _ collector: inout ScoreCollector
  ) throws(InputFileError) {
    self.table = table
    self.preamble = preamble
    id = table.column("observation id")
    source = table.column("source")
    file = table.column("media file", "media file path", "media file name")
    duration = table.column("media duration (s)")
    total = table.column("total length")
    offset = table.column("time offset (s)")
    rater = table.column(IdentityColumns.raterNames)
    self.subject = subject
    media = try media(by: time, &collector)
    for row in table.rows {
      guard let id = name(row) else { continue }
      for file in ownFiles(row) {
        shared.add(ownKey(row, file: file, collector), of: id, line: row.line)
      }
    }
    shared.report(to: &collector)
  }

  /// The observation's id, where something names it.
  private func name(_ row: DelimitedText.Row) -> String? {
    id.map { row[$0] } ?? preamble.value(["observation id"])
  }

  /// The media of the observations that have any.
  private func media(
    by time: Int, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> [String: BorisMedia] {
    var order: [String] = []
    var rows: [String: [DelimitedText.Row]] = [:]
    for row in table.rows {
      let name = name(row) ?? ""
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    var media: [String: BorisMedia] = [:]
    for name in order {
      guard let own = rows[name], let first = own.first else { continue }
      var names = source.map { BorisNames.mediaFiles(first[$0]) } ?? []
      var lengths = duration.map { BorisNames.durations(first[$0]) } ?? []
      if source == nil, let file {
        names = preamble.players
        if names.isEmpty {
          // In the order of their events.
          let moments = own.map {
            (NumberText.seconds($0[time], decimalComma: table.decimalComma), $0)
          }
          names = moments.sorted { ($0.0 ?? 0) < ($1.0 ?? 0) }
            .flatMap { BorisNames.mediaFiles($0.1[file]) }
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        }
      }
      guard !names.isEmpty else {
        collector.warn(
          first.line,
          "'\(name)' is the id of an observation that names no single media file; it stands for the "
            + "recording's name, and matches no recording unless that is called so")
        continue
      }
      let whole = total.flatMap { BorisNames.durations(first[$0]).compactMap(\.self).first }
      if names.count == 1, lengths.isEmpty { lengths = [whole] }
      lengths = Array((lengths + Array(repeating: nil, count: names.count)).prefix(names.count))
      if names.count == 1, lengths[0] == nil, collector.options.mediaLengths.isEmpty { continue }
      media[name] = try BorisMedia(
        names: names, lengths: lengths, total: source == nil ? whole : nil, observation: name,
        line: first.line, &collector)
      try check(own, media[name], observation: name, by: time, collector.path)
    }
    return media
  }

  /// Checks that the events lie in the files that BORIS wrote beside them.
  private func check(
    _ rows: [DelimitedText.Row], _ media: BorisMedia?, observation: String, by time: Int,
    _ path: String
  ) throws(InputFileError) {
    guard let media, media.files.count > 1, let file else { return }
    for row in rows {
      let shift =
        offset.flatMap { NumberText.number(row[$0], decimalComma: table.decimalComma) } ?? 0
      guard let moment = NumberText.seconds(row[time], decimalComma: table.decimalComma) else {
        continue
      }
      try media.check(
        moment - shift, liesIn: row[file], observation: observation, line: row.line, path: path)
    }
  }

  /// The files that a row's observation runs through; `nil` where it names none.
  private func ownFiles(_ row: DelimitedText.Row) -> [String?] {
    if let files = media[name(row) ?? ""]?.files { return files.map(\.name) }
    let names = (source ?? file).map { BorisNames.mediaFiles(row[$0]) } ?? []
    return names.isEmpty ? [nil] : names
  }

  /// Whose score a row is as far as it says itself.
  ///
  /// The recording is the media file; where an observation has none, its id.
  private func ownKey(
    _ row: DelimitedText.Row, file: String?, _ collector: ScoreCollector
  ) -> ScoreCollector.Key {
    ScoreCollector.Key(
      recording: file ?? name(row) ?? IdentityColumns.recordingOutside(collector),
      animal: BorisNames.animal(row[subject]),
      rater: rater.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        ?? preamble.value(IdentityColumns.raterNames))
  }

  private func key(
    _ row: DelimitedText.Row, file: String?, _ collector: ScoreCollector
  ) -> ScoreCollector.Key {
    let key = ownKey(row, file: file, collector)
    return name(row).map { shared.own(key, of: $0) } ?? key
  }

  /// Makes the scores of a row exist, with what was observed of each file.
  ///
  /// - Returns: whose row it is, for pairing starts and stops, and the offset that its times include,
  ///   seconds.
  func mention(
    _ row: DelimitedText.Row, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> (key: ScoreCollector.Key, offset: Double) {
    var shift = 0.0
    if let offset, let seconds = try table.number(row, offset) {
      shift = seconds
    } else if let text = preamble.value(["time offset (s)"]),
      let seconds = NumberText.number(text, decimalComma: table.decimalComma)
    {
      shift = seconds
    }
    if shift != 0, row.line == table.rows.first?.line {
      collector.warn(
        row.line, "a time offset of \(Rounding.text(shift)) s is taken off the observation's times")
    }
    let known = media[name(row) ?? ""]?.files ?? []
    for file in ownFiles(row) {
      let key = key(row, file: file, collector)
      collector.compareSpelling(key, line: row.line)
      collector.mention(key, line: row.line)
      if let span = known.first(where: { $0.name == file })?.span, span.duration > 0 {
        collector.observe(TimeSpan(start: 0, end: span.duration), of: key, line: row.line)
      }
    }
    return (key(row, file: ownFiles(row)[0], collector), shift)
  }

  /// Adds a bout to the files that it lies in.
  func add(
    _ span: TimeSpan, behaviour: String, of row: DelimitedText.Row,
    to collector: inout ScoreCollector
  ) {
    guard let media = media[name(row) ?? ""], media.files.count > 1 else {
      let key = key(row, file: ownFiles(row)[0], collector)
      return collector.add(span, behaviour: behaviour, to: key, line: row.line)
    }
    for part in media.parts(of: span) {
      collector.add(
        part.span, behaviour: behaviour, to: key(row, file: part.file, collector), line: row.line)
    }
  }
}
