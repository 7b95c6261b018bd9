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

  /// Does `work` for each recording in turn; `frames` tells how many frames it had.
  ///
  /// A failure is told on standard error and changes nothing for the others; after an interruption
  /// the remaining ones fail without being opened.
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
          result = .failure(inWords(error))
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

  /// The error with what this program knows about it.
  private static func inWords(_ error: AnalysisError) -> AnalysisError {
    if error.kind == .cancelled { return interrupted(error.path) }
    // What is not UTF-8 in an argument arrives as this character and no longer leads to the file.
    guard error.kind == .inputNotFound, error.path.contains("\u{FFFD}") else { return error }
    return AnalysisError(
      kind: error.kind, path: error.path,
      message: "the file's name is not UTF-8 text and cannot be opened; rename the file")
  }

  private static func interrupted(_ path: String) -> AnalysisError {
    AnalysisError(kind: .cancelled, path: path, message: "interrupted; run it again to score it")
  }
}
