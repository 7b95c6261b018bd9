import ImmobilityCore

/// Gathers what a file says about each animal and settles it: bouts are united, cut to the observed
/// window and counted as immobile or not; whatever had to be settled is reported with its line.
struct ScoreCollector {
  /// Whose score it is. Recordings, animals and arenas that differ in their spelling alone (case, a media
  /// file's extension) are the same, as they are between files.
  struct Key: Hashable {
    let recording: String
    let animal: String?
    let arena: String?
    var rater: String?
    /// What is compared of the names.
    private let names: [[String]?]

    /// - Parameter isExact: whether names that differ in their spelling are different.
    init(
      recording: String, animal: String? = nil, arena: String? = nil, rater: String? = nil,
      isExact: Bool = false
    ) {
      (self.recording, self.animal, self.arena, self.rater) = (recording, animal, arena, rater)
      names =
        isExact
        ? [[recording], animal.map { [$0] }, arena.map { [$0] }]
        : [
          RecordingName.comparable(recording), animal.map { [$0.lowercased()] },
          arena.map { [$0.lowercased()] },
        ]
    }

    static func == (left: Key, right: Key) -> Bool {
      left.names == right.names && left.rater == right.rater
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(names)
      hasher.combine(rater)
    }

    /// Whether the names are spelled as those of an equal key.
    func isSpelled(like other: Key) -> Bool {
      recording == other.recording && animal == other.animal && arena == other.arena
    }

    /// The key in words for messages.
    var description: String {
      [recording, animal ?? arena, rater].compactMap(\.self).joined(separator: ", ")
    }
  }

  /// A stretch as written, with its line.
  private struct Entry {
    var span: TimeSpan
    var behaviour: String?
    var isImmobile: Bool
    var line: Int
  }

  private struct Gathered {
    var line: Int
    var entries: [Entry] = []
    var unscored: [TimeSpan] = []
    var window: TimeSpan?
    var markers: [Entry] = []
    var isSampled = false
  }

  /// Times of programs are rounded to milliseconds: less than this past the end is no news, seconds.
  private static let rounding = 0.0015

  let path: String
  let options: ImportOptions
  private(set) var warnings: [ScoreWarning] = []
  /// What the file's name says of the recording.
  private(set) var stem: String
  private var order: [Key] = []
  private var gathered: [Key: Gathered] = [:]
  private var behaviours: [String] = []
  private var foundLabel = false
  /// The first spelling of each key, and the later ones that were reported.
  private var spellings: [Key: Key] = [:]
  private var reportedSpellings: Set<String> = []

  init(path: String, options: ImportOptions) {
    self.path = path
    self.options = options
    stem = path.recordingStem
  }

  /// Takes what a program adds to a recording's name off the file's name.
  mutating func dropFromName(_ ending: String) {
    if stem.lowercased().hasSuffix(ending.lowercased()), stem.count > ending.count {
      stem = String(stem.dropLast(ending.count))
    }
  }

  /// Reports something about a line.
  mutating func warn(_ line: Int?, _ message: String) {
    warnings.append(ScoreWarning(path: path, line: line, message: message))
  }

  /// Reports names that are spelled in another way than the first time.
  mutating func compareSpelling(_ key: Key, line: Int) {
    guard let first = spellings[key] else {
      spellings[key] = key
      return
    }
    guard !key.isSpelled(like: first), reportedSpellings.insert(key.description).inserted else {
      return
    }
    warn(line, "'\(key.description)' is taken to be the same as '\(first.description)'")
  }

  /// Makes a score exist, even if nothing follows.
  mutating func mention(_ key: Key, line: Int) {
    guard gathered[key] == nil else { return }
    order.append(key)
    gathered[key] = Gathered(line: line)
  }

  /// Adds a bout; `behaviour: nil` is immobility in a file that holds nothing else.
  mutating func add(_ span: TimeSpan, behaviour: String?, to key: Key, line: Int) {
    mention(key, line: line)
    note(behaviour)
    guard span.end > span.start else {
      warn(line, "a bout without length at \(Rounding.text(span.start)) s was left out")
      return
    }
    append(span, behaviour, isImmobile: behaviour.map(options.isImmobile) ?? true, to: key, line)
  }

