import Dispatch
import Glibc
import ImmobilityCore
import Synchronization
import VideoDecoding

/// Takes frames in turn on a thread of its own, so that the decoder goes on while they are compared. The
/// trace is the same as without.
struct SampleThread: ~Copyable {
  /// Frames are handed over once they have this much luma together, bytes: to wake a thread for each small one
  /// costs more than comparing it.
  private static let handedOver = 1 << 20

  private let worker: Worker
  /// Frames that are not handed over yet.
  private var frames: [VideoFrame] = []
  private var bytes = 0

  init(_ intake: sending SampleIntake) { worker = Worker(intake) }

  deinit { worker.end() }

  /// Takes the next frame in presentation order; waits while too many others do.
  mutating func take(_ frame: VideoFrame) {
    frames.append(frame)
    bytes += frame.width * frame.height
    if bytes >= Self.handedOver { handOver() }
  }

  /// Ends the trace once all frames are taken; see ``SampleIntake/finish(end:isEndOfRecording:)``.
  mutating func finish(end: Int64, isEndOfRecording: Bool) -> Trace {
    handOver()
    worker.end()
    return worker.intake.withLock { $0.finish(end: end, isEndOfRecording: isEndOfRecording) }
  }

  private mutating func handOver() {
    if !frames.isEmpty { worker.take(frames) }
    frames.removeAll(keepingCapacity: true)
    bytes = 0
  }
}

/// The thread, and the frames that wait for it.
private final class Worker: Sendable {
  /// So many hand-overs may wait; their frames keep their luma planes in memory.
  private static let mostWaiting = 2
  /// The thread is so much nicer than the decoder's: everything waits for the decoder, so it goes first.
  private static let niceness: Int32 = 10

  let intake: Mutex<SampleIntake>
  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: Worker.mostWaiting)
  private let work = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  private struct State {
    var waiting: [[VideoFrame]] = []
    var isThreaded = false
  }

  init(_ intake: sending SampleIntake) {
    self.intake = Mutex(intake)
    let itself = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, { Worker.run($0) }, itself.toOpaque())
    if failure == 0 {
      pthread_detach(thread)
      state.withLock { $0.isThreaded = true }
    } else {
      itself.release()
    }
  }

  /// Takes frames; waits while too many others do. Without a thread, which the system may refuse, they are
  /// compared at once.
  func take(_ frames: [VideoFrame]) {
    guard state.withLock({ $0.isThreaded }) else { return compare(frames) }
    room.wait()
    state.withLock { $0.waiting.append(frames) }
    work.signal()
  }

  /// Waits until all frames are taken and ends the thread; does nothing when that was done before.
  func end() {
    let isThreaded = state.withLock { state in
      defer { state.isThreaded = false }
      return state.isThreaded
    }
    guard isThreaded else { return }
    work.signal()
    ended.wait()
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let worker = Unmanaged<Worker>.fromOpaque(context).takeRetainedValue()
    _ = nice(niceness)
    while true {
      worker.work.wait()
      let frames = worker.state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
      guard let frames else { break }
      worker.compare(frames)
      worker.room.signal()
    }
    worker.ended.signal()
    return nil
  }

  private func compare(_ frames: [VideoFrame]) {
    intake.withLock { intake in
      for frame in frames { intake.take(frame) }
    }
  }
}
