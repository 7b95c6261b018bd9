import ImmobilityCore
import SpreadsheetText

/// The table of Solomon Coder (Péter 2019): a column Time and one column for each channel with the
/// behaviour in words at every step; an empty cell is no behaviour. The animal is immobile where any
/// channel holds an immobile behaviour.
enum SolomonTable {
  /// Whether the first column is Time and others hold words and no numbers, and none is named state.
  static func recognises(_ table: Table) -> Bool {
    guard table.header.count > 1, BinaryColumns.times.contains(table.header[0].columnName),
      table.column("state") == nil
    else { return false }
    let cells = table.rows.lazy.flatMap { $0.fields.dropFirst() }.map(\.trimmed)
    return cells.contains { $0.contains(where: \.isLetter) && !BinaryColumns.isFlag($0) }
      && !cells.contains { NumberText.number($0, decimalComma: table.decimalComma) != nil }
  }

  /// Reads the rows.
  ///
  /// - Throws: at a time that is none or does not rise, with its line.
  static func read(_ table: Table, into collector: inout ScoreCollector) throws(InputFileError) {
    guard recognises(table) else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "is not a table of Solomon Coder: Time in the first column, behaviours in others")
    }
    let identity = IdentityColumns(table, collector: &collector)
    let own = Set([identity.recording, identity.animal, identity.arena, identity.rater])
    let channels = (1..<table.header.count).filter { !own.contains($0) }
    var order: [ScoreCollector.Key] = []
    var series: [ScoreCollector.Key: [SampledSeries.Row]] = [:]
    for row in table.rows {
      guard let time = try table.seconds(row, 0) else {
        throw table.error(row, "the time is empty")
      }
      let key = try identity.key(row, table, &collector)
      let behaviours = channels.map { row[$0] }.filter { !$0.isEmpty }
      for behaviour in behaviours { collector.note(behaviour) }
      let shown = behaviours.first(where: collector.options.isImmobile) ?? behaviours.first
      if series[key] == nil { order.append(key) }
      series[key, default: []].append(
        SampledSeries.Row(time: time, behaviour: shown ?? "none", line: row.line))
    }
    for key in order {
      try SampledSeries(series[key] ?? [], path: table.path).add(to: key, in: &collector)
    }
  }
}
