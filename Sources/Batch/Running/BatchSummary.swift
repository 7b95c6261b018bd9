import StudyStore

/// What a run did.
public struct BatchSummary: Sendable, Equatable {
  /// Recordings with a reason each.
  public typealias Remarks = [FoundRecordings.Remark]

  /// The run as it is stored; without a number where nothing is stored.
  public var run: StoredRun
  /// Recordings that failed in this run.
  public var failures: Remarks = []
  /// Recordings that failed before and were not tried again.
  public var failedBefore: Remarks = []
  /// Files that were left for the next run.
  public var waiting: Remarks = []
  /// Folders and files that could not be looked at, and files that may have been missed.
  public var problems: Remarks = []
  /// What in the manifest cannot be right.
  public var manifestProblems: [String] = []
  /// Recordings with the content of another, named as reason.
  public var duplicates: Remarks = []
  /// Whether a signal ended the run.
  public var isInterrupted = false
  /// Why the run could not go on.
  public var error: String?
  /// The kind of that; `nil` when the run came to its end.
  public var errorKind: BatchError.Kind?
  /// Largest resident memory of a worker, bytes.
  public var peakWorkerMemory = 0

  /// Makes the summary of a run that has done nothing yet.
  public init(run: StoredRun) { self.run = run }

  /// Counts what has become of a recording.
  mutating func count(_ event: RecordingEvent) {
    func remark(_ reason: String) -> FoundRecordings.Remark {
      .init(path: event.name, reason: reason)
    }
    switch event.outcome {
    case .decoded: run.counts.decoded += 1
    case .rescored: run.counts.rescored += 1
    case .unchanged: run.counts.skipped += 1
    case .failed(_, let message):
      run.counts.failed += 1
      failures.append(remark(message))
    case .waiting(let reason):
      run.counts.waiting += 1
      waiting.append(remark(reason))
    }
    run.counts.frames += event.frames
    if let original = event.duplicateOf {
      duplicates.append(remark("has the content of \(original)"))
    }
  }

  /// How the run ended.
  public var outcome: StoredRun.Outcome {
    let counts = run.counts
    if error != nil { return .failed }
    if isInterrupted || counts.remaining > 0 { return .interrupted }
    if counts.failed == 0 && manifestProblems.isEmpty { return .done }
    return counts.decoded + counts.rescored + counts.skipped > 0 ? .someFailed : .allFailed
  }

  /// The summary for people, for a file, a mail or a chat. At most `most` recordings of each kind are
  /// named.
  public func text(study: String, most: Int = 50) -> String {
    let counts = run.counts
    var lines = ["Study: \(Self.line(study))"]
    lines.append(
      "Run \(run.id) (\(run.command)) on \(run.host), process \(run.processID), "
        + "\(run.startedAt.text) to \((run.endedAt ?? run.startedAt).text)")
    lines.append("Result: \(words)")
    lines.append(
      "Recordings: \(counts.found) found, \(counts.decoded) read and scored, "
        + "\(counts.rescored) scored from traces, \(counts.skipped) already done, "
        + "\(counts.failed) failed, \(failedBefore.count) failed before, \(counts.waiting) waiting, "
        + "\(counts.excluded) excluded, \(counts.remaining) left")
    lines.append("Frames decoded: \(counts.frames)")
    if let error { lines.append("Stopped: \(Self.line(error))") }
    func add(_ title: String, _ remarks: Remarks) {
      guard !remarks.isEmpty else { return }
      lines.append("\(title):")
      lines += remarks.prefix(most).map { "  \(Self.line($0.path)): \(Self.line($0.reason))" }
      if remarks.count > most { lines.append("  and \(remarks.count - most) more") }
    }
    add("Failed", failures)
    add(
      "Failed before, not tried again (they are when their files change, or with --retry-failed)",
      failedBefore)
    add("Waiting for the next run", waiting)
    add("Worth a look", problems)
    add("Copies of other recordings", duplicates)
    if !manifestProblems.isEmpty {
      lines.append("Wrong in the manifest:")
      lines += manifestProblems.prefix(most).map { "  " + Self.line($0) }
      if manifestProblems.count > most {
        lines.append("  and \(manifestProblems.count - most) more")
      }
    }
    if counts.remaining > 0 {
      lines.append("The next run goes on with the \(counts.remaining) recordings that are left.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether a whole search came back with nothing, not even a file that waits.
  public var foundNothing: Bool {
    run.command == "batch" && run.counts.found == 0 && waiting.isEmpty && error == nil
  }

  private var words: String {
    switch outcome {
    case .done where foundNothing: "no recording was found"
    case .done:
      failedBefore.isEmpty
        ? "all done"
        : "nothing new; \(failedBefore.count) recordings that failed before are still open"
    case .someFailed: "some recordings failed or are contradictory, the rest is complete"
    case .allFailed: "nothing could be scored"
    case .interrupted: isInterrupted ? "interrupted" : "the limit of recordings was reached"
    case .failed: "could not go on"
    }
  }

  /// One line, whatever a name holds.
  static func line(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : $0 }))
  }
}
