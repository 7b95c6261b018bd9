import ImmobilityCore

/// Another tracker's activity as a trace: a CSV table with a row for each sample.
///
/// ```
/// time_s,activity_percent
/// 0.00,
/// 0.04,0.616
/// 0.08,0.680
/// ```
///
/// The columns are found by name, in any case: `time_s`, `recording_time` or `time` (seconds,
/// increasing), and `activity_percent` or `activity` (changed pixels as percent of the arena, 0-100);
/// others are left alone. Comma, semicolon (then decimal commas too) or tab separate them. An empty cell,
/// `-` or `NaN` is a sample without a value. The trace answers the measure `changed` at the lag of its
/// median interval, in one arena named `whole`; the pixel threshold was the other tracker's and is called 0.
/// Times count from the first one, and a note says so where that is not 0.
public enum ActivityCSV {
  private static let timeNames = ["time_s", "recording_time", "time"]
  private static let activityNames = ["activity_percent", "activity"]
  /// Times are kept to the microsecond.
  private static let ticksPerSecond = 1_000_000.0
  /// Percent are kept to a ten-thousandth: the arena counts as so many pixels.
  private static let pixels = 1_000_000
  private static let mostBytes = 1 << 29
  /// The longest first line, bytes.
  private static let mostHeading = 4096

  /// Whether a file's first line names a time and an activity.
  public static func isActivity(path: String) -> Bool {
    guard let file = try? RegularFile(path: path),
      let bytes = try? file.read(from: 0, count: min(file.size, mostHeading)), !bytes.contains(0),
      let text = String(
        validating: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") },
        as: UTF8.self)
    else { return false }
    return Columns(Substring(text)) != nil
  }

