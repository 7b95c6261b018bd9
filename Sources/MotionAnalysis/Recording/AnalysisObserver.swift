/// Hears about the progress of an analysis; called on the analysing thread.
public protocol AnalysisObserver: Sendable {
  /// A number of frames has been analysed; the last one stands `seconds` after the recording's
  /// first. `announcedDuration` is the container's claim, seconds, `nil` if unknown.
  /// Called about every 16 frames. Returning `false` cancels the analysis.
  func analysed(frames: Int, seconds: Double, announcedDuration: Double?) -> Bool
}
