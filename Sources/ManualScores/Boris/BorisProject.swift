import ImmobilityCore
import SpreadsheetText

/// A project of BORIS: every observation with its events `[time, subject, code, modifier, comment,
/// frame]`. The first event of a state opens it, the second closes it, and so on, for each subject,
/// code and modifier apart. Times include the observation's offset, which is taken off.
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
        let key = key(observation, id: id, subject: event.elements[1].text ?? "")
        shared.add(key, of: id, line: observation.line)
      }
    }
    shared.report(to: &collector)
    for (id, observation) in observations.members {
      try read(
        observation, id: id, shared, pointCodes: pointCodes, path: json.path, into: &collector)
    }
  }

  /// Whose score a subject's events are as far as the observation says itself.
  private static func key(
    _ observation: JSONText.Node, id: String, subject: String
  ) -> ScoreCollector.Key {
    let media = observation["file"]?["1"]?.elements.compactMap(\.text) ?? []
    let rater = observation["independent_variables"]?.members
      .first { IdentityColumns.raterNames.contains($0.name.columnName) }?.node.text
    return ScoreCollector.Key(
      recording: media.count == 1 ? media[0] : id, animal: BorisNames.animal(subject),
      rater: rater.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// What was observed, seconds of the recording: the media's length, or the part of it to which the
  /// observation was limited; `nil` where neither is known.
  private static func window(
    _ observation: JSONText.Node, id: String, path: String
  ) throws(InputFileError) -> TimeSpan? {
    let media = observation["file"]?["1"]?.elements.compactMap(\.text) ?? []
    let lengths = media.map { observation["media_info"]?["length"]?[$0]?.number }
    let duration =
      media.isEmpty || lengths.contains { $0 == nil }
      ? nil : lengths.compactMap(\.self).reduce(0, +)
    // Seconds of the media, without the time offset; an end of 0 is the media's.
    let limits = observation["observation time interval"]?.elements.map { $0.number ?? 0 } ?? []
    guard limits.count == 2, limits != [0, 0] else {
      return duration.map { TimeSpan(start: 0, end: $0) }
    }
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

  private static func read(
    _ observation: JSONText.Node, id: String, _ shared: SharedObservations,
    pointCodes: [String], path: String, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let events = observation["events"]?.elements ?? []
    guard !events.isEmpty else {
      collector.warn(observation.line, "observation '\(id)' has no events; it was left out")
      return
    }
    let window = try window(observation, id: id, path: path)
    let offset = observation["time offset"]?.number ?? 0
    if offset != 0 {
      collector.warn(
        observation.line,
        "observation '\(id)': a time offset of \(Rounding.text(offset)) s is taken off its times")
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
      let key = shared.own(
        key(observation, id: id, subject: parts[1].text ?? ""), of: id)
      collector.compareSpelling(key, line: event.line)
      collector.mention(key, line: event.line)
      if let window { collector.observe(window, of: key, line: event.line) }
      guard !pointCodes.contains(code) else {
        if collector.options.isImmobile(code) {
          collector.warn(
            event.line, "'\(code)' is a point event without a length; it was left out")
        }
        continue
      }
      let state = EventPairing.State(
        key: key, behaviour: code, modifier: parts.count > 3 ? parts[3].text ?? "" : "")
      if pairing.isOpen(state) {
        collector.add(
          try pairing.stop(state, at: time - offset, line: event.line), behaviour: code, to: key,
          line: event.line)
      } else {
        try pairing.start(state, at: time - offset, line: event.line)
      }
    }
    try pairing.finish()
  }
}
