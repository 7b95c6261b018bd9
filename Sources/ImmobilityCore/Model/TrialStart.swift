/// Where the trial starts in the recording.
public enum TrialStart: Sendable, Equatable {
  /// At a time given by hand, seconds from the recording's first frame.
  case at(Double)
  /// Where the animal enters the arena, found for each arena from the recording; see `AnimalPresence`.
  case found

  /// From where on the recording has to be read, seconds from its first frame.
  public var readFrom: Double {
    switch self {
    case .at(let time): time
    case .found: 0
    }
  }
}
