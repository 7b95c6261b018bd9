import ImmobilityCore

/// Finds which recording each manual score is about, among recordings of which several may have one file
/// name in different folders.
///
/// A score's recording is the one whose path ends like the score's, in as many parts as possible, at
/// least in the file's name; media extension and case do not count. So `m1`, `day2/m1.mp4` and
/// `D:\videos\day2\m1.avi` all find `recordings/day2/m1.mp4`, the first of them only while no other folder
/// has an `m1`.
public struct RecordingNames: Sendable {
  /// The scores with the names of their recordings.
  public private(set) var scorings: [Scoring]
  /// The recordings that can be calibrated on and that scores are about.
  public private(set) var matched: Set<String> = []
  /// The recordings without a trace that scores are about, in the order of the scores.
  public private(set) var absent: [String] = []
  /// What became of their scores.
  public private(set) var warnings: [ScoreWarning] = []

  /// Names the recordings of scores.
  ///
  /// - Parameters:
  ///   - present: the names of the recordings that can be calibrated on; those of one name are as many
  ///     as there are.
  ///   - others: name -> why it takes no part, of all other recordings that scores may be about.
  /// - Throws: when a score fits several recordings, present or not.
  /// - Complexity: grows with the number of recordings and of scores, each once.
  public init(
    _ scorings: [Scoring], present: [String], others: [String: String] = [:]
  ) throws(CalibrationRefusal) {
    self.scorings = scorings
    let isPresent = Set(present)
    let names = (present + others.keys.filter { !isPresent.contains($0) }).sorted()
    let byFile = Dictionary(
      grouping: names.map { (name: $0, path: RecordingName.comparable($0)) },
      by: { $0.path.last ?? "" })
    for index in scorings.indices {
      let found = try Self.find(scorings[index].scores, byFile)
      var kept: [ManualScore] = []
      for var score in scorings[index].scores {
        guard let name = found[score.recording] else {
          kept.append(score)
          continue
        }
        if let reason = others[name] {
          if !absent.contains(name) { absent.append(name) }
          warnings.append(
            Alignment.remark(score, "\(Alignment.name(score)) takes no part: \(name) \(reason)"))
          continue
        }
        matched.insert(name)
        score.recording = name
        kept.append(score)
      }
      self.scorings[index].scores = kept
    }
  }

  /// The recording of each name in one scorer's scores; nothing for names that fit none.
  private static func find(
    _ scores: [ManualScore], _ byFile: [String: [(name: String, path: [String])]]
  ) throws(CalibrationRefusal) -> [String: String] {
    var found: [String: (name: String, parts: Int)] = [:]
    for score in scores where found[score.recording] == nil {
      let path = RecordingName.comparable(score.recording)
      let candidates = byFile[path.last ?? ""] ?? []
      let parts = candidates.map {
        zip($0.path.reversed(), path.reversed()).prefix { $0 == $1 }.count
      }
      guard let most = parts.max() else { continue }
      let best = zip(candidates, parts).filter { $0.1 == most }.map(\.0)
      guard best.count == 1 else { throw ambiguous(score, best) }
      found[score.recording] = (best[0].name, most)
    }
    // Of several names of one scorer for one recording only that which fits best is meant; the others
    // are recordings that are not here.
    let rivals = Dictionary(grouping: found, by: { $0.value.name }).filter { _, names in
      Set(names.map { RecordingName.comparable($0.key) }).count > 1
    }
    for (_, names) in rivals {
      let most = names.map(\.value.parts).max() ?? 0
      let best = names.filter { $0.value.parts == most }
      let isOne = Set(best.map { RecordingName.comparable($0.key) }).count == 1
      for (name, value) in names where !isOne || value.parts < most { found[name] = nil }
    }
    return found.mapValues(\.name)
  }

  /// The recordings with names that tell them apart.
  ///
  /// A trace is named by the recording that it stores. Where several store one name, each is named by its
  /// own folder and the recording's file, so that scores that write the folder find it.
  public static func apart(_ recordings: [CalibrationRecording]) -> [CalibrationRecording] {
    let counts = Dictionary(grouping: recordings, by: { RecordingName.comparable($0.name) })
      .mapValues(\.count)
    return recordings.map { recording in
      guard counts[RecordingName.comparable(recording.name)] ?? 0 > 1,
        let file = recording.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last
      else { return recording }
      let folder = recording.path.lastIndex(of: "/").map { String(recording.path[...$0]) } ?? ""
      var named = recording
      named.name = folder + file
      return named
    }
  }

  private static func ambiguous(
    _ score: ManualScore, _ recordings: [(name: String, path: [String])]
  ) -> CalibrationRefusal {
    let differ = Set(recordings.map(\.path)).count > 1
    let isOneName = Set(recordings.map(\.name)).count == 1
    return CalibrationRefusal(
      reason: "ambiguous_recording",
      message: "\(score.path): line \(score.line): '\(score.recording)' fits \(recordings.count) "
        + "recordings, such as '\(recordings[0].name)' and '\(recordings[1].name)'",
      next: differ
        ? "write more of the recording's path in the scores"
        : isOneName
          ? "they are the same, or traces that store the same name in one folder: leave all but one out"
          : "they differ in their extensions alone: leave one of them out, or rename it")
  }
}
