import Batch
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
  /// What reads the pictures.
  var workers: RecordingWorkers

  /// For a call with so many recordings of so many arenas each.
  init(recordings: Int, arenas: Int, workers: RecordingWorkers) {
    self.init(recordings: recordings, animals: recordings * arenas, workers: workers)
  }

  /// For so many recordings with so many animals in all.
  init(recordings: Int, animals: Int, workers: RecordingWorkers) {
    self.workers = workers
    points = RecordingView.points(animals: animals)
    side = RecordingView.pictureSide(recordings: recordings)
  }

  /// What is shown of a recording.
  ///
  /// - Parameters:
  ///   - path: the file that was read: a recording, or what was made of one.
  ///   - file: that file as it was before it was read.
  func view(of score: RecordingScore, path: String, file: FoundRecording?) -> RecordingView {
    RecordingView(of: score, frame: frame(of: score, path: path, file: file), points: points)
  }

  /// The frame of a recording in the middle of its analysis window.
  ///
  /// - Parameter file: the file as it was scored. A picture of another content is not shown beside the score.
  func frame(
    of score: RecordingScore, path: String, file: FoundRecording?
  ) -> RecordingView.Frame {
    guard !TraceFile.isTrace(path: path) else {
      return .missing(reason: "Scored from a trace file, which holds no picture")
    }
    guard !ActivityCSV.isActivity(path: path) else {
      return .missing(reason: "Scored from a table of activity, which holds no picture")
    }
    // The middle of the first animal's window, when all animals are in.
    let middle = score.animals.first.map { $0.trialStart + ($0.window.start + $0.window.end) / 2 }
    do {
      let (frame, time) = try workers.picture(path: path, near: middle ?? 0)
      guard let file, FoundRecording.now(at: path) == file else {
        return .missing(reason: "The recording's file has changed since it was scored")
      }
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
