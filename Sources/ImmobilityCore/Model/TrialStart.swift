/// Where the trial starts in the recording.
public enum TrialStart: Sendable, Equatable {
  /// At a time given by hand, seconds as a player shows them (`RecordingInfo.pictureStart`).
  case at(Double)
  /// Where the animal enters the arena, found for each arena from the recording; see `AnimalPresence`.
  case found

  /// A time given by hand, or `nil` for a start that is to be found.
  public init(time: Double?) { self = time.map(TrialStart.at) ?? .found }

  /// The time given by hand, seconds; `nil` where it is to be found.
  public var time: Double? {
    if case .at(let time) = self { time } else { nil }
  }

  /// From where on the recording has to be read, seconds from its first frame.
  public var readFrom: Double { time ?? 0 }
}

/// Where the trials of a recording's arenas start.
public struct TrialStarts: Sendable, Equatable {
  /// That of every arena without one of its own.
  public var common: TrialStart
  /// The own starts, by the arenas' names.
  public var ofArenas: [String: TrialStart]

  /// Makes starts of both parts.
  public init(common: TrialStart, ofArenas: [String: TrialStart] = [:]) {
    self.common = common
    self.ofArenas = ofArenas
  }
}

extension ScoringSettings {
  /// Both settings of trial starts together.
  public var trialStarts: TrialStarts {
    get { TrialStarts(common: trialStart, ofArenas: arenaTrialStarts) }
    set { (trialStart, arenaTrialStarts) = (newValue.common, newValue.ofArenas) }
  }

  /// The settings with trial starts in sample time, seconds from the first frame, in place of the player's
  /// clock. A start before the picture is the picture's.
  ///
  /// - Parameter pictureStart: the player's clock at the first frame, seconds.
  public func inSampleTime(pictureStart: Double) -> ScoringSettings {
    guard pictureStart != 0 else { return self }
    let shifted = { (start: TrialStart) in
      if case .at(let time) = start { TrialStart.at(max(0, time - pictureStart)) } else { start }
    }
    var settings = self
    settings.trialStart = shifted(trialStart)
    settings.arenaTrialStarts = arenaTrialStarts.mapValues(shifted)
    return settings
  }

  /// Where the trial of an arena starts: its own start where one was given, else that of all.
  public func trialStart(of arena: String) -> TrialStart {
    arenaTrialStarts[arena] ?? trialStart
  }

  /// Checks that own starts were given only for arenas that there are.
  ///
  /// - Parameter arenas: the names of the recording's arenas.
  /// - Throws: `ScoringError.trialStartOfNoArena` for the first other name.
  public func requireTrialStarts(onlyOf arenas: [String]) throws(ScoringError) {
    if let unknown = arenaTrialStarts.keys.filter({ !arenas.contains($0) }).min() {
      throw .trialStartOfNoArena(unknown, arenas: arenas)
    }
  }

  /// What has to be read of a recording for the trials of its arenas, seconds: from the first trial's
  /// start to the last one's end. `nil`: all of it, because a start is to be found.
  ///
  /// The length is `nil` where the trial lasts to the recording's end.
  ///
  /// - Parameter arenas: the names of the recording's arenas.
  public func part(ofRecordingWith arenas: [String]) -> (start: Double, length: Double?)? {
    var first = Double.infinity
    var last = -Double.infinity
    for start in arenas.isEmpty ? [trialStart] : arenas.map(trialStart(of:)) {
      guard case .at(let time) = start else { return nil }
      first = min(first, time)
      last = max(last, time)
    }
    return (first, trialLength.map { last - first + $0 })
  }

  /// The same as a window, seconds of the recording; its end is infinite where all is read.
  ///
  /// - Parameter arenas: the names of the recording's arenas.
  public func coverage(ofRecordingWith arenas: [String]) -> Window {
    guard let part = part(ofRecordingWith: arenas) else { return Window(start: 0, end: .infinity) }
    return Window(start: part.start, end: part.length.map { part.start + $0 } ?? .infinity)
  }
}
