import MotionAnalysis
import Reports
import Synchronization

/// Shows how far a call has come, on standard error: a bar on a terminal, else one plain line for
/// each finished recording, or nothing.
final class ProgressDisplay: AnalysisObserver {
  /// How progress is shown.
  enum Style {
    case bar
    case lines
    case none
  }

  private struct State {
    var recording = 0
    var path = ""
    var frames = 0
    var began = ContinuousClock.now
    var drawn: ContinuousClock.Instant?
  }

  private let style: Style
  private let recordings: Int
  private let callBegan = ContinuousClock.now
  private let state = Mutex(State())

  /// Makes a display for a number of recordings.
  init(recordings: Int, quiet: Bool) {
    self.recordings = recordings
    style = quiet ? .none : Console.standardErrorIsTerminal ? .bar : .lines
  }

  /// A recording's turn has come.
  func begin(_ path: String) {
    state.withLock {
      $0.recording += 1
      $0.path = TextTable.printable(path)
      $0.frames = 0
      $0.began = .now
      $0.drawn = nil
      // A short one is over before its process tells how far it has come.
      if style == .bar { Console.write("\r\u{1B}[K" + bar($0, part: 0), to: 2) }
    }
  }

  /// The recording is done; it had so many frames, or `nil` when it failed.
  func finish(frames: Int?) {
    state.withLock { state in
      if style == .bar { Console.write("\r\u{1B}[K", to: 2) }
      guard style == .lines, let frames else { return }
      state.frames = frames
      let time = Self.clock(Self.seconds(since: state.began))
      Console.line(
        "[\(state.recording)/\(recordings)] \(state.path): \(frames) frames in \(time), "
          + "\(rate(state)) frames/s")
    }
  }

  func analysed(frames: Int, seconds: Double, announcedDuration: Double?) -> Bool {
    state.withLock { state in
      state.frames = frames
      guard style == .bar, state.drawn.map({ Self.seconds(since: $0) >= 0.1 }) ?? true else {
        return
      }
      state.drawn = .now
      let part = announcedDuration.map { $0 > 0 ? min(max(seconds / $0, 0), 1) : 0 }
      Console.write("\r\u{1B}[K" + bar(state, part: part), to: 2)
    }
    return !Interruption.isRequested
  }

  /// The bar's line: recordings done, share of the call, frames per second, time left.
  private func bar(_ state: State, part: Double?) -> String {
    let name = state.path.split(separator: "/").last.map(String.init) ?? state.path
    let head = "[\(state.recording)/\(recordings)] \(name.prefix(24)) "
    let speed = "\(rate(state)) frames/s"
    guard let part else { return head + "\(state.frames) frames  " + speed }
    let share = (Double(state.recording - 1) + part) / Double(recordings)
    let filled = Int(clamped: share * 16)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 16 - filled)
    let elapsed = Self.seconds(since: callBegan)
    let left = share > 0.01 ? "  \(Self.clock(elapsed * (1 - share) / share)) left" : ""
    return head + bar + " \(Int(clamped: share * 100)) %  " + speed + left
  }

  private func rate(_ state: State) -> Int {
    Int(clamped: Double(state.frames) / max(Self.seconds(since: state.began), 1e-3))
  }

  private static func seconds(since instant: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - instant) / .seconds(1)
  }

  /// Minutes and seconds, such as `2:05`, with hours where there are any.
  private static func clock(_ seconds: Double) -> String {
    let total = Int(clamped: min(seconds, 1e6).rounded(.up))
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let minutes = "\(two(total % 60))"
    return total < 3600
      ? "\(total / 60):\(minutes)" : "\(total / 3600):\(two(total / 60 % 60)):\(minutes)"
  }
}
