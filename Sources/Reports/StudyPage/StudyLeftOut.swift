/// What does not count in a study, and why: failures, exclusions, recordings that wait.
struct StudyLeftOut {
  var status: StudyStatus

  /// The part of the page.
  var markup: String {
    "<h2 id=\"left-out\">Left out</h2>\n<div class=\"reasons\">\n"
      + part(
        "Failed", none: "No recording failed.",
        ["recording", "reason", "message", "attempts", "last tried (UTC)"],
        status.failures.map {
          [
            $0.recording, $0.reason.split(separator: "_").joined(separator: " "), $0.message,
            "\($0.attempts)", $0.lastAt,
          ]
        })
      + part(
        "Excluded by the manifest", none: "Nothing is excluded.",
        ["recording", "arena", "animal", "reason"],
        status.exclusions.map {
          [$0.recording, $0.arena ?? "all", $0.animalID ?? "-", $0.reason ?? "no reason given"]
        })
      + part(
        "Waiting", none: "No recording waits.", ["recording", "why"],
        status.pending.map { [$0.recording, $0.why] }) + "</div>\n"
  }

  private func part(
    _ title: String, none: String, _ heading: [String], _ rows: [[String]]
  ) -> String {
    "<h3>\(title)</h3>\n"
      + (rows.isEmpty
        ? "<p>\(none)</p>\n" : HTML.table(heading, rows, texts: heading.count))
  }
}
