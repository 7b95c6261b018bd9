/// What every column of the CSV files of one folder means, as a CSV file beside them.
public struct DataDictionary: Sendable, Equatable {
  /// The file's name.
  public static let fileName = "data-dictionary.csv"

  /// Files with their columns, in order.
  public var tables: [(file: String, columns: [TableColumn])]

  /// Makes a dictionary of tables; its own columns come last.
  init(_ tables: [(file: String, columns: [TableColumn])]) {
    self.tables = tables + [(Self.fileName, Self.columns)]
  }

  /// The dictionary of what `score --output-dir` writes.
  public static var scores: DataDictionary {
    DataDictionary([
      ("animals.csv", AnimalsCSV.columns), ("bouts.csv", BoutsCSV.columns),
      ("bins.csv", BinsCSV.columns),
    ])
  }

  /// The dictionary of what `export` writes.
  ///
  /// - Parameter prism: the study's tables for GraphPad Prism, whose columns are its groups.
  public static func study(_ study: StudyDescription, prism: PrismTables) -> DataDictionary {
    let columns = StudyColumns(study)
    return DataDictionary(
      [
        ("animals.csv", columns.all(ScoreColumns.animal)),
        ("bouts.csv", columns.all(ScoreColumns.bout)), ("bins.csv", columns.all(ScoreColumns.bin)),
        ("boris_events.csv", StudyTableColumns.boris),
      ]
        + PrismTables.Measure.allCases.map { (PrismTables.fileName($0), prism.columns($0)) })
  }

  /// Whether both say the same.
  public static func == (left: DataDictionary, right: DataDictionary) -> Bool {
    left.tables.elementsEqual(right.tables) { $0 == $1 }
  }

  /// The columns of a file; none where it is not in the dictionary.
  public func columns(of file: String) -> [TableColumn] {
    tables.first { $0.file == file }?.columns ?? []
  }

  private static let columns: [TableColumn] = [
    TableColumn("file", .text, "The file that has the column."),
    TableColumn("column", .text, "The column's name in its header."),
    TableColumn("type", .text, "text, number, integer, logical (true or false) or time."),
    TableColumn("unit", .text, "The unit.", missing: "there is none"),
    TableColumn("meaning", .text, "What it holds."),
    TableColumn("missing", .text, "When a cell of the column is empty."),
  ]

  /// The file.
  public var text: String {
    var rows = CSVRows(header: Self.columns.map(\.name))
    for (file, columns) in tables {
      for column in columns {
        rows.add(file)
        rows.add(column.name)
        rows.add(column.kind.rawValue)
        rows.add(column.unit)
        rows.add(column.meaning)
        rows.add(column.missing)
        rows.endRow()
      }
    }
    return rows.text
  }
}

/// The data dictionary of the files of scores, whatever the scores are.
public struct ScoreDictionaryCSV: ScorePrinter {
  /// Makes a printer.
  public init() {}

  /// The dictionary.
  public func text(of report: ScoreReport) -> String { DataDictionary.scores.text }
}
