/// What moved between two frames a fraction of a second apart.
struct MotionSample: Equatable {
  /// When, as a part of the recording from 0 to 1.
  var position: Double
  /// The tiles that moved, increasing.
  var tiles: [Int]
}

/// The motion of a recording, looked at here and there from its start to its end.
struct SparseMotion {
  var grid: TileGrid
  var samples: [MotionSample]
  /// Pairs of frames compared, those among them included that say nothing about animals.
  var compared: Int
  /// The seconds of the recording that were covered, from its first frame.
  var covered: Double
  /// Whether the recording goes on after that: keyframes were too far apart to go further in the time
  /// that a proposal may take, or the file does not tell how long it is.
  var isCut = false
  /// A frame from the middle of what was covered.
  var picture: GreyPicture
}
