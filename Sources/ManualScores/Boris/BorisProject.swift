import ImmobilityCore
import SpreadsheetText

/// A project of BORIS: every observation with its events `[time, subject, code, modifier, comment,
/// frame]`. The first event of a state opens it, the second closes it, and so on, for each subject,
/// code and modifier apart. Times include the observation's offset, and where the media's creation is the
/// offset that one, too; both are taken off. Bouts go to the media files they lie in (`BorisMedia`).
enum BorisProject {
  /// Whether the document is a project.
  static func recognises(_ json: JSONText) -> Bool {
    json.root["observations"] != nil && json.root["behaviors_conf"] != nil
  }

  /// Reads all observations that have events.
  ///
  /// - Throws: at an event that cannot be right and at a state that is never closed, with the line.
  static func read(_ json: JSONText, into collector: inout ScoreCollector) throws(InputFileError) {
    guard recognises(json), let observations = json.root["observations"] else {
      throw InputFileError(path: json.path, message: "is not a project of BORIS")
    }
    let pointCodes =
      json.root["behaviors_conf"]?.members
      .filter { $0.node["type"]?.text?.lowercased().hasPrefix("point") == true }
      .compactMap { $0.node["code"]?.text } ?? []
    for code in json.root["behaviors_conf"]?.members.compactMap({ $0.node["code"]?.text }) ?? []
    where !pointCodes.contains(code) { collector.note(code) }
    var shared = SharedObservations()
    for (id, observation) in observations.members {
      for event in observation["events"]?.elements ?? [] where event.elements.count > 1 {
        for file in files(of: observation) {
          let key = key(observation, id: id, file: file, subject: event.elements[1].text ?? "")
          shared.add(key, of: id, line: observation.line)
        }
      }
    }
    shared.report(to: &collector)
    for (id, observation) in observations.members {
      try read(
        observation, id: id, shared, pointCodes: pointCodes, path: json.path, into: &collector)
    }
  }

  /// The media files of an observation, which follow each other; `nil` alone where it has none.
  private static func files(of observation: JSONText.Node) -> [String?] {
    let files = observation["file"]?["1"]?.elements.compactMap(\.text) ?? []
    return files.isEmpty ? [nil] : files
  }

