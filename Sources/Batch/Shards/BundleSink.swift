/// Keeps what workers have read in bundles, beside their traces, and leaves the store alone.
final class BundleSink: ResultSink {
  let traceFolder: String
  let knownTraceFolders: [String]
  private let identity: RunIdentity

  /// - Parameters:
  ///   - folder: the shard's own folder, which exists.
  ///   - traces: the study's traces, which will do where they are there already.
  init(folder: String, traces: TraceFolder, identity: RunIdentity) {
    traceFolder = folder
    knownTraceFolders = [traces.path]
    self.identity = identity
  }

  func take(
    _ recording: AssignedRecording, _ plan: ScoringPlan, _ result: WorkerResult
  ) throws(BatchError) -> [RecordingEvent] {
    try ResultBundle(
      recording: recording, plan: plan, sha256: result.sha256, frames: result.frames, failure: nil,
      identity: identity
    ).write(into: traceFolder)
    return [
      RecordingEvent(
        name: recording.name, outcome: result.decoded ? .decoded : .rescored,
        frames: result.frames)
    ]
  }

  func take(
    _ recording: AssignedRecording, _ plan: ScoringPlan?, _ failure: WorkerFailure
  ) throws(BatchError) -> [RecordingEvent] {
    try ResultBundle(
      recording: recording, plan: plan, sha256: nil, frames: 0,
      failure: .init(kind: failure.kind, message: failure.message), identity: identity
    ).write(into: traceFolder)
    return [
      RecordingEvent(
        name: recording.name,
        outcome: .failed(StoreSink.reason(failure, isPlanned: plan != nil), failure.message))
    ]
  }
}
