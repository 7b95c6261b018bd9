/// A column of a CSV file: its name there and what the data dictionary says about it. Whoever prints a
/// table takes the names of its header from these, so that the dictionary cannot fall behind.
public struct TableColumn: Sendable, Equatable {
  /// What a column holds.
  public enum Kind: String, Sendable {
    /// Text in UTF-8.
    case text
    /// A number with a decimal point.
    case number
    /// A whole number.
    case integer
    /// `true` or `false`.
    case logical
    /// Date and time in UTC, ISO 8601.
    case time
  }

  /// The column's name, with its unit where it has one.
  public var name: String
  /// What it holds.
  public var kind: Kind
  /// The unit, in words; empty where there is none.
  public var unit: String
  /// What it means.
  public var meaning: String
  /// When a cell is empty; `never` where it is not.
  public var missing: String

  /// Makes a column of its parts.
  public init(
    _ name: String, _ kind: Kind, unit: String = "", _ meaning: String, missing: String = "never"
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.meaning = meaning
    self.missing = missing
  }

  static func seconds(_ name: String, _ meaning: String, missing: String = "never") -> Self {
    Self(name, .number, unit: "s", meaning, missing: missing)
  }
}
