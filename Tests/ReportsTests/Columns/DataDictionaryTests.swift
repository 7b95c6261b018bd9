import Testing

@testable import Reports

@Suite struct DataDictionaryTests {
  /// File -> the columns that a dictionary says it has.
  private func columns(_ dictionary: DataDictionary) -> [String: [String]] {
    dictionary.tables.reduce(into: [:]) { $0[$1.file] = $1.columns.map(\.name) }
  }

  private func header(_ text: String) -> String { String(text.prefix { $0 != "\n" }) }

  private func joined(_ names: [String]?) -> String {
    header(CSVRows(header: names ?? []).text)
  }

  @Test func hasTheColumnsOfEveryFileOfScoresAndNoOthers() throws {
    let dictionary = columns(.scores)
    for (file, printer) in [
      ("animals.csv", AnimalsCSV() as any ScorePrinter), ("bouts.csv", BoutsCSV()),
      ("bins.csv", BinsCSV()), ("data-dictionary.csv", ScoreDictionaryCSV()),
    ] {
      #expect(joined(dictionary[file]) == header(try printer.text(of: Sample.report)), "\(file)")
    }
    #expect(dictionary.count == 4)
  }

  @Test func hasTheColumnsOfEveryFileOfAStudyAndNoOthers() throws {
    for study in [SampleStudy.plain, SampleStudy.full] {
      var prism = PrismTables()
      for recording in SampleStudy.recordings { prism.add(recording) }
      let dictionary = columns(.study(study, prism: prism))
      for (file, printer) in [
        ("animals.csv", StudyAnimalsCSV(study) as any StudyPrinter),
        ("bouts.csv", StudyBoutsCSV(study)), ("bins.csv", StudyBinsCSV(study)),
        ("boris_events.csv", StudyBorisEvents()),
      ] {
        #expect(joined(dictionary[file]) == header(printer.head), "\(file)")
      }
      for measure in PrismTables.Measure.allCases {
        #expect(
          joined(dictionary[PrismTables.fileName(measure)]) == header(prism.text(measure)))
      }
      #expect(dictionary.count == 8)
    }
  }

  @Test func hasTheColumnsOfAComparison() throws {
    let report = try SampleComparison.report()
    let header = header(ComparisonCSV().text(of: report))
    let names = ComparisonColumns.all(report.comparison.design).map(\.name)
    #expect(joined(names) == header)
    let rows = ComparisonDictionaryCSV().text(of: report).split(separator: "\n")
    #expect(rows.filter { $0.hasPrefix("compare.csv,") }.count == names.count)
  }

  /// A unit in a column's name is its unit in the dictionary, and everything is said.
  @Test func saysWhatEveryColumnIs() {
    let all =
      DataDictionary.scores.tables
      + DataDictionary.study(SampleStudy.full, prism: PrismTables()).tables
    for (file, columns) in all {
      for column in columns {
        #expect(!column.meaning.isEmpty && !column.missing.isEmpty, "\(file) \(column.name)")
        if column.name.hasSuffix("_s") { #expect(column.unit == "s", "\(file) \(column.name)") }
        if column.name.hasSuffix("_percent") { #expect(column.unit.hasPrefix("%")) }
        if column.kind == .number { #expect(!column.unit.isEmpty, "\(file) \(column.name)") }
      }
    }
  }
}
