import ImmobilityCore

/// A manifest laid over the recordings that there are.
public struct ManifestMatch: Sendable, Equatable {
  /// The rows of each recording, by the recording's path, in the manifest's order.
  public var rows: [ExactText: [ManifestRow]]
  /// Rows whose recording is not there, in the manifest's order.
  public var unmatched: [ManifestRow]
  /// Why those have none.
  public var notFound: [Manifest.Problem]
  /// Everything else that cannot be right: what the table alone showed and what the recordings show,
  /// in order of lines.
  public var problems: [Manifest.Problem]
}

extension Manifest {
  /// Finds each row's recording and checks its arena.
  ///
  /// - Parameters:
  ///   - recordings: the paths of all recordings of the study.
  ///   - arenas: the names of a recording's arenas.
  /// - Complexity: grows with the number of recordings and of rows, each once.
  public func match(
    recordings: [String], arenas: (String) -> [String]
  ) -> ManifestMatch {
    var match = ManifestMatch(rows: [:], unmatched: [], notFound: [], problems: problems)
    let finder = RecordingFinder(recordings)
    for row in rows {
      switch finder.find(row.recording) {
      case .success(let recording): match.rows[text: recording, default: []].append(row)
      case .failure(let failure):
        match.unmatched.append(row)
        match.notFound.append(problem(row, failure.message))
      }
    }
    for (recording, rows) in match.rows {
      check(
        rows, of: recording.text, arenas: arenas(recording.text), problems: &match.problems)
    }
    match.problems.sort { ($0.line, $0.message) < ($1.line, $1.message) }
    return match
  }

  private func check(
    _ rows: [ManifestRow], of recording: String, arenas: [String], problems: inout [Problem]
  ) {
    var claimed: [String: ManifestRow] = [:]
    for row in rows {
      if row.saysAll, row.animalID != nil, arenas.count > 1, !arenas.contains(row.arena ?? "") {
        problems.append(
          problem(
            row,
            "the row names one animal and all \(arenas.count) arenas of '\(recording)'; write which of "
              + "\(arenas.joined(separator: ", ")) it was in"))
        continue
      }
      if let arena = row.arena, !arenas.contains(arena), !row.saysAll {
        let meant =
          NearestKey.nearest(to: arena, among: arenas).map { "; did you mean '\($0)'?" } ?? ""
        problems.append(
          problem(
            row,
            "'\(recording)' has no arena '\(arena)'\(meant) Its arenas: "
              + arenas.joined(separator: ", ")))
        continue
      }
      if row.arena == nil, arenas.count > 1, !row.excludesAll {
        problems.append(
          problem(
            row,
            "'\(recording)' has \(arenas.count) arenas and the row does not say which; fill the "
              + "column 'arena' with one of \(arenas.joined(separator: ", "))"
              + (row.animalID == nil ? ", or with all" : "")))
        continue
      }
      for arena in arenas where row.isAbout(arena, of: arenas.count) {
        if let first = claimed[arena] {
          problems.append(
            problem(
              row,
              "arena '\(arena)' of '\(recording)' stands on line \(first.line) already; remove "
                + "one of the rows"))
          break
        }
        claimed[arena] = row
      }
    }
    checkAnimals(rows, of: recording, problems: &problems)
    // A cell left empty because the one above it holds for all would silently mean something else.
    let counted = rows.filter { !$0.isExcluded }
    if let given = counted.first(where: { $0.trialStart != nil }) {
      for row in counted where row.trialStart == nil {
        problems.append(
          problem(
            row,
            "trial_start_s is empty, but line \(given.line) gives one for another animal of "
              + "'\(recording)'; write it for each of them (seconds, or auto)"))
      }
    }
  }
}

extension Manifest {
  /// One animal cannot be in two arenas of a recording, whatever the sessions are called.
  private func checkAnimals(
    _ rows: [ManifestRow], of recording: String, problems: inout [Problem]
  ) {
    var seen: [String: ManifestRow] = [:]
    for row in rows where !row.isExcluded {
      guard let animal = row.animalID else { continue }
      guard let first = seen[animal] else {
        seen[animal] = row
        continue
      }
      // In one session it is told already.
      guard first.session != row.session else { continue }
      problems.append(
        problem(
          row,
          "animal '\(animal)' stands twice in '\(recording)', here and on line \(first.line); correct one "
            + "of them"))
    }
  }
}

/// Finds recordings by the end of their path.
private struct RecordingFinder {
  struct Failure: Error {
    var message: String
  }

  private var byName: [Substring: [String]] = [:]

  init(_ recordings: [String]) {
    for recording in recordings {
      byName[Self.name(recording), default: []].append(recording)
    }
  }

  private static func name(_ path: String) -> Substring {
    path.split(separator: "/").last ?? path[...]
  }

  func find(_ text: String) -> Result<String, Failure> {
    var wanted = text[...]
    while wanted.hasPrefix("./") { wanted = wanted.dropFirst(2) }
    let candidates = byName[Self.name(String(wanted))] ?? []
    let whole = candidates.filter { $0 == wanted }
    let parts = candidates.filter { !wanted.hasPrefix("/") && $0.hasSuffix("/" + wanted) }
    // Names are bytes. What only looks like one stands for it where nothing else does.
    if let exact = whole.first(where: { $0.isExactly(String(wanted)) }) { return .success(exact) }
    let exact = parts.filter { $0.utf8.reversed().starts(with: wanted.utf8.reversed()) }
    let found = (!exact.isEmpty ? exact : whole.isEmpty ? parts : whole).sorted()
    switch found.count {
    case 1: return .success(found[0])
    case 0:
      return .failure(
        Failure(
          message: "the recording '\(text)' was not found"
            + (candidates.sorted().first.map { "; there is '\($0)'" } ?? "")
            + "; correct the name or add the file's folder"))
    default:
      return .failure(
        Failure(
          message: "'\(text)' fits \(found.count) recordings, such as '\(found[0])' and "
            + "'\(found[1])'; write more of the path"))
    }
  }
}
