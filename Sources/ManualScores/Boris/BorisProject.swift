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
    for (id, observation) in observations.members {
      try read(observation, id: id, pointCodes: pointCodes, path: json.path, into: &collector)
    }
  }

  private static func read(
    _ observation: JSONText.Node, id: String, pointCodes: [String], path: String,
    into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let events = observation["events"]?.elements ?? []
    guard !events.isEmpty else {
      collector.warn(observation.line, "observation '\(id)' has no events; it was left out")
      return
    }
    let media = observation["file"]?["1"]?.elements.compactMap(\.text) ?? []
    let recording = media.count == 1 ? media[0] : id
    let lengths = media.map { observation["media_info"]?["length"]?[$0]?.number }
    let duration =
      media.isEmpty || lengths.contains { $0 == nil }
      ? nil : lengths.compactMap(\.self).reduce(0, +)
    let offset = observation["time offset"]?.number ?? 0
    if offset != 0 {
      collector.warn(
        observation.line,
        "observation '\(id)': a time offset of \(Rounding.text(offset)) s is taken off its times")
    }
    let rater = observation["independent_variables"]?.members
      .first { IdentityColumns.raterNames.contains($0.name.columnName) }?.node.text
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
      let key = ScoreCollector.Key(
        recording: recording, animal: BorisNames.animal(parts[1].text ?? ""),
        rater: rater.flatMap { $0.isEmpty ? nil : $0 })
      collector.mention(key, line: event.line)
      if let duration {
        collector.observe(TimeSpan(start: 0, end: duration), of: key, line: event.line)
      }
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
