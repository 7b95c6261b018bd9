import StudyStore

/// Where what workers have read goes: the store, or bundles of a shard.
protocol ResultSink: AnyObject {
  /// The folder for traces.
  var traceFolder: String { get }
  /// Further folders in which a trace may be already.
  var knownTraceFolders: [String] { get }
  /// Takes a trace and tells what became of the recording, and of others if that changes them.
  func take(
    _ recording: AssignedRecording, _ plan: ScoringPlan, _ result: WorkerResult
  ) throws(BatchError) -> [RecordingEvent]
  /// Takes a failure. `plan` is `nil` where the study contradicts itself.
  func take(
    _ recording: AssignedRecording, _ plan: ScoringPlan?, _ failure: WorkerFailure
  ) throws(BatchError) -> [RecordingEvent]
}
