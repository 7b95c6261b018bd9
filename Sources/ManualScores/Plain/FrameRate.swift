import ImmobilityCore
import SpreadsheetText

/// Frames per second, from a table or from the user.
enum FrameRate {
  /// The rate of a row: its `fps` column, else the option.
  ///
  /// - Throws: when neither is there, or the rate is not one.
  static func of(
    _ row: DelimitedText.Row, _ table: Table, options: ImportOptions
  ) throws(InputFileError) -> Double {
    if let column = table.column("fps", "frame rate", "frames per second"),
      let fps = try table.number(row, column)
    {
      guard fps > 0, fps <= 100_000 else {
        throw table.error(row, "\(fps) frames per second cannot be right")
      }
      return fps
    }
    guard let fps = options.fps else {
      throw table.error(
        row,
        "times are frame numbers, and nothing says how many frames make a second; add a "
          + "column fps or give --fps")
    }
    return fps
  }
}
