import ImmobilityCore
import SpreadsheetText

/// The focal data file of JWatcher (Blumstein & Daniel 2007): lines `NAME=VALUE` and, below
/// `#BEGIN DATA`, rows `milliseconds, key` that end with `EOF`.
///
/// A key ends the states that it switches off (`JWatcherRules`), and no others. Where nothing says which
/// they are, two keys are taken to end each other, with a warning; more are refused. What a key means
/// is in the focal master file (.fmf); --immobile-label names a key or what it is called. Rows count
/// from `StartTime`; the observation ends at the row `EOF`, without one at `StopTime`.
enum JWatcherData {
  private static let begin = "#BEGIN DATA"

  private struct Event {
    var time: Double
    var key: String
    var line: Int
  }

  /// Whether the text holds the line that the data follow.
  static func recognises(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { $0.trimmed.uppercased() == begin }
  }

  /// Reads the text.
  ///
  /// - Throws: at a row that cannot be right, with its line, at a file without an end, and where it is
  ///   not known which keys end each other.
  static func read(
    _ text: String, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(\.trimmed)
    guard let beginning = lines.firstIndex(where: { $0.uppercased() == begin }) else {
      throw InputFileError(path: collector.path, message: "has no line \(begin)")
    }
    let recording = IdentityColumns.recordingOutside(collector)
    collector.warn(nil, "does not name the recording: it is taken to be '\(recording)'")
    let key = ScoreCollector.Key(recording: recording)
    let (events, found) = try events(lines, from: beginning + 1, path: collector.path)
    guard let end = found ?? duration(in: lines[..<beginning]) else {
      throw InputFileError(
        path: collector.path, line: lines.count,
        message: "has neither a row EOF nor StopTime: when did the observation end?")
    }
    guard end > 0 else {
      throw InputFileError(path: collector.path, message: "the observation has no length")
    }
    if let late = events.first(where: { $0.time > end }) {
      throw InputFileError(
        path: collector.path, line: late.line,
        message: "the row at \(Rounding.text(late.time)) s lies past the observation's end at "
          + "\(Rounding.text(end)) s")
    }
    collector.observe(TimeSpan(start: 0, end: end), of: key, line: beginning + 1)
    try add(events, end: end, to: key, into: &collector)
  }

  private static func events(
    _ lines: [String], from first: Int, path: String
  ) throws(InputFileError) -> (events: [Event], end: Double?) {
    var events: [Event] = []
    for index in lines.indices[first...] where !lines[index].isEmpty {
      let line = index + 1
      let parts = lines[index].split(separator: ",", omittingEmptySubsequences: false)
        .map(\.trimmed)
      guard parts.count >= 2, !parts[1].isEmpty,
        let time = NumberText.number(parts[0], decimalComma: false),
        (0...NumberText.longest * 1000).contains(time)
      else {
        throw InputFileError(
          path: path, line: line,
          message: "'\(lines[index])' is not milliseconds, a comma and a key")
      }
      if let last = events.last, time / 1000 < last.time {
        throw InputFileError(
          path: path, line: line, message: "the row comes before the one on line \(last.line)")
      }
      if parts[1] == "EOF" { return (events, time / 1000) }
      events.append(Event(time: time / 1000, key: parts[1], line: line))
    }
    return (events, nil)
  }

  /// Adds the states that the events make.
  private static func add(
    _ events: [Event], end: Double, to score: ScoreCollector.Key,
    into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let rules = try rules(for: events, &collector)
    let keys = Set(events.map(\.key))
    let named = JWatcherKeys(keys, names: rules.names, options: collector.options)
    warnAboutRepeats(events, named, &collector)
    var open: [Event] = []
    let close = { (event: Event, time: Double, collector: inout ScoreCollector) in
      let span = TimeSpan(start: event.time, end: time)
      if rules.excluded.contains(event.key) {
        collector.addSample(span, behaviour: nil, to: score, line: event.line)
      } else {
        collector.add(
          span, behaviour: named.words(event.key), isImmobile: named.isImmobile(event.key),
          to: score,
          line: event.line)
      }
    }
    for event in events where !rules.ignored.contains(event.key) {
      for other in open where other.key == event.key || rules.isEnded(other.key, by: event.key) {
        close(other, event.time, &collector)
      }
      open.removeAll { $0.key == event.key || rules.isEnded($0.key, by: event.key) }
      open.append(event)
    }
    for event in open { close(event, end, &collector) }
  }

