import ImmobilityCore
import MotionAnalysis
import StudyStore

/// Traces and a plan to a score: the one way that every command of a study takes.
struct TraceScorer: Sendable {
  /// Where the traces are.
  var folder: TraceFolder

  /// Why there is no score.
  enum Failure: Error, Equatable {
    /// A trace is missing or damaged: the recording has to be decoded again.
    case noTrace
    /// The settings do not fit the recording.
    case settings(String)
  }

  /// Scores a recording by its content.
  ///
  /// - Parameter name: the recording's name in the study.
  func score(
    _ plan: ScoringPlan, contentHash: String, name: String
  ) throws(Failure) -> RecordingScore {
    var whole: RecordingScore?
    for part in plan.parts {
      guard
        var traced = folder.read(contentHash: contentHash, readingHash: part.readingHash)
      else { throw .noTrace }
      guard traced.trace.arenas.count == plan.arenas.count else { throw .noTrace }
      for index in plan.arenas.indices {
        traced.trace.arenas[index].arena = plan.arenas[index]
      }
      traced.info.path = name
      let score: RecordingScore
      do throws(ScoringError) {
        score = try traced.score(part.settings)
      } catch {
        throw .settings(error.description)
      }
      if whole == nil { whole = score }
      for arena in part.arenas { whole?.animals[arena] = score.animals[arena] }
    }
    guard var whole else { throw .noTrace }
    whole.path = name
    whole.trace = nil
    for index in whole.animals.indices {
      whole.animals[index].states = []
      whole.animals[index].flags = []
      whole.animals[index].motion = []
    }
    return whole
  }
}
