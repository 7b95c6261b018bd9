import ImmobilityCore
import SpreadsheetText

/// The results of JWatcher: the trace of every key (.tr.res) and the sums of every key (.cd.res), both
/// below `#BEGIN RESULTS`, in milliseconds. Their heads name the focal data file, the keys and what
/// they are called.
enum JWatcherResults {
  static let begin = "#BEGIN RESULTS"

  /// The format of a text; `nil` where it is not one of the two.
  static func format(of text: String) -> ManualFormat? {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let index = lines.firstIndex(where: { $0.trimmed.uppercased() == begin }) else {
      return nil
    }
    let first = lines[lines.index(after: index)...].first { !$0.trimmed.isEmpty }?.trimmed ?? ""
    if first.hasPrefix("Bin,") { return .jwatcherTrace }
    return first.hasPrefix("Time Bin,") ? .jwatcherTotals : nil
  }

  /// What both files have in common.
  private struct Content {
    var rows: [(fields: [String], line: Int)] = []
    var rules: JWatcherRules
    var recording: String

    init(_ text: String, _ collector: inout ScoreCollector) {
      rules = JWatcherRules(text: text, path: collector.path)
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      var isBelow = false
      var data: String?
      for (index, line) in lines.enumerated() {
        if isBelow, !line.trimmed.isEmpty {
          let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
          rows.append((fields, index + 1))
        } else if line.trimmed.uppercased() == JWatcherResults.begin {
          isBelow = true
        } else if let equals = line.firstIndex(of: "=") {
          let name = line[..<equals].lowercased().filter { !$0.isWhitespace }
          if name == "focaldatafile" { data = line[line.index(after: equals)...].trimmed }
        }
      }
      recording =
        collector.options.recording ?? data.map(\.recordingStem)
        ?? IdentityColumns.recordingOutside(collector)
      collector.warn(nil, "does not name the recording: it is taken to be '\(recording)'")
      if !rules.excluded.isEmpty {
        collector.warn(
          nil,
          "the analysis left out the time of \(rules.excluded.sorted().joined(separator: ", ")); "
            + "the times are those of what remained")
      }
      if rules.otherBeginning {
        collector.warn(
          nil, "the analysis does not begin with the observation: times count from where it begins")
      }
    }
  }

  /// Reads the traces of all keys.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func readTrace(
    _ text: String, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    let content = Content(text, &collector)
    let key = ScoreCollector.Key(recording: content.recording)
    let keys = Set(
      content.rows.filter { $0.fields[0] == "Trace" }.compactMap { $0.fields.dropFirst().first })
    let named = JWatcherKeys(keys, names: content.rules.names, options: collector.options)
    var times: [Double] = []
    var ends: [String: Double] = [:]
    for row in content.rows {
      if row.fields[0] == "Bin", let offset = row.fields.firstIndex(of: "Offset") {
        times = try numbers(row.fields[(offset + 1)...], row.line, collector.path)
        continue
      }
      guard row.fields[0] == "Trace", row.fields.count > 2,
        let kind = row.fields.firstIndex(where: { $0 == "State" || $0 == "Event" })
      else {
        throw InputFileError(
          path: collector.path, line: row.line, message: "is neither 'Bin, ...' nor 'Trace, ...'")
      }
      guard row.fields[kind] == "State" else { continue }
      let name = row.fields[1]
      let states = try numbers(row.fields[(kind + 1)...], row.line, collector.path)
      guard states.count == times.count, let first = times.first, let last = times.last,
        zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 })
      else {
        throw InputFileError(
          path: collector.path, line: row.line,
          message: "the trace of key '\(name)' does not fit the times above it")
      }
      guard ends[name].map({ abs($0 - first) < 0.5 }) ?? true else {
        throw InputFileError(
          path: collector.path, line: row.line,
          message:
            "the times of several bins or modifiers of key '\(name)' do not follow each other; "
            + "analyse without bins and modifiers, or give the .dat")
      }
      ends[name] = last
      collector.observe(
        TimeSpan(start: first / 1000, end: last / 1000), of: key, line: row.line)
      collector.note(named.words(name), isImmobile: named.isImmobile(name))
      for index in times.indices.dropLast()
      where states[index] == 1 && states[index + 1] == 1 && times[index + 1] > times[index] {
        collector.add(
          TimeSpan(start: times[index] / 1000, end: times[index + 1] / 1000),
          behaviour: named.words(name), isImmobile: named.isImmobile(name), to: key, line: row.line)
      }
    }
  }

  private static func numbers(
    _ fields: ArraySlice<String>, _ line: Int, _ path: String
  ) throws(InputFileError) -> [Double] {
    var numbers: [Double] = []
    for field in fields where !field.isEmpty {
      guard let number = NumberText.number(field, decimalComma: false), number >= 0 else {
        throw InputFileError(path: path, line: line, message: "'\(field)' is not a number")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// Reads the total time of the immobile key.
  ///
  /// - Throws: at a row that cannot be right, with its line, and where the total times were not reported.
  static func readTotals(
    _ text: String, into collector: inout ScoreCollector
  ) throws(InputFileError) -> [ManualScore] {
    let content = Content(text, &collector)
    guard let header = content.rows.first,
      let behaviour = header.fields.firstIndex(where: { $0.lowercased().hasPrefix("behavio") }),
      let total = header.fields.firstIndex(of: "StateAllDur TT")
        ?? header.fields.firstIndex(of: "StateNatDur TT")
    else {
      throw InputFileError(
        path: collector.path, line: content.rows.first?.line,
        message: "has no total times: in JWatcher's State Analysis report the total time of all "
          + "durations, or give the .tr.res or the .dat")
    }
    let modifier = header.fields.firstIndex(of: "Modifier")
    let rows = content.rows.dropFirst().filter { $0.fields.count > max(behaviour, total) }
    let named = JWatcherKeys(
      Set(rows.map { $0.fields[behaviour] }), names: content.rules.names,
      options: collector.options)
    var found: [(milliseconds: Double, key: String, line: Int)] = []
    for row in rows {
      let key = row.fields[behaviour]
      collector.note(named.words(key), isImmobile: named.isImmobile(key))
      guard named.isImmobile(key) else { continue }
      guard let time = NumberText.number(row.fields[total], decimalComma: false), time >= 0,
        time <= NumberText.longest * 1000
      else {
        throw InputFileError(
          path: collector.path, line: row.line,
          message:
            "the total time of key '\(key)' is '\(row.fields[total])', no time in milliseconds")
      }
      if let modifier, modifier < row.fields.count, !row.fields[modifier].isEmpty {
        throw InputFileError(
          path: collector.path, line: row.line,
          message: "key '\(key)' has modifiers; analyse without them, or give the .dat")
      }
      found.append((time, key, row.line))
    }
    _ = try collector.scores()
    let used = found.filter { $0.milliseconds > 0 }
    guard Set(used.map(\.key)).count == used.count else {
      throw InputFileError(
        path: collector.path, line: used.last?.line,
        message:
          "has several time bins; analyse with one bin for the whole observation, or give the "
          + ".tr.res or the .dat")
    }
    if used.count > 1 {
      throw InputFileError(
        path: collector.path, line: used[1].line,
        message:
          "keys '\(used[0].key)' and '\(used[1].key)' are both immobile, and their times may "
          + "overlap; name one with --immobile-label, or give the .tr.res or the .dat")
    }
    guard let first = used.first ?? found.first else { return [] }
    return [
      ManualScore(
        recording: content.recording, observation: .total(seconds: first.milliseconds / 1000),
        window: nil, path: collector.path, line: first.line)
    ]
  }
}
