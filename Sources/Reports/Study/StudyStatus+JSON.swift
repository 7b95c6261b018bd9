extension StudyStatus {
  /// The name and version of the JSON document's form.
  public static let schema = "stillwater.status/1"

  /// The status as JSON: every key always present, missing values `null`.
  public var json: JSONValue {
    .object([
      "schema": .string(Self.schema),
      "software": JSONReport.software(software),
      "study": .object(["name": .string(name), "folder": .string(folder)]),
      "done": .integer(done),
      "animals": .integer(animals),
      "pending_is_complete": .bool(pendingIsComplete),
      "runs": .array(runs.map(Self.run)),
      "pending": .array(
        pending.map {
          .object(["recording": .string($0.recording), "why": .string($0.why)])
        }),
      "failed": .array(
        failures.map {
          .object([
            "recording": .string($0.recording), "reason": .string($0.reason),
            "message": .string($0.message), "attempts": .integer($0.attempts),
            "last_at": .string($0.lastAt),
          ])
        }),
      "excluded": .array(
        exclusions.map {
          .object([
            "recording": .string($0.recording), "arena": .string($0.arena),
            "animal_id": .string($0.animalID), "reason": .string($0.reason),
          ])
        }),
      "problems": .array(problems.map { .string($0) }),
    ])
  }

  private static func run(_ run: Run) -> JSONValue {
    var members: [String: JSONValue] = [
      "run": .integer(run.id), "command": .string(run.command),
      "software_version": .string(run.softwareVersion), "host": .string(run.host),
      "process_id": .integer(run.processID), "started_at": .string(run.startedAt),
      "ended_at": .string(run.endedAt), "seconds": .number(run.seconds),
      "outcome": .string(run.outcome),
    ]
    for (name, count) in run.counts { members[name] = .integer(count) }
    return .object(members)
  }
}
