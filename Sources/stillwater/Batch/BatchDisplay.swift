import Batch
import Foundation
import Reports
import StudyStore

/// Shows how a run comes along: a bar on a terminal, else plain lines; JSON lines for programs.
final class BatchDisplay: BatchObserver {
  private let json: Bool
  private let quiet: Bool
  private let hasBar: Bool
  private var overview = BatchOverview()
  private var done = 0
  private var lastStatus: SuspendingClock.Instant?

  init(json: Bool, quiet: Bool) {
    self.json = json
    self.quiet = quiet
    hasBar = !quiet && Console.standardErrorIsTerminal
  }

  func planned(_ overview: BatchOverview) {
    self.overview = overview
    let words = Self.words(overview)
    if !quiet { Console.line(words) }
    say(
      "status",
      [
        "found": .integer(overview.found), "to_decode": .integer(overview.toDecode),
        "to_rescore": .integer(overview.toRescore), "done": .integer(overview.done),
        "failed_before": .integer(overview.failedBefore),
        "excluded": .integer(overview.excluded),
        "contradictory": .integer(overview.contradictory),
        "waiting": .integer(overview.waiting), "beyond_limit": .integer(overview.beyondLimit),
      ])
  }

  static func words(_ overview: BatchOverview) -> String {
    var parts = [
      "\(overview.found) recordings: \(overview.toDecode) to read",
      "\(overview.toRescore) to score from traces", "\(overview.done) done",
    ]
    for (count, words) in [
      (overview.failedBefore, "failed before"), (overview.excluded, "excluded"),
      (overview.contradictory, "contradictory in the manifest"),
      (overview.beyondLimit, "left for another run"),
    ] where count > 0 {
      parts.append("\(count) \(words)")
    }
    if overview.waiting > 0 { parts.append("\(overview.waiting) files waiting") }
    return parts.joined(separator: ", ")
  }

  func finished(_ event: RecordingEvent) {
    done += 1
    let total = overview.toDecode + overview.toRescore + overview.contradictory
    if hasBar { Console.write("\r\u{1B}[K", to: 2) }
    let head = "[\(done)/\(max(total, done))] \(event.name)"
    let (name, line): (String, String?) =
      switch event.outcome {
      case .decoded:
        (
          "decoded",
          "\(event.frames) frames in \(Self.clock(event.time)), "
            + "\(Int(clamped: Double(event.frames) / max(event.time, 1e-3))) frames/s"
        )
      case .rescored: ("rescored", event.duplicateOf == nil ? nil : "scored from its trace")
      case .unchanged: ("unchanged", "only its time has changed")
      case .waiting(let reason): ("waiting", "waits: \(reason)")
      case .failed: ("failed", nil)
      }
    if case .failed(let reason, let message) = event.outcome {
      Console.error("\(event.name): \(message)")
      say(
        "failure",
        [
          "recording": .string(event.name), "reason": .string(reason.rawValue),
          "message": .string(message),
        ])
      return
    }
    if !quiet, let line {
      let copy = event.duplicateOf.map { " (has the content of \($0))" } ?? ""
      Console.line("\(head): \(line)\(copy)")
    }
    say(
      "recording",
      [
        "recording": .string(event.name), "outcome": .string(name),
        "duplicate_of": .string(event.duplicateOf), "frames": .integer(event.frames),
        "time_s": .number(event.time),
        "worker_peak_memory_mb": .number(Double(event.peakMemory) / 1_048_576),
      ])
  }

  func progress(_ progress: BatchProgress) {
    let now = SuspendingClock.now
    if json, lastStatus.map({ now - $0 > .seconds(1) }) ?? true {
      lastStatus = now
      say(
        "status",
        [
          "finished": .integer(progress.finished), "total": .integer(progress.total),
          "frames": .integer(progress.frames), "elapsed_s": .number(progress.elapsed),
          "part": .number(progress.part),
          "time_left_s": .number(Self.timeLeft(progress)),
        ])
    }
    guard hasBar else { return }
    let filled = Int(clamped: max(0, min(1, progress.part)) * 24)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
    let rate = Int(clamped: Double(progress.frames) / max(progress.elapsed, 1e-3))
    let left = Self.timeLeft(progress).map { "  \(Self.clock($0)) left" } ?? ""
    Console.write(
      "\r\u{1B}[K[\(progress.finished)/\(progress.total)] \(bar) \(Int(clamped: progress.part * 100)) %  "
        + "\(rate) frames/s\(left)", to: 2)
  }

  private static func timeLeft(_ progress: BatchProgress) -> Double? {
    guard progress.part > 0.01 else { return nil }
    return progress.elapsed * (1 - progress.part) / progress.part
  }

