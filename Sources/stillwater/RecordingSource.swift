import Batch
import ImmobilityCore
import MotionAnalysis
import TraceFiles
import VideoDecoding

/// Reads what scoring needs from what was given: a recording, or a trace of one.
struct RecordingSource {
  /// What reads recordings.
  var workers: RecordingWorkers
  /// The arenas and settings that they are read for.
  var scorer: RecordingScorer
  /// The arenas that were given; `nil` for none, and a trace is scored with its own.
  var givenArenas: [Arena]?
  /// Whether a trace is only scored, so that what the settings do not read may be left out of it.
  var isOnlyScored = false

  /// Reads a file, which its content tells to be one or the other.
  func read(
    _ path: String, observer: any AnalysisObserver
  ) throws(AnalysisError) -> TracedRecording {
    if ActivityCSV.isActivity(path: path) { return try activity(path) }
    guard TraceFile.isTrace(path: path) else {
      return try workers.trace(path: path, scorer: scorer, observer: observer)
    }
    FreedMemory.keep()
    let recording: TracedRecording
    do throws(TraceFileError) {
      recording = try TraceFile(path: path, for: isOnlyScored ? scorer.settings : nil).recording
    } catch {
      throw AnalysisError(
        kind: error.kind == .notFound ? .inputNotFound : .inputUnusable, path: path,
        message: error.message)
    }
    let arenas = recording.trace.arenas.map(\.arena)
    if let givenArenas, givenArenas != arenas {
      let names = arenas.map { "'\($0.name)'" }.joined(separator: ", ")
      throw AnalysisError(
        kind: .inputUnusable, path: path,
        message: "this trace was made with other arenas (\(names)) than those given; leave out "
          + "--arena and --arenas to score it with its own, or analyse the recording again")
    }
    return recording
  }

  /// Reads another tracker's activity.
  private func activity(_ path: String) throws(AnalysisError) -> TracedRecording {
    guard givenArenas == nil else {
      throw AnalysisError(
        kind: .inputUnusable, path: path,
        message: "this table of activity has one arena of its own; leave out --arena and --arenas")
    }
    do {
      var recording = try ActivityCSV.read(path: path, settings: scorer.settings)
      recording.info.sha256 = try VideoReader.sha256(path: path)
      return recording
    } catch let error as TraceFileError {
      throw AnalysisError(
        kind: error.kind == .notFound ? .inputNotFound : .inputUnusable, path: path,
        message: error.message)
    } catch {
      throw AnalysisError(kind: .inputUnusable, path: path, message: "\(error)")
    }
  }
}
