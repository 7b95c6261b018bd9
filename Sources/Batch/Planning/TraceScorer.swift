import ImmobilityCore
import StudyStore

/// A trace and a plan to a score: the one way that every command of a study takes.
struct TraceScorer: Sendable {
  /// Where the traces are.
  var folder: TraceFolder

  /// Why there is no score.
  enum Failure: Error, Equatable {
    /// The trace is missing or damaged: the recording has to be decoded again.
    case noTrace
    /// The settings do not fit the recording.
    case settings(String)
  }

  /// Scores a recording by its content; what is held for each sample is left out.
  ///
  /// - Parameter name: the recording's name in the study.
  func score(
    _ plan: ScoringPlan, contentHash: String, name: String
  ) throws(Failure) -> RecordingScore {
    guard
      let traced = folder.read(
        plan, contentHash: contentHash, name: name, for: plan.settings)
    else { throw .noTrace }
    var score: RecordingScore
    do throws(ScoringError) {
      score = try traced.score(plan.settings)
    } catch {
      throw .settings(error.description)
    }
    score.trace = nil
    for index in score.animals.indices {
      score.animals[index].states = []
      score.animals[index].flags = []
      score.animals[index].motion = []
    }
    return score
  }
}