  /// Adds a bout of which the reader knows whether it is immobile; one without length is an event.
  mutating func add(
    _ span: TimeSpan, behaviour: String, isImmobile: Bool, to key: Key, line: Int
  ) {
    mention(key, line: line)
    note(behaviour, isImmobile: isImmobile)
    guard span.end > span.start else { return }
    append(span, behaviour, isImmobile: isImmobile, to: key, line)
  }

  /// Adds a stretch of which the file itself says that it is not immobile.
  mutating func addOther(_ span: TimeSpan, _ behaviour: String, to key: Key, line: Int) {
    mention(key, line: line)
    foundLabel = true
    append(span, behaviour, isImmobile: false, to: key, line)
  }

  private mutating func append(
    _ span: TimeSpan, _ behaviour: String?, isImmobile: Bool, to key: Key, _ line: Int
  ) {
    gathered[key]?.entries.append(
      Entry(span: span, behaviour: behaviour, isImmobile: isImmobile, line: line))
  }

  /// Adds one sample of a regular series.
  mutating func addSample(_ span: TimeSpan, behaviour: String?, to key: Key, line: Int) {
    mention(key, line: line)
    gathered[key]?.isSampled = true
    if let behaviour {
      note(behaviour)
      append(span, behaviour, isImmobile: options.isImmobile(behaviour), to: key, line)
    } else {
      gathered[key]?.unscored.append(span)
    }
  }

  /// Adds a stretch without a judgement.
  mutating func addUnscored(_ span: TimeSpan, to key: Key, line: Int) {
    mention(key, line: line)
    foundLabel = true
    gathered[key]?.unscored.append(span)
  }

  /// Adds a marker of the trial's start or end.
  mutating func addMarker(_ span: TimeSpan, to key: Key, line: Int) {
    mention(key, line: line)
    gathered[key]?.markers.append(
      Entry(span: span, behaviour: nil, isImmobile: false, line: line))
  }

  /// Says what was observed; the widest statement counts.
  mutating func observe(_ window: TimeSpan, of key: Key, line: Int) {
    mention(key, line: line)
    guard let known = gathered[key]?.window else {
      gathered[key]?.window = window
      return
    }
    guard known != window else { return }
    gathered[key]?.window = TimeSpan(
      start: min(known.start, window.start), end: max(known.end, window.end))
  }

  /// Remembers that a behaviour is named in the file although no bout has it.
  mutating func note(_ behaviour: String?) {
    guard let behaviour else {
      foundLabel = true
      return
    }
    note(behaviour, isImmobile: options.isImmobile(behaviour))
  }

  /// Remembers a behaviour of which the reader knows whether it is immobile.
  mutating func note(_ behaviour: String, isImmobile: Bool) {
    if isImmobile { foundLabel = true }
    if !behaviours.contains(behaviour), behaviours.count < 100 { behaviours.append(behaviour) }
  }

  /// The scores in the order in which the file first names them.
  ///
  /// - Throws: when no behaviour of the file is known to be immobility.
  mutating func scores() throws(InputFileError) -> [ManualScore] {
    guard foundLabel || behaviours.isEmpty || options.labelsAreGiven else {
      throw InputFileError(
        path: path,
        message: "no behaviour in it is one of the immobile ones ("
          + options.immobileLabels.joined(separator: ", ") + "); it holds "
          + behaviours.map { "'\($0)'" }.joined(separator: ", ")
          + "; name the right ones with --immobile-label")
    }
    if !foundLabel, !behaviours.isEmpty {
      warn(nil, "holds none of the immobile behaviours: its animals count as never immobile")
    }
    var scores: [ManualScore] = []
    for key in order {
      if let found = gathered[key] { scores.append(try settle(found, key)) }
    }
    return scores
  }

