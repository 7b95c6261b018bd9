import ImmobilityCore

/// Who is in which recording: the study's table, as a spreadsheet saves it.
///
/// Columns, in any order: `recording` (needed), `arena`, `animal_id`, `group`, `dose`, `session`,
/// `trial_start_s`, `exclude`, `reason`; every other column is kept as a covariate, unless it looks like one of
/// these (`ManifestColumns`): then the table is refused until it is said what it is. CSV in UTF-8 with
/// or without byte order mark, comma, semicolon or tab, any line ends, quoted fields; decimal commas
/// where the comma is not the separator.
public struct Manifest: Sendable, Equatable {
  /// Something in a manifest that cannot be right.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// The file, as the user gave it.
    public var path: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong and what to do.
    public var message: String

    /// Makes a problem of a line.
    public init(path: String, line: Int, message: String) {
      self.path = path
      self.line = line
      self.message = message
    }

    /// `path: line 3: message`.
    public var description: String { "\(path): line \(line): \(message)" }
  }

  /// The file, as the user gave it.
  public var path: String
  /// The names of the further columns, as written.
  public var covariates: [String]
  /// The rows that could be read.
  public var rows: [ManifestRow]
  /// What is wrong with the table alone, in order of lines; see also `match`.
  public var problems: [Problem]

  /// Makes a manifest of its parts.
  public init(
    path: String, covariates: [String] = [], rows: [ManifestRow], problems: [Problem] = []
  ) {
    self.path = path
    self.covariates = covariates
    self.rows = rows
    self.problems = problems
  }

  /// Reads the file at `path`.
  ///
  /// - Parameter columns: what columns are whose names do not say it.
  /// - Throws: when there is no table to read: no file, no text, no header, no column `recording`, and
  ///   where columns look like ones that mean something and are not called so. What is wrong with single rows is in `problems`, all of it.
  public static func read(
    path: String, columns: ManifestColumns = ManifestColumns()
  ) throws(InputFileError) -> Manifest {
    try ManifestReader.read(path: path, columns: columns)
  }

  /// Reads text; `path` only names it in errors.
  ///
  /// - Throws: as `read(path:)` does.
  public static func read(
    text: String, path: String, columns: ManifestColumns = ManifestColumns()
  ) throws(InputFileError) -> Manifest {
    try ManifestReader.read(text: text, path: path, columns: columns)
  }

  func problem(_ row: ManifestRow, _ message: String) -> Problem {
    Problem(path: path, line: row.line, message: message)
  }
}
