import ImmobilityCore
import SpreadsheetText

/// The annotations of BENTO (Segalin et al. 2021, .annot): a head, then for each channel `NAME----------`
/// and for each behaviour `>NAME`, a header and rows of start, stop and duration. Times with a point are
/// seconds; whole numbers are frames, from 1, the stop within the bout.
enum BentoAnnotations {
  /// Whether the first line names the format.
  static func recognises(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).first?.trimmed.lowercased()
      .hasPrefix("bento annotation file") == true
  }

  private struct Bout {
    var behaviour: String
    var start: String
    var stop: String
    var line: Int

    var inSeconds: Bool { start.contains(".") || stop.contains(".") }
  }

  /// Reads the bouts of all channels.
  ///
  /// - Throws: at a row that cannot be right, with its line, and where frames have no rate.
  static func read(
    _ text: String, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    var head: [String: String] = [:]
    var bouts: [Bout] = []
    var behaviours: [String] = []
    var behaviour: String?
    var movies: String?
    var isBelow = false
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, raw) in lines.enumerated() {
      let line = raw.trimmed
      if line.isEmpty { continue }
      if line.hasSuffix("-----") {
        isBelow = true
        behaviour = nil
      } else if isBelow, line.hasPrefix(">") {
        behaviour = String(line.dropFirst()).trimmed
        behaviours.append(behaviour ?? "")
      } else if isBelow {
        let parts = line.split(whereSeparator: \.isWhitespace).map(String.init)
        if parts[0].lowercased() == "start" { continue }
        guard let behaviour, parts.count >= 2 else {
          throw InputFileError(
            path: collector.path, line: index + 1, message: "'\(line)' is not a start and a stop")
        }
        bouts.append(Bout(behaviour: behaviour, start: parts[0], stop: parts[1], line: index + 1))
      } else if let colon = line.firstIndex(of: ":") {
        let name = line[..<colon].trimmed.lowercased()
        let value = line[line.index(after: colon)...].trimmed
        head[name] = value
        if name == "movie file(s)", value.isEmpty, index + 1 < lines.count {
          movies = lines[index + 1].trimmed
        } else if name == "movie file(s)" {
          movies = value
        }
      }
    }
    try add(bouts, behaviours, head, movies, into: &collector)
  }

  private static func add(
    _ bouts: [Bout], _ behaviours: [String], _ head: [String: String], _ movies: String?,
    into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let named = movies.flatMap { oneFile($0) }
    let recording =
      collector.options.recording ?? named ?? IdentityColumns.recordingOutside(collector)
    if named == nil || collector.options.recording != nil {
      collector.warn(nil, "the recording is taken to be '\(recording)'")
    }
    let key = ScoreCollector.Key(recording: recording)
    let number = { (name: String) in
      head[name].flatMap { NumberText.number($0, decimalComma: false) }
    }
    let rate = number("annotation framerate") ?? collector.options.fps
    collector.mention(key, line: 1)
    let frames = (number("annotation start frame"), number("annotation stop frame"))
    if let first = frames.0, let last = frames.1, let rate, rate > 0, last >= first {
      collector.observe(
        TimeSpan(start: max(0, first - 1) / rate, end: last / rate), of: key, line: 1)
    } else if let first = number("annotation start time"),
      let last = number("annotation stop time"),
      last > first
    {
      collector.observe(TimeSpan(start: first, end: last), of: key, line: 1)
    } else if let last = number("annotation stop time"), last > 0 {
      collector.observe(TimeSpan(start: 0, end: last), of: key, line: 1)
    }
    for behaviour in behaviours { collector.note(behaviour) }
    let inSeconds = bouts.contains(where: \.inSeconds)
    for bout in bouts {
      guard let start = NumberText.number(bout.start, decimalComma: false),
        let stop = NumberText.number(bout.stop, decimalComma: false), start >= 0, stop >= start
      else {
        throw InputFileError(
          path: collector.path, line: bout.line,
          message: "'\(bout.start) \(bout.stop)' is not a start and a stop after it")
      }
      if inSeconds {
        collector.add(
          TimeSpan(start: start, end: stop), behaviour: bout.behaviour, to: key, line: bout.line)
        continue
      }
      guard let rate, rate > 0 else {
        throw InputFileError(
          path: collector.path, line: bout.line,
          message: "the bouts are in frames, and nothing says how many make a second; give --fps")
      }
      collector.add(
        TimeSpan(start: max(0, start - 1) / rate, end: stop / rate), behaviour: bout.behaviour,
        to: key, line: bout.line)
    }
  }

  /// The one movie of a list; `nil` for none or several. A name may hold spaces.
  private static func oneFile(_ list: String) -> String? {
    let files = list.split(whereSeparator: \.isWhitespace).filter { $0.contains(".") }
    return files.count == 1 && !list.isEmpty ? list.trimmed : nil
  }
}
