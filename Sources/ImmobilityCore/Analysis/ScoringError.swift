/// Why a trace cannot be scored with some settings.
public enum ScoringError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The trial starts at or after the recording's end (both seconds).
  case trialAfterEnd(trialStart: Double, recordingEnd: Double)
  /// The analysis window starts at or after the recording's end (seconds from trial start).
  case windowAfterEnd(window: ScoringSettings.Window, recordedTrial: Double)
  /// The pixel threshold is none of those that the trace counted (grey levels).
  case pixelThresholdNotInTrace(asked: UInt8, counted: [UInt8])
  /// The lag was not asked for when the trace was made (seconds).
  case lagNotInTrace(asked: Double, traced: Double)

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
    case .lagNotInTrace(let asked, let traced):
      "a lag of \(Rounding.text(asked)) s was asked for but the trace was made with "
        + "\(Rounding.text(traced)) s; analyse the recording again"
    }
  }
}