  /// Shows the summary and everything that is wrong in the manifest.
  func summarise(_ summary: BatchSummary, text: String) throws(CommandFailure) {
    if hasBar { Console.write("\r\u{1B}[K", to: 2) }
    for problem in summary.manifestProblems { Console.error(problem) }
    for problem in summary.problems { Console.warning("\(problem.path): \(problem.reason)") }
    if !quiet {
      for line in text.split(separator: "\n") where !line.hasPrefix(" ") {
        if line.hasPrefix("Result") || line.hasPrefix("Recordings") || line.hasPrefix("The next") {
          Console.line(String(line))
        }
      }
    }
    guard json else { return }
    let counts = summary.run.counts
    func remarks(_ list: BatchSummary.Remarks) -> JSONValue {
      .array(
        list.map { .object(["recording": .string($0.path), "reason": .string($0.reason)]) })
    }
    try result(
      "summary",
      [
        "run": .integer(Int(summary.run.id)), "command": .string(summary.run.command),
        "outcome": .string(summary.outcome.rawValue),
        "started_at": .string(summary.run.startedAt.text),
        "ended_at": .string(summary.run.endedAt?.text),
        "found": .integer(counts.found), "decoded": .integer(counts.decoded),
        "rescored": .integer(counts.rescored), "skipped": .integer(counts.skipped),
        "failed": .integer(counts.failed), "waiting": .integer(counts.waiting),
        "excluded": .integer(counts.excluded), "remaining": .integer(counts.remaining),
        "failed_before": .integer(summary.failedBefore.count),
        "frames": .integer(counts.frames), "interrupted": .bool(summary.isInterrupted),
        "error": .string(summary.error), "failures": remarks(summary.failures),
        "waiting_files": remarks(summary.waiting), "worth_a_look": remarks(summary.problems),
        "duplicates": remarks(summary.duplicates),
        "manifest_problems": .array(summary.manifestProblems.map(JSONValue.string)),
        "worker_peak_memory_mb": .number(Double(summary.peakWorkerMemory) / 1_048_576),
      ])
  }

  /// Prints what a run would do.
  func list(_ plan: BatchPlan) throws(CommandFailure) {
    if !json {
      Console.line("would do: " + Self.words(plan.overview))
    }
    for item in plan.list.items {
      let (action, reason) = Self.words(item.action)
      if json {
        try result(
          "recording",
          [
            "recording": .string(item.recording.name), "action": .string(action),
            "reason": .string(reason),
          ])
      } else {
        try Console.result(
          "\(action)\t\(TextTable.printable(item.recording.name))"
            + (reason.map { "\t" + TextTable.printable($0) } ?? "") + "\n")
      }
    }
    for file in plan.waiting {
      if json {
        try result(
          "recording",
          [
            "recording": .string(file.path), "action": .string("wait"),
            "reason": .string(file.reason),
          ])
      } else {
        try Console.result(
          "wait\t\(TextTable.printable(file.path))\t\(TextTable.printable(file.reason))\n")
      }
    }
    for problem in plan.manifestProblems { Console.error(problem) }
    for problem in plan.problems { Console.warning("\(problem.path): \(problem.reason)") }
    if json { planned(plan.overview) }
  }

  private static func words(_ action: WorkList.Action) -> (String, String?) {
    switch action {
    case .done: ("done", nil)
    case .rescore: ("rescore", nil)
    case .decode(let hashFirst):
      ("decode", hashFirst ? "hashed first: nothing is decoded where its content is known" : nil)
    case .excluded(let reason): ("exclude", reason.isEmpty ? nil : reason)
    case .failed(let failure): ("skip", "failed before: \(failure.message)")
    case .contradictory(let message): ("contradict", message)
    case .beyondLimit: ("later", "the limit of recordings")
    }
  }

  private func say(_ type: String, _ values: [String: JSONValue]) {
    // A reader that has gone away is no reason to stop; the summary's failure is told.
    if json { try? result(type, values) }
  }

  private func result(
    _ type: String, _ values: [String: JSONValue]
  ) throws(CommandFailure) {
    var values = values
    values["message_type"] = .string(type)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(JSONValue.object(values)) else {
      throw CommandFailure(status: .internalError, message: "a message cannot be made")
    }
    try Console.result(String(decoding: data, as: UTF8.self) + "\n")
  }

  /// Minutes and seconds, such as `2:05`, with hours where there are any.
  static func clock(_ seconds: Double) -> String {
    let total = Int(clamped: max(0, min(seconds, 1e7)).rounded(.up))
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes) = (total / 3600, total / 60 % 60)
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(total % 60))" : "\(minutes):\(two(total % 60))"
  }
}
