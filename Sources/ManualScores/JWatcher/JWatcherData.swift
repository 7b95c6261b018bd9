import ImmobilityCore
import SpreadsheetText

/// The focal data file of JWatcher (Blumstein & Daniel 2007): lines `NAME=VALUE` and, below
/// `#BEGIN DATA`, rows `milliseconds, key` that end with `EOF`.
///
/// Keys are taken to be mutually exclusive states, JWatcher's own default: each lasts from its row
/// to the next. What a key means stands in another file (.fmf), so immobile keys are named with
/// --immobile-label. Rows count from `StartTime`; the observation ends at the row `EOF`, without one
/// at `StopTime`.
enum JWatcherData {
  private static let begin = "#BEGIN DATA"

  /// Whether the text holds the line that the data follow.
  static func recognises(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { $0.trimmed.uppercased() == begin }
  }

  /// Reads the text.
  ///
  /// - Throws: at a row that cannot be right, with its line, and at a file without an end.
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
    var events: [(time: Double, key: String, line: Int)] = []
    var end: Double?
    for index in lines.indices[(beginning + 1)...] where !lines[index].isEmpty {
      let line = index + 1
      let parts = lines[index].split(separator: ",", omittingEmptySubsequences: false)
        .map(\.trimmed)
      guard parts.count >= 2, !parts[1].isEmpty,
        let time = NumberText.number(parts[0], decimalComma: false),
        (0...NumberText.longest * 1000).contains(time)
      else {
        throw InputFileError(
          path: collector.path, line: line,
          message: "'\(lines[index])' is not milliseconds, a comma and a key")
      }
      if let last = events.last, time / 1000 < last.time {
        throw InputFileError(
          path: collector.path, line: line,
          message: "the row comes before the one on line \(last.line)")
      }
      if parts[1] == "EOF" {
        end = time / 1000
        break
      }
      events.append((time / 1000, parts[1], line))
    }
    guard let end = end ?? duration(in: lines[..<beginning]) else {
      throw InputFileError(
        path: collector.path, line: lines.count,
        message: "has neither a row EOF nor StopTime: when did the observation end?")
    }
    guard end > 0 else {
      throw InputFileError(path: collector.path, message: "the observation has no length")
    }
    collector.observe(TimeSpan(start: 0, end: end), of: key, line: beginning + 1)
    for (index, event) in events.enumerated() {
      let next = index + 1 < events.count ? events[index + 1].time : end
      guard next >= event.time else {
        throw InputFileError(
          path: collector.path, line: event.line,
          message: "the row at \(Rounding.text(event.time)) s lies past the observation's end at "
            + "\(Rounding.text(end)) s")
      }
      collector.add(
        TimeSpan(start: event.time, end: next), behaviour: event.key, to: key, line: event.line)
    }
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
