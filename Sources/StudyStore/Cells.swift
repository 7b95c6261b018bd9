import GRDB

/// The cells of a row, checked: a value that does not fit what it is read as is an error of the store, where GRDB's own
/// way would end the program. Others may have written into the file.
struct Cells {
  private let row: Row
  /// What is added to every index.
  private let first: Int

  init(_ row: Row, from first: Int = 0) {
    self.row = row
    self.first = first
  }

  /// A value that has to be there.
  subscript<Value: DatabaseValueConvertible>(index: Int) -> Value {
    get throws {
      guard let value: Value = try optional(index) else { throw Self.damage(row, first + index) }
      return value
    }
  }

  /// A value that may be missing.
  func optional<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value? {
    guard first + index < row.count else { throw Self.damage(row, first + index) }
    let stored: DatabaseValue = row[first + index]
    if stored.isNull { return nil }
    guard let value = Value.fromDatabaseValue(stored) else {
      throw Self.damage(row, first + index)
    }
    if let number = value as? Double, !number.isFinite { throw Self.damage(row, first + index) }
    return value
  }

  private static func damage(_ row: Row, _ index: Int) -> DatabaseError {
    let name = index < row.count ? Array(row.columnNames)[index] : "\(index)"
    return DatabaseError(
      message:
        "the value of '\(name)' is none that this program writes; restore the store from a backup")
  }
}