  private mutating func settle(
    _ gathered: Gathered, _ key: Key
  ) throws(InputFileError) -> ManualScore {
    let window = self.window(of: gathered, key)
    if let window { try refuseAllOutside(gathered.entries, of: window, key) }
    let entries = cut(gathered.entries, to: window, key)
    let immobile = entries.filter(\.isImmobile)
    let others = entries.filter { !$0.isImmobile }
    if !gathered.isSampled { reportOverlaps(immobile, key) }
    return ManualScore(
      recording: key.recording, animal: key.animal, arena: key.arena, rater: key.rater,
      observation: .bouts(
        immobile: TimeSpans(uniting: immobile.map(\.span)),
        others: others.map { LabelledSpan(behaviour: $0.behaviour ?? "", span: $0.span) }),
      window: window, unscored: TimeSpans(uniting: gathered.unscored), path: path,
      line: gathered.line)
  }

  /// The observed window: as stated, else from the first marker's start to the last one's end,
  /// widened where bouts lie outside of that. One marker alone tells only one edge, and not which.
  private mutating func window(of gathered: Gathered, _ key: Key) -> TimeSpan? {
    if let window = gathered.window { return window }
    let markers = gathered.markers.sorted { $0.span.start < $1.span.start }
    guard let first = markers.first else { return nil }
    guard markers.count > 1 else {
      warn(
        first.line,
        "\(key.description): there is one start/end marker instead of two, so the observed window is "
          + "not known")
      return nil
    }
    var window = TimeSpan(
      start: first.span.start, end: markers.map(\.span.end).max() ?? first.span.end)
    if markers.count != 2 {
      let lines = markers.map { "\($0.line)" }.joined(separator: ", ")
      warn(
        first.line,
        "\(key.description): \(markers.count) start/end markers (lines \(lines)) instead of two; "
          + "the window runs from the first to the last")
    }
    let outside = gathered.entries.filter {
      $0.span.start < window.start || $0.span.end > window.end
    }
    if let one = outside.first {
      window.start = min(window.start, outside.map(\.span.start).min() ?? window.start)
      window.end = max(window.end, outside.map(\.span.end).max() ?? window.end)
      warn(
        one.line,
        "\(key.description): \(outside.count) bout(s) lie outside the start/end markers; the window "
          + "was widened to \(Rounding.text(window.start))-\(Rounding.text(window.end)) s")
    }
    return window
  }

  /// Bouts that all lie outside of what was observed do not count from its beginning: clock times, or the
  /// times of another recording.
  private func refuseAllOutside(
    _ entries: [Entry], of window: TimeSpan, _ key: Key
  ) throws(InputFileError) {
    guard let first = entries.first, entries.allSatisfy({ $0.span.intersection(window) == nil })
    else { return }
    throw InputFileError(
      path: path, line: first.line,
      message: "\(key.description): "
        + (entries.count == 1 ? "its bout lies" : "all \(entries.count) bouts lie")
        + " outside the observed \(Rounding.text(window.start))-\(Rounding.text(window.end)) s (the first "
        + "at \(Rounding.text(first.span.start)) s); from when do its times count? Write seconds from the "
        + "recording's start")
  }

  private mutating func cut(_ entries: [Entry], to window: TimeSpan?, _ key: Key) -> [Entry] {
    guard let window else { return entries }
    return entries.compactMap { entry in
      let inside = entry.span.intersection(window)
      let past = max(window.start - entry.span.start, entry.span.end - window.end)
      if past > Self.rounding {
        warn(
          entry.line,
          "\(key.description): a bout at \(Rounding.text(entry.span.start))-"
            + "\(Rounding.text(entry.span.end)) s lies outside the observed "
            + "\(Rounding.text(window.start))-\(Rounding.text(window.end)) s and was "
            + (inside == nil ? "left out" : "cut there"))
      }
      return inside.map { part in
        var cut = entry
        cut.span = part
        return cut
      }
    }
  }

  private mutating func reportOverlaps(_ entries: [Entry], _ key: Key) {
    var reached = -Double.infinity
    var lines: [Int] = []
    for entry in entries.sorted(by: { $0.span.start < $1.span.start }) {
      if entry.span.start < reached { lines.append(entry.line) }
      reached = max(reached, entry.span.end)
    }
    guard let first = lines.min() else { return }
    let named = lines.sorted().prefix(8).map(String.init).joined(separator: ", ")
    warn(
      first,
      "\(key.description): \(lines.count) bout(s) overlap another and were united (lines \(named)"
        + (lines.count > 8 ? ", ..." : "") + ")")
  }
}
