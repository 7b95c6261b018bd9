import MotionAnalysis

/// What became of the recordings of one call, in the order given.
struct RecordingOutcomes<Value> {
  /// Each recording's result, or why there is none.
  var outcomes: [(path: String, result: Result<Value, AnalysisError>)] = []

  /// The exit status that these outcomes lead to.
  var status: ExitStatus {
    ExitStatus.of(
      failures: outcomes.compactMap { outcome in
        if case .failure(let error) = outcome.result { error.kind } else { nil }
      }, recordings: outcomes.count)
  }

  /// Does `work` for each recording in turn; `frames` tells how many frames it had. A failure is told on standard error and changes
  /// nothing for the others; after an interruption the remaining ones fail without being opened.
  static func collect(
    _ paths: [String], progress: ProgressDisplay, frames: (Value) -> Int?,
    work: (String) throws(AnalysisError) -> Value
  ) -> RecordingOutcomes {
    var collected = RecordingOutcomes()
    for path in paths {
      progress.begin(path)
      let result: Result<Value, AnalysisError>
      if Interruption.isRequested {
        result = .failure(interrupted(path))
      } else {
        do throws(AnalysisError) {
          result = .success(try work(path))
        } catch {
          result = .failure(error.kind == .cancelled ? interrupted(path) : error)
        }
      }
      switch result {
      case .success(let value): progress.finish(frames: frames(value))
      case .failure(let error):
        progress.finish(frames: nil)
        Console.error("\(error)")
      }
      collected.outcomes.append((path, result))
    }
    return collected
  }

  private static func interrupted(_ path: String) -> AnalysisError {
    AnalysisError(kind: .cancelled, path: path, message: "interrupted; run it again to score it")
  }
}
