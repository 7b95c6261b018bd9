/// A run of pixels in one row of a picture: columns `start ..< end` of row `row`, coded pixels.
public struct RowSpan: Sendable, Equatable {
  /// The row, from 0.
  public var row: Int32
  /// The first column that belongs to the run.
  public var start: Int32
  /// The first column after the run.
  public var end: Int32

  /// Makes the run of columns `start ..< end` in a row.
  public init(row: Int32, start: Int32, end: Int32) {
    self.row = row
    self.start = start
    self.end = end
  }
}
