/// Why a trace cannot be scored with some settings.
public enum ScoringError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The trial starts at or after the recording's end (both seconds).
  case trialAfterEnd(trialStart: Double, recordingEnd: Double)
  /// The analysis window starts at or after the recording's end (seconds from trial start).
  case windowAfterEnd(window: ScoringSettings.Window, recordedTrial: Double)
  /// The pixel threshold is none of those that the trace counted (grey levels).
  case pixelThresholdNotInTrace(asked: UInt8, counted: [UInt8])
  /// The trace has no cells, which the measure reads.
  case measureNotInTrace(MotionMeasure)
  /// The lag was not asked for when the trace was made (seconds).
  case lagNotInTrace(asked: Double, traced: [Double])
  /// The artefacts that are cleaned while reading were others when the trace was made (names).
  case cleaningNotInTrace(asked: [String], traced: [String])
  /// The trace was made at another analysis rate (samples per second; `nil`: every frame).
  case analysisRateNotInTrace(asked: Double?, traced: Double?)
  /// The trace covers another part of the recording (seconds from its first frame).
  case notCovered(trialStart: Double, trialEnd: Double, covered: ScoringSettings.Window)
  /// The trial's start was to be found and the signs are not clear.
  case trialStartNotFound(arena: String)
  /// A trial's start was given for an arena that the recording does not have.
  case trialStartOfNoArena(String, arenas: [String])
  /// There was no evidence for any animal; why, in words.
  case nothingScored(reasons: [String])
  /// The window would be cut into more bins than `ScoringSettings.mostBins` (both seconds).
  case tooManyBins(windowLength: Double, bin: Double)

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .trialAfterEnd(let start, let end):
      "the trial starts at \(Rounding.text(start)) s but the recording ends after "
        + "\(Rounding.text(end)) s; correct --trial-start"
    case .windowAfterEnd(let window, let recorded):
      "the analysis window \(Rounding.text(window.start)):\(Rounding.text(window.end)) s starts after "
        + "the recording's end: only \(Rounding.text(recorded)) s of the trial were recorded; choose "
        + "another --protocol or give --window START:END"
    case .pixelThresholdNotInTrace(let asked, let counted):
      "pixel threshold \(asked) was not counted in this trace (it holds "
        + "\(counted.map(String.init).joined(separator: ", "))); analyse the recording again"
    case .measureNotInTrace(let measure):
      "\(measure.rawValue) cannot be read here: no cells were measured, as in a table of another program's "
        + "activity; use --measure changed"
    case .lagNotInTrace(let asked, let traced):
      "a lag of \(Rounding.text(asked)) s was asked for but the trace was made with "
        + "\(traced.map { Rounding.text($0) }.joined(separator: " and ")) s; analyse the recording again"
    case .cleaningNotInTrace(let asked, let traced):
      "cleaning while reading was asked for as \(Self.list(asked)) but the trace was made with "
        + "\(Self.list(traced)); analyse the recording again, or choose --cleaning as it was"
    case .analysisRateNotInTrace(let asked, let traced):
      "\(Self.rate(asked)) were asked for but the trace was made with \(Self.rate(traced)); analyse "
        + "the recording again, or choose --analysis-rate as it was"
    case .notCovered(let start, let end, let covered):
      "the trial from \(Rounding.text(start)) to \(Self.time(end)) was asked for but the trace covers "
        + "the recording from \(Rounding.text(covered.start)) to \(Self.time(covered.end)); give the "
        + "--protocol and --trial-start it was made with, or analyse the recording again"
    case .trialStartNotFound(let arena):
      "when the animal enters arena '\(arena)' could not be found with confidence (it must be seen "
        + "empty at first, and then with the animal for 6 s or more); give --trial-start in seconds"
    case .trialStartOfNoArena(let arena, let known):
      "a trial start was given for arena '\(arena)', which the recording does not have; its arenas: "
        + known.joined(separator: ", ")
    case .nothingScored(let reasons):
      reasons.isEmpty
        ? "nothing could be scored: there are not enough frames to compare at the lags asked for"
        : "nothing could be scored: " + reasons.joined(separator: "; ")
    case .tooManyBins(let length, let bin):
      "a window of \(Rounding.text(length)) s has more than 100,000 bins of \(bin) s; give a longer "
        + "--bin"
    }
  }
  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private static func rate(_ rate: Double?) -> String {
    rate.map { "\(Rounding.text($0)) samples per second" } ?? "all frames"
  }

  private static func time(_ time: Double) -> String {
    time.isFinite ? "\(Rounding.text(time)) s" : "its end"
  }
}
