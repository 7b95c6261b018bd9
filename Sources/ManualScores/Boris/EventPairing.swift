import ImmobilityCore

/// Pairs the starts and stops of states. A state that is not closed, or closed without having been
/// opened, is an error: every bout after it could be the wrong way round.
struct EventPairing {
  /// Which state of which animal.
  struct State: Hashable {
    var key: ScoreCollector.Key
    var behaviour: String
    var modifier: String
  }

  let path: String
  private var open: [State: (time: Double, line: Int)] = [:]

  init(path: String) { self.path = path }

  /// Opens a state.
  ///
  /// - Throws: when it is open already.
  mutating func start(_ state: State, at time: Double, line: Int) throws(InputFileError) {
    if let opened = open[state] {
      throw InputFileError(
        path: path, line: line,
        message:
          "\(state.key.description): START of '\(state.behaviour)' at \(Rounding.text(time)) s "
          + "although the one at \(Rounding.text(opened.time)) s (line \(opened.line)) has no STOP")
    }
    open[state] = (time, line)
  }

  /// Closes a state and returns the stretch it lasted.
  ///
  /// - Throws: when it is not open, or was opened later.
  mutating func stop(
    _ state: State, at time: Double, line: Int
  ) throws(InputFileError) -> TimeSpan {
    guard let opened = open.removeValue(forKey: state) else {
      throw InputFileError(
        path: path, line: line,
        message:
          "\(state.key.description): STOP of '\(state.behaviour)' at \(Rounding.text(time)) s "
          + "without a START")
    }
    guard time >= opened.time else {
      throw InputFileError(
        path: path, line: line,
        message: "\(state.key.description): '\(state.behaviour)' stops at \(Rounding.text(time)) s "
          + "before its START at \(Rounding.text(opened.time)) s (line \(opened.line))")
    }
    return TimeSpan(start: opened.time, end: time)
  }

  /// Whether a state is open.
  func isOpen(_ state: State) -> Bool { open[state] != nil }

  /// Checks that every state was closed.
  ///
  /// - Throws: for the first that was not, with its line.
  func finish() throws(InputFileError) {
    guard let first = open.min(by: { $0.value.line < $1.value.line }) else { return }
    throw InputFileError(
      path: path, line: first.value.line,
      message: "\(first.key.key.description): START of '\(first.key.behaviour)' at "
        + "\(Rounding.text(first.value.time)) s has no STOP; close it and export again")
  }
}
