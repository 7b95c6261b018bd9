/// A run of pixels in one row of a picture: columns `start ..< end` of row `row`, coded pixels,
/// counted for the group `group`.
///
/// Runs of several groups (arenas) may stand in one list in the order of their rows: then memory is
/// read once from top to bottom, which is more than twice as fast as group by group where groups
/// stand side by side.
public struct RowSpan: Sendable, Equatable {
  /// The row, from 0.
  public var row: Int32
  /// The first column that belongs to the run.
  public var start: Int32
  /// The first column after the run.
  public var end: Int32
  /// The group that the pixels are counted for, from 0.
  public var group: Int32

  /// Makes the run of columns `start ..< end` in a row, counted for a group.
  public init(row: Int32, start: Int32, end: Int32, group: Int32 = 0) {
    self.row = row
    self.start = start
    self.end = end
    self.group = group
  }
}
