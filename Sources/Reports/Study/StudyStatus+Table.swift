extension StudyStatus {
  /// The most lines of one kind that the table shows; JSON has all.
  private static let mostLines = 20

  /// The status for people: what is done, what is left and why, and the last runs.
  public func table(style: TerminalStyle) -> String {
    var lines = [style.heading(TextTable.printable("\(name) (\(folder))"))]
    lines.append("done      \(done) recordings, \(animals) animals")
    let scope = pendingIsComplete ? "" : " (of those that the manifest names)"
    lines.append("pending   \(pending.count) recordings\(scope)")
    let failed = "failed    \(failures.count) recordings"
    lines.append(failures.isEmpty ? failed : style.failure(failed))
    lines.append("excluded  \(exclusions.count) entries of the manifest")
    lines += section("last runs", of: runs.map(Self.cells), columns: Self.runColumns, style)
    lines += section(
      "pending", of: pending.map { [$0.recording, $0.why] },
      columns: [("recording", .left), ("why", .left)], style)
    lines += section(
      "failed", of: failures.map { [$0.recording, $0.reason, "\($0.attempts)", $0.message] },
      columns: [("recording", .left), ("reason", .left), ("tries", .right), ("message", .left)],
      style)
    lines += section(
      "excluded",
      of: exclusions.map { [$0.recording, $0.arena ?? "all", $0.animalID ?? "", $0.reason ?? ""] },
      columns: [("recording", .left), ("arena", .left), ("animal", .left), ("reason", .left)],
      style)
    if !problems.isEmpty {
      lines += ["", style.warning("the manifest has problems; no batch runs until they are gone")]
      lines += problems.map { "  " + TextTable.printable($0) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let runColumns: [(title: String, alignment: TextTable.Alignment)] = [
    ("run", .right), ("command", .left), ("started (UTC)", .left), ("seconds", .right),
    ("outcome", .left), ("decoded", .right), ("rescored", .right), ("skipped", .right),
    ("failed", .right), ("left", .right), ("host", .left),
  ]

  private static func cells(_ run: Run) -> [String] {
    let count = { (name: String) in "\(run.counts.first { $0.name == name }?.count ?? 0)" }
    return [
      "\(run.id)", run.command, run.startedAt,
      run.seconds.map { DecimalText.fixed($0, decimals: 1) } ?? "-",
      run.outcome ?? "running, or killed", count("decoded"), count("rescored"),
      count("skipped"), count("failed"), count("remaining"), run.host,
    ]
  }

  private func section(
    _ title: String, of rows: [[String]],
    columns: [(title: String, alignment: TextTable.Alignment)], _ style: TerminalStyle
  ) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable(columns: columns)
    for row in rows.prefix(Self.mostLines) { table.add(row) }
    let (heading, body) = table.lines
    var lines = ["", style.heading(title), "  " + heading] + body.map { "  " + $0 }
    if rows.count > Self.mostLines {
      lines.append("  and \(rows.count - Self.mostLines) more; --json lists all")
    }
    return lines
  }
}
