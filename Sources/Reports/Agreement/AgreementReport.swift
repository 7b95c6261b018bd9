import Calibration
import ImmobilityCore

/// The results of one comparison of scorers: what every printer of it prints.
public struct AgreementReport: Sendable {
  /// The program.
  public var software: Software
  /// The files, with the format each was read as.
  public var files: [(path: String, format: String)]
  /// The behaviours that counted as immobile.
  public var immobileLabels: [String]
  /// What was compared at most, seconds of the recordings; `nil` is all that was observed.
  public var window: TimeSpan?
  /// The figures.
  public var agreement: Agreement
  /// What had to be decided while reading and comparing.
  public var warnings: [ScoreWarning]

  /// Makes a report of its parts.
  public init(
    software: Software, files: [(path: String, format: String)], immobileLabels: [String],
    window: TimeSpan?, agreement: Agreement, warnings: [ScoreWarning]
  ) {
    self.software = software
    self.files = files
    self.immobileLabels = immobileLabels
    self.window = window
    self.agreement = agreement
    self.warnings = warnings
  }

  /// How the figures are made, one sentence for each; part of every document.
  static let rules: [(name: String, text: String)] = [
    (
      "reference",
      "in each pair the scorer named first is the reference; differences are second - first; the "
        + "positive class is immobile"
    ),
    (
      "compared_time",
      "the stretch that all scorers of an animal observed, less what any of them left unscored"
    ),
    (
      "totals",
      "immobile seconds of the compared time; a total without times cannot be cut: where others left "
        + "more than 1 % of the stretch unscored it is compared with such totals only"
    ),
    ("time", "exact integration over the compared time, all animals together; no sampling grid"),
    (
      "one_second_bins",
      "bins of 1 s from the start of the compared stretch; a bin is immobile when more than 0.5 s of "
        + "it are; bins not judged in full take no part"
    ),
    (
      "bouts",
      "bouts of the compared time, cut at its edges; two bouts match when what they share is at least "
        + "half of what they cover together (intersection over union >= 0.5); each matches once at most"
    ),
    (
      "intervals_in_time",
      "95 % intervals of kappa and IoU (intersection over union of the immobile time) are over animals: "
        + "each is left out in turn, Student's t, on the scale of atanh; from 3 animals on"
    ),
    (
      "delays",
      "onset and offset of matched bouts, scorer - reference: median, quartiles, and the part of them "
        + "in which the scorer is the later one"
    ),
    (
      "icc_2_1",
      "ICC(2,1), which cannot lie below -1 / (scorers - 1); figure and interval end there"
    ),
    (
      "latency",
      "start of the compared stretch to the first immobility in the compared time; without any, the "
        + "stretch's whole length"
    ),
    ("outlying", ScorerFlag.outlyingRule),
    ("drifting", ScorerFlag.driftingRule),
  ]
}

/// Turns an agreement report into text.
public protocol AgreementPrinter: Sendable {
  /// The report as text that ends with a newline.
  ///
  /// - Throws: when the text cannot be made; never because of a value in the report.
  func text(of report: AgreementReport) throws -> String
}
