import ImmobilityCore

/// The product's own `score.json` (schema `stillwater.score/1`). Its times count from trial start;
/// the trial's start in the recording is added.
enum ScoreJSON {
  private static let schema = "stillwater.score/1"

  /// Whether the document has the schema.
  static func recognises(_ json: JSONText) -> Bool { json.root["schema"]?.text == schema }

  /// Reads all animals; a recording that failed is left out with a warning.
  ///
  /// - Throws: when something that every such document has is missing.
  static func read(_ json: JSONText, into collector: inout ScoreCollector) throws(InputFileError) {
    guard recognises(json) else {
      throw InputFileError(
        path: json.path, message: "does not have the schema \(schema)")
    }
    for recording in json.root["recordings"]?.elements ?? [] {
      guard let path = recording["path"]?.text else {
        throw InputFileError(
          path: json.path, line: recording.line, message: "a recording has no path")
      }
      if let error = recording["error"]?.text {
        collector.warn(recording.line, "\(path) was not scored (\(error)); it was left out")
        continue
      }
      let trialStart = recording["settings"]?["trial_start_s"]?.number ?? 0
      for animal in recording["animals"]?.elements ?? [] {
        // A start that was found is each animal's own.
        let start = animal["trial_start_s"]?.number ?? trialStart
        try read(animal, recording: path, trialStart: start, json.path, into: &collector)
      }
    }
  }

  private static func read(
    _ animal: JSONText.Node, recording: String, trialStart: Double, _ path: String,
    into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let window = animal["window_s"]?.elements.compactMap(\.number) ?? []
    guard window.count == 2, let arena = animal["arena"]?.text else {
      throw InputFileError(
        path: path, line: animal.line, message: "an animal has no arena or no window_s")
    }
    let key = ProductNames.key(
      recording: recording, arena: arena, animal: animal["animal_id"]?.text)
    let span = { (start: Double, end: Double) in
      TimeSpan(start: start + trialStart, end: end + trialStart)
    }
    collector.observe(span(window[0], window[1]), of: key, line: animal.line)
    for bout in animal["bouts"]?.elements ?? [] {
      guard let state = bout["state"]?.text.flatMap(State.init(rawValue:)),
        let start = bout["start_s"]?.number, let end = bout["end_s"]?.number
      else {
        throw InputFileError(
          path: path, line: bout.line, message: "a bout has no state, start_s or end_s")
      }
      ProductNames.add(span(start, end), state, to: key, line: bout.line, &collector)
    }
  }
}

/// How the product's own files name animals and states.
enum ProductNames {
  /// Whose score it is, with names as the program spells them; the arena of a whole picture names no animal.
  static func key(recording: String, arena: String, animal: String?) -> ScoreCollector.Key {
    .init(
      recording: recording, animal: animal.flatMap { $0.isEmpty ? nil : $0 },
      arena: arena == Arena.whole.name ? nil : arena, isExact: true)
  }

  /// Adds a bout in the words of the scorers' default labels, whatever labels the user gave.
  static func add(
    _ span: TimeSpan, _ state: State, to key: ScoreCollector.Key, line: Int,
    _ collector: inout ScoreCollector
  ) {
    switch state {
    case .immobile: collector.add(span, behaviour: nil, to: key, line: line)
    case .unscored: collector.addUnscored(span, to: key, line: line)
    case .mobile, .highlyMobile: collector.addOther(span, state.rawValue, to: key, line: line)
    }
  }
}
