import Calibration
import ImmobilityCore
import Statistics

/// A study as its page shows it: values alone, so that the same study is the same page.
public struct StudyReport: Sendable {
  /// How far the study has come; of its runs all are read, the newest first.
  public var status: StudyStatus
  /// The names of the manifest's further columns, in its order.
  public var covariates: [String]
  /// Scored, failed, excluded and waiting recordings, sorted by the bytes of their names. One that waits
  /// has neither score nor error.
  public var recordings: [StudyRecording]
  /// `[recording]`: the frame and the motion; `nil` where the recording has no score.
  public var views: [RecordingView?]
  /// The comparison of groups.
  public var comparison: GroupsCompared
  /// The profile that the study names; `nil` for none.
  public var profile: StudyProfile?

  /// The comparison of a study's groups.
  public enum GroupsCompared: Sendable {
    /// Made, with what was told about its input.
    case made(ComparisonReport)
    /// Not made, and why, as a sentence.
    case notMade(reason: String)
  }

  /// Makes a report of its parts.
  public init(
    status: StudyStatus, covariates: [String], recordings: [StudyRecording],
    views: [RecordingView?], comparison: GroupsCompared, profile: StudyProfile?
  ) {
    self.status = status
    self.covariates = covariates
    self.recordings = recordings
    self.views = views
    self.comparison = comparison
    self.profile = profile
  }
}

/// The profile that a study names, with what its evidence says about people.
public struct StudyProfile: Sendable, Equatable {
  /// The settings that it makes, with its name.
  public var settings: ScoringSettings
  /// How well its settings agree with people, in words; `nil` where it does not say.
  public var verdict: String?
  /// Animals that it was fitted on; `nil` where it does not say.
  public var animals: Int?
  /// The people who scored them.
  public var raters: Int?
  /// Agreement in time with people, of animals that it was not fitted on: Cohen's kappa.
  public var kappa: Estimate?
  /// Agreement of the totals: Lin's concordance.
  public var concordance: Estimate?
  /// Mean difference of the totals from people's, seconds.
  public var bias: Estimate?
  /// Limits of agreement of the totals, seconds.
  public var limits: ClosedRange<Double>?

  /// Makes a profile of its parts.
  public init(
    settings: ScoringSettings, verdict: String?, animals: Int? = nil, raters: Int? = nil,
    kappa: Estimate? = nil, concordance: Estimate? = nil, bias: Estimate? = nil,
    limits: ClosedRange<Double>? = nil
  ) {
    self.settings = settings
    self.verdict = verdict
    self.animals = animals
    self.raters = raters
    self.kappa = kappa
    self.concordance = concordance
    self.bias = bias
    self.limits = limits
  }

  /// Whether scores with some settings are those of this profile, so that its evidence holds for them.
  func holds(for settings: ScoringSettings) -> Bool {
    settings.isCalibrated && settings.profileName == self.settings.profileName
      && settings.fittedOn == self.settings.fittedOn && settings.classifiesLike(self.settings)
  }
}
