import Dispatch
import ImmobilityCore
import Synchronization
import VideoDecoding

/// Takes frames in turn on a thread of its own, so that the decoder goes on while they are compared. The
/// trace is the same as without.
final class SampleThread: Sendable {
  /// So many frames may wait; each keeps a luma plane in memory.
  private static let mostWaiting = 2

  private let intake: Mutex<SampleIntake>
  private let queue = DispatchQueue(label: "stillwater.samples")
  private let room = DispatchSemaphore(value: SampleThread.mostWaiting)

  init(_ intake: sending SampleIntake) { self.intake = Mutex(intake) }

  /// Takes the next frame in presentation order; waits while too many others do.
  func take(_ frame: VideoFrame) {
    room.wait()
    queue.async { [self] in
      intake.withLock { $0.take(frame) }
      room.signal()
    }
  }

  /// Ends the trace once all frames are taken; see ``SampleIntake/finish(end:isEndOfRecording:)``.
  func finish(end: Int64, isEndOfRecording: Bool) -> Trace {
    queue.sync { intake.withLock { $0.finish(end: end, isEndOfRecording: isEndOfRecording) } }
  }
}