  /// Reads a table as the trace of a trial that settings name.
  ///
  /// - Throws: `TraceFileError` when the file cannot be read, or a row is not as described.
  public static func read(
    path: String, settings: ScoringSettings
  ) throws(TraceFileError) -> TracedRecording {
    let file = try RegularFile(path: path)
    guard file.size <= mostBytes else {
      throw TraceFileError(
        kind: .malformed, path: path, message: "is too large to be a table of activity")
    }
    let bytes = try file.read(from: 0, count: file.size)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TraceFileError(kind: .malformed, path: path, message: "is not UTF-8 text")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let heading = lines.first, let columns = Columns(heading) else {
      throw TraceFileError(
        kind: .malformed, path: path, message: "has no columns time_s and activity_percent")
    }
    var times: [Double] = []
    var values: [Double?] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
      func wrong(_ message: String) -> TraceFileError {
        TraceFileError(kind: .malformed, path: path, message: "line \(index + 1): \(message)")
      }
      guard let time = columns.number(columns.time, line), time.isFinite, time.magnitude < 1e7
      else {
        throw wrong("the time is not a number of seconds")
      }
      if let last = times.last, time <= last { throw wrong("the time does not increase") }
      let text = columns.text(columns.activity, line)
      if ["", "-", "nan"].contains(text.lowercased()) {
        values.append(nil)
      } else {
        guard let value = columns.number(columns.activity, line), (0...100).contains(value) else {
          throw wrong("the activity '\(text)' is not a percentage from 0 to 100")
        }
        values.append(value)
      }
      times.append(time)
    }
    guard times.count >= 2, values.contains(where: { $0 != nil }) else {
      throw TraceFileError(
        kind: .malformed, path: path, message: "has fewer than two rows with times and activity")
    }
    return recording(path, times, values, settings)
  }

  private static func recording(
    _ path: String, _ times: [Double], _ values: [Double?], _ settings: ScoringSettings
  ) -> TracedRecording {
    let ticks = times.map { Int64((($0 - times[0]) * ticksPerSecond).rounded()) }
    let intervals = zip(ticks.dropFirst(), ticks).map { $0 - $1 }.sorted()
    let ordinary = intervals[intervals.count / 2]
    let count = ticks.count
    let real = ticks.indices.map { index in
      index > 0 && values[index] != nil ? ticks[index] - ticks[index - 1] : 0
    }
    let lag = LagTrack(asked: Double(ordinary) / ticksPerSecond, real: real)
    let nothing = [UInt16](repeating: 0, count: count)
    let untouched = [Bool](repeating: false, count: count)
    let comparisons = Comparisons(
      changed: CompactCounts(values.map { UInt32((($0 ?? 0) * Double(pixels) / 100).rounded()) }),
      meanDifference: nothing,
      light: LightTrack(quiet: count))
    let trace = Trace(
      timeBase: TimeBase(numerator: 1, denominator: Int64(ticksPerSecond)), ticks: ticks,
      lastFrameDuration: ordinary, frames: Array(0..<count),
      readingFlags: [SampleFlags](repeating: [], count: count), keyframes: untouched,
      analysisRate: settings.analysisRate,
      cleaning: settings.cleaning.intersection(.whileReading),
      covered: settings.coverage(ofRecordingWith: [Arena.whole.name]), pixelThresholds: [0],
      lag: lag,
      reach: LagTrack(asked: CellMotion.window, real: [Int64](repeating: 0, count: count)),
      arenas: [
        ArenaTrace(
          arena: .whole, pixelCount: pixels, changes: comparisons,
          cells: CellMotion(strokes: nothing, movement: nothing))
      ],
      background: BackgroundTrace(
        changed: CompactCounts(repeating: 0, count: count),
        cellsChanged: [UInt8](repeating: 0, count: count),
        cellsStirred: [UInt8](repeating: 0, count: count)))
    let duration = Double((ticks.last ?? 0) + ordinary) / ticksPerSecond
    let info = RecordingInfo(
      path: path, sha256: "", container: "csv", codec: "activity", pixelFormat: "none", width: 0,
      height: 0, rotationDegrees: 0, framesDecoded: count, decodeErrors: 0, firstPTS: times[0],
      duration: duration, nominalFPS: ticksPerSecond / Double(ordinary),
      variableFrameRate: (intervals.last ?? 0) - (intervals.first ?? 0) > 2)
    return TracedRecording(
      trace: trace, info: info,
      notes: times[0].magnitude > lag.asked + 1 / ticksPerSecond
        ? [moved(times[0], duration: duration)] : [])
  }

  /// The note that times count from the table's first, seconds.
  private static func moved(_ first: Double, duration: Double) -> TracedRecording.Note {
    let time = Rounding.text(first)
    return TracedRecording.Note(
      arena: nil,
      quality: QualityNote(
        flag: "time_moved", start: 0, end: duration,
        detail:
          "the table's first time is \(time) s and counts as 0 s here: manual scores and trial starts "
          + "by the table's clock are \(time) s off"))
  }

  /// The places of the columns and what separates them.
  private struct Columns {
    var separator: Character
    var time: Int
    var activity: Int

    init?(_ heading: Substring) {
      let plain = heading.hasPrefix("\u{FEFF}") ? heading.dropFirst() : heading
      for separator in [",", ";", "\t"] as [Character] {
        let names = plain.split(separator: separator, omittingEmptySubsequences: false)
          .map { Self.trimmed($0).lowercased() }
        guard let time = timeNames.lazy.compactMap(names.firstIndex).first,
          let activity = activityNames.lazy.compactMap(names.firstIndex).first
        else { continue }
        (self.separator, self.time, self.activity) = (separator, time, activity)
        return
      }
      return nil
    }

    func text(_ column: Int, _ line: Substring) -> String {
      let cells = line.split(
        separator: separator, maxSplits: column + 1, omittingEmptySubsequences: false)
      return column < cells.count ? Self.trimmed(cells[column]) : ""
    }

    func number(_ column: Int, _ line: Substring) -> Double? {
      let text = text(column, line)
      guard !text.lowercased().contains("x") else { return nil }
      return Double(separator == ";" ? String(text.map { $0 == "," ? "." : $0 }) : text)
    }

    private static func trimmed(_ text: Substring) -> String {
      var text = text
      while let first = text.first, first.isWhitespace || first == "\"" { text.removeFirst() }
      while let last = text.last, last.isWhitespace || last == "\"" { text.removeLast() }
      return String(text)
    }
  }
}