  /// Which keys end which: as given, else as files beside the data say, else assumed where that can only
  /// be one thing.
  private static func rules(
    for events: [Event], _ collector: inout ScoreCollector
  ) throws(InputFileError) -> JWatcherRules {
    let keys = Set(events.map(\.key)).sorted()
    let given = collector.options.keyRules
    if var rules = given, rules.ending != nil {
      rules.ignored = rules.ignored.intersection(keys)
      if rules.source != "--exclusive" {
        collector.warn(nil, "which keys end each other is read from \(rules.source)")
      }
      for key in keys where !rules.knows(key) && !rules.ignored.contains(key) {
        collector.warn(
          events.first { $0.key == key }?.line,
          "\(rules.source) says nothing about key '\(key)': it ends no other key")
      }
      for key in rules.ignored.sorted() {
        collector.warn(nil, "key '\(key)' is left out: \(rules.source) ignores it")
      }
      for key in rules.excluded.intersection(keys).sorted() {
        collector.warn(
          nil, "the time of key '\(key)' stays unscored: \(rules.source) excludes it")
      }
      if rules.otherBeginning {
        collector.warn(
          nil,
          "the analysis of \(rules.source) does not begin with the observation; here the whole "
            + "observation counts, and --window cuts it")
      }
      return rules
    }
    var rules = given ?? JWatcherRules(groups: [["all"]])
    rules.ending = .all
    guard keys.count > 2 else {
      if keys.count == 2 {
        collector.warn(
          nil,
          "keys '\(keys[0])' and '\(keys[1])' are assumed to end each other: no .faf, .cd.res or "
            + ".tr.res is beside the file; say otherwise with --exclusive")
      }
      return rules
    }
    throw InputFileError(
      path: collector.path,
      message: "holds the keys \(keys.joined(separator: ", ")), and nothing says which of them end "
        + "each other: in JWatcher a key ends only those that it switches off. Put the .faf, .cd.res "
        + "or .tr.res beside it, name it with --key-rules FILE, or name the keys that end each other, as in "
        + "--exclusive s,f,c (once for each group), or --exclusive all")
  }

  /// A state that is pressed again while it lasts says nothing new, or the press was meant to end it.
  private static func warnAboutRepeats(
    _ events: [Event], _ named: JWatcherKeys, _ collector: inout ScoreCollector
  ) {
    let repeats = zip(events, events.dropFirst()).filter {
      $0.key == $1.key && named.isImmobile($0.key)
    }
    guard let (first, second) = repeats.first else { return }
    collector.warn(
      second.line,
      "LOOK AT THIS: key '\(first.key)' follows itself (\(Rounding.text(first.time)) s, then "
        + "\(Rounding.text(second.time)) s; \(repeats.count) times in all). It is taken to go on. If the "
        + "second press ended it, or each press is one event, the score is wrong: score it with a key "
        + "for the end")
  }

  /// StopTime less StartTime, seconds.
  private static func duration(in head: ArraySlice<String>) -> Double? {
    let value = { (name: String) -> Double? in
      head.first { $0.hasPrefix(name + "=") }
        .flatMap { NumberText.number(String($0.dropFirst(name.count + 1)), decimalComma: false) }
    }
    guard let start = value("StartTime"), let stop = value("StopTime") else { return nil }
    return (stop - start) / 1000
  }
}