  /// Whose score a subject's events are as far as the observation says itself.
  private static func key(
    _ observation: JSONText.Node, id: String, file: String?, subject: String
  ) -> ScoreCollector.Key {
    let rater = observation["independent_variables"]?.members
      .first { IdentityColumns.raterNames.contains($0.name.columnName) }?.node.text
    return ScoreCollector.Key(
      recording: file ?? id, animal: BorisNames.animal(subject),
      rater: rater.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// The media of an observation with their lengths; `nil` where it has none, or one of unknown length.
  private static func media(
    _ observation: JSONText.Node, id: String, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> BorisMedia? {
    let names = files(of: observation).compactMap(\.self)
    let lengths = names.map { observation["media_info"]?["length"]?[$0]?.number }
    guard !names.isEmpty else {
      collector.warn(
        observation.line,
        "'\(id)' is the id of an observation without media; it stands for the recording's name, and "
          + "matches no recording unless that is called so")
      return nil
    }
    if names.count == 1, lengths[0] == nil, collector.options.mediaLengths.isEmpty { return nil }
    return try BorisMedia(
      names: names, lengths: lengths, total: nil, observation: id, line: observation.line,
      &collector)
  }

  /// The part of the media to which the observation was limited, seconds without the time offset; an end
  /// of 0 is the media's. `nil` where it was not limited.
  private static func limits(
    _ observation: JSONText.Node, id: String, duration: Double?, path: String
  ) throws(InputFileError) -> TimeSpan? {
    let limits = observation["observation time interval"]?.elements.map { $0.number ?? 0 } ?? []
    guard limits.count == 2, limits != [0, 0] else { return nil }
    guard let end = limits[1] > 0 ? min(limits[1], duration ?? limits[1]) : duration else {
      return nil
    }
    guard limits[0] >= 0, end > limits[0] else {
      throw InputFileError(
        path: path, line: observation.line,
        message:
          "observation '\(id)': its time interval \(Rounding.text(limits[0]))-"
          + "\(Rounding.text(limits[1])) s holds no time of the media")
    }
    return TimeSpan(start: limits[0], end: end)
  }

  /// When the media were made, seconds, where the observation's times are clock times that count from it.
  private static func creations(
    _ observation: JSONText.Node, id: String, _ media: BorisMedia?, path: String
  ) throws(InputFileError) -> [Double] {
    guard case .bool(true)? = observation["media_creation_date_as_offset"]?.value else { return [] }
    let names = files(of: observation).compactMap(\.self)
    let times = names.compactMap { observation["media_info"]?["media_creation_time"]?[$0]?.number }
    guard !names.isEmpty, times.count == names.count else {
      throw InputFileError(
        path: path, line: observation.line,
        message:
          "observation '\(id)' counts from the creation of its media, and media_creation_time does "
          + "not say when that was")
    }
    return times
  }

  private static func read(
    _ observation: JSONText.Node, id: String, _ shared: SharedObservations,
    pointCodes: [String], path: String, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let events = observation["events"]?.elements ?? []
    guard !events.isEmpty else {
      collector.warn(observation.line, "observation '\(id)' has no events; it was left out")
      return
    }
    let media = try media(observation, id: id, &collector)
    let limits = try limits(
      observation, id: id, duration: media?.files.last?.span.end, path: path)
    let creations = try creations(observation, id: id, media, path: path)
    let offset = observation["time offset"]?.number ?? 0
    if offset != 0 {
      collector.warn(
        observation.line,
        "observation '\(id)': a time offset of \(Rounding.text(offset)) s is taken off its times")
    }
    if !creations.isEmpty {
      collector.warn(
        observation.line,
        "observation '\(id)': its times count from the creation of the media, which is taken off")
    }
    var pairing = EventPairing(path: path)
    var previous = -Double.infinity
    for event in events {
      let parts = event.elements
      guard parts.count >= 3, let time = parts[0].number, let code = parts[2].text else {
        throw InputFileError(
          path: path, line: event.line,
          message: "observation '\(id)': an event is not a time, a subject and a code")
      }
      guard time >= previous else {
        throw InputFileError(
          path: path, line: event.line,
          message:
            "observation '\(id)': the event at \(Rounding.text(time)) s comes after a later one")
      }
      previous = time
      let own = { (file: String?) in
        shared.own(key(observation, id: id, file: file, subject: parts[1].text ?? ""), of: id)
      }
      for file in files(of: observation) {
        let whole = media?.files.first { $0.name == file }?.span
        let seen = limits.map { whole == nil ? $0 : whole?.intersection($0) } ?? whole
        // A file outside of the observation's limits was not watched.
        if limits != nil, seen == nil { continue }
        collector.compareSpelling(own(file), line: event.line)
        collector.mention(own(file), line: event.line)
        guard let seen, seen.duration > 0 else { continue }
        let start = whole?.start ?? 0
        collector.observe(
          TimeSpan(start: seen.start - start, end: seen.end - start), of: own(file),
          line: event.line)
      }
      guard !pointCodes.contains(code) else {
        if collector.options.isImmobile(code) {
          collector.warn(
            event.line, "'\(code)' is a point event without a length; it was left out")
        }
        continue
      }
      let moment = try moment(
        time - offset, creations, media, id: id, line: event.line, path: path)
      let state = EventPairing.State(
        key: own(files(of: observation)[0]), behaviour: code,
        modifier: parts.count > 3 ? parts[3].text ?? "" : "")
      guard pairing.isOpen(state) else {
        try pairing.start(state, at: moment, line: event.line)
        continue
      }
      let span = try pairing.stop(state, at: moment, line: event.line)
      if let media, media.files.count > 1 {
        for part in media.parts(of: span) {
          collector.add(part.span, behaviour: code, to: own(part.file), line: event.line)
        }
      } else {
        collector.add(span, behaviour: code, to: state.key, line: event.line)
      }
    }
    try pairing.finish()
  }

  /// A moment in the observation's times: a clock time less the creation of the file that it lies in.
  private static func moment(
    _ time: Double, _ creations: [Double], _ media: BorisMedia?, id: String, line: Int, path: String
  ) throws(InputFileError) -> Double {
    guard creations.count > 1, let files = media?.files else {
      return time - (creations.first ?? 0)
    }
    let slack = 0.05
    // BORIS adds the creation of the file that plays to the time since the first one began.
    let through = zip(files, creations).map { $0.span.contains(time - $1, slack) ? time - $1 : nil }
    // Times that are the clock's own count from each file's creation.
    let alone = zip(files, creations).map { file, creation in
      time - creation >= -slack && time - creation <= file.span.duration + slack
        ? time - creation + file.span.start : nil
    }
    for found in [through, alone] {
      let found = found.compactMap(\.self)
      if found.count == 1 { return found[0] }
    }
    throw InputFileError(
      path: path, line: line,
      message:
        "observation '\(id)': the clock time \(Rounding.text(time)) lies in none of its media, or in "
        + "several; in BORIS turn off 'use the media creation date as offset', or score one file at a time"
    )
  }
}

extension TimeSpan {
  /// Whether a moment lies in the span or just outside of it.
  fileprivate func contains(_ time: Double, _ slack: Double) -> Bool {
    time >= start - slack && time <= end + slack
  }
}
