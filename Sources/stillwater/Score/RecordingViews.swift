import ImmobilityCore
import MotionAnalysis
import Reports
import TraceFiles
import VideoDecoding

/// Makes what `report.html` shows of the recordings of one call.
struct RecordingViews {
  /// The most points kept of each animal's motion.
  var points: Int
  /// The longer side of a picture, pixels.
  var side: Int

  /// For a call with so many recordings of so many arenas each.
  init(recordings: Int, arenas: Int) {
    self.init(recordings: recordings, animals: recordings * arenas)
  }

  /// For so many recordings with so many animals in all.
  init(recordings: Int, animals: Int) {
    points = RecordingView.points(animals: animals)
    side = RecordingView.pictureSide(recordings: recordings)
  }

  /// What is shown of a recording.
  ///
  /// - Parameter path: the file that was read: a recording, or what was made of one.
  func view(of score: RecordingScore, path: String) -> RecordingView {
    RecordingView(of: score, frame: frame(of: score, path: path), points: points)
  }

  /// The frame of a recording in the middle of its analysis window.
  func frame(of score: RecordingScore, path: String) -> RecordingView.Frame {
    guard !TraceFile.isTrace(path: path) else {
      return .missing(reason: "Scored from a trace file, which holds no picture")
    }
    guard !ActivityCSV.isActivity(path: path) else {
      return .missing(reason: "Scored from a table of activity, which holds no picture")
    }
    // The middle of the first animal's window, when all animals are in.
    let middle = score.animals.first.map { $0.trialStart + ($0.window.start + $0.window.end) / 2 }
    do {
      let (frame, time) = try GreyPicture.frame(of: path, near: middle ?? 0)
      let small = frame.reduced(toLongerSide: side)
      let rgb = small.levels.flatMap { [$0, $0, $0] }
      return .picture(
        FramePicture(
          width: small.width, height: small.height,
          png: try PNGPicture.encode(rgb: rgb, width: small.width, height: small.height),
          time: time))
    } catch {
      return .missing(reason: "No picture could be made (\(error))")
    }
  }
}
