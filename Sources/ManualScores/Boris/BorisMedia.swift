import ImmobilityCore
import SpreadsheetText

/// The media files of one observation, which BORIS plays one after another: its times run through all of
/// them, so those of a later file are moved by the length of the earlier ones.
struct BorisMedia {
  /// A file, and its stretch in the observation's times, seconds.
  struct File {
    var name: String
    var span: TimeSpan
  }

  /// The files in their order.
  let files: [File]

  /// Whose lengths a BORIS file does not say may be off by so much, seconds.
  private static let tolerance = 0.5

  /// Makes the files of their names and lengths, which `--media-length` may complete.
  ///
  /// - Throws: when a length is neither said nor can be found.
  init(
    names: [String], lengths: [Double?], total: Double?, observation: String, line: Int,
    _ collector: inout ScoreCollector
  ) throws(InputFileError) {
    var known = zip(names, lengths).map { name, length in
      collector.options.mediaLengths[name.recordingStem.lowercased()] ?? length
    }
    let missing = known.indices.filter { known[$0] == nil }
    if !missing.isEmpty {
      let rest = total.map { $0 - known.compactMap(\.self).reduce(0, +) }
      guard let rest, rest > 0 else { throw Self.unknown(names, observation, line, collector.path) }
      let share = rest / Double(missing.count)
      for index in missing { known[index] = share }
      if missing.count > 1 {
        collector.warn(
          line,
          "LOOK AT THIS: observation '\(observation)' says that its \(names.count) media files are "
            + "\(Rounding.text(total ?? 0)) s long together, and not how long each is. Each is assumed to be "
            + "\(Rounding.text(share)) s long; if that is wrong, give --media-length FILE=SECONDS")
      }
    }
    var start = 0.0
    var files: [File] = []
    for (name, length) in zip(names, known) {
      let end = start + (length ?? 0)
      files.append(File(name: name, span: TimeSpan(start: start, end: end)))
      start = end
    }
    self.files = files
  }

  /// What is told where a length is missing.
  static func unknown(
    _ names: [String], _ observation: String, _ line: Int, _ path: String
  ) -> InputFileError {
    InputFileError(
      path: path, line: line,
      message: "observation '\(observation)' runs through several media files ("
        + names.joined(separator: ", ")
        + "), and nothing says how long they are; give --media-length FILE=SECONDS for each but the last"
    )
  }

  /// A stretch of the observation by the files it lies in, in their own times.
  func parts(of span: TimeSpan) -> [(file: String, span: TimeSpan)] {
    files.enumerated().compactMap { index, file in
      // What lies past the last file's end is the collector's business.
      let end = index + 1 < files.count ? file.span.end : max(file.span.end, span.end)
      let start = max(span.start, file.span.start)
      let stop = min(span.end, end)
      guard stop > start || index + 1 == files.count && span.start >= file.span.start else {
        return nil
      }
      return (file.name, TimeSpan(start: start - file.span.start, end: stop - file.span.start))
    }
  }

  /// Checks that a moment lies in the file that BORIS wrote beside it.
  ///
  /// - Throws: where it does not: then the lengths are wrong.
  func check(
    _ time: Double, liesIn name: String, observation: String, line: Int, path: String
  ) throws(InputFileError) {
    let own = files.filter { $0.name.recordingStem.lowercased() == name.recordingStem.lowercased() }
    guard !own.isEmpty,
      !own.contains(where: {
        time >= $0.span.start - Self.tolerance && time <= $0.span.end + Self.tolerance
      })
    else { return }
    let file = own[0]
    throw InputFileError(
      path: path, line: line,
      message:
        "observation '\(observation)': the event at \(Rounding.text(time)) s is said to lie in "
        + "\(name), which lasts from \(Rounding.text(file.span.start)) to "
        + "\(Rounding.text(file.span.end)) s of it; give the files' lengths with --media-length "
        + "FILE=SECONDS")
  }
}
