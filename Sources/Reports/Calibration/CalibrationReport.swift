import Calibration
import ImmobilityCore
import Statistics

/// The results of one calibration: what every printer of it prints.
public struct CalibrationReport: Sendable {
  /// The program.
  public var software: Software
  /// The profile's name.
  public var profile: String
  /// The settings that the search started from.
  public var start: ScoringSettings
  /// The fit.
  public var fit: CalibrationFit
  /// The files that it was made from.
  public var inputs: [Input]
  /// What had to be decided while reading and matching.
  public var warnings: [ScoreWarning]

  /// A file that the calibration was made from.
  public struct Input: Sendable, Equatable {
    /// What a file can be.
    public enum Kind: String, Sendable {
      /// A file of manual scores.
      case manual
      /// A recording, or a trace of one.
      case recording
    }

    /// What it is.
    public var kind: Kind
    /// The file, as the user gave it.
    public var path: String
    /// SHA-256 of the file of scores, or of the recording (of a trace: of the recording it was made of).
    public var sha256: String
    /// The format that scores were read as; the codec of a recording.
    public var format: String
    /// When the file was last changed, as its file system says: UTC, ISO 8601; empty when unknown. A copy
    /// may have another time; the hash tells the content.
    public var modified: String

    /// Makes an input of its parts.
    public init(kind: Kind, path: String, sha256: String, format: String, modified: String) {
      self.kind = kind
      self.path = path
      self.sha256 = sha256
      self.format = format
      self.modified = modified
    }
  }

  /// Makes a report of its parts.
  public init(
    software: Software, profile: String, start: ScoringSettings, fit: CalibrationFit,
    inputs: [Input], warnings: [ScoreWarning]
  ) {
    self.software = software
    self.profile = profile
    self.start = start
    self.fit = fit
    self.inputs = inputs
    self.warnings = warnings
  }

  /// How the figures are made, one sentence for each; part of every document.
  static func rules(_ fit: CalibrationFit) -> [(name: String, text: String)] {
    [
      ("objective", fit.objective.words),
      (
        "cross_validated",
        "each animal is scored with settings that were chosen without it; in each of these fits the "
          + "way of reading motion and the rules are chosen by leaving out each of its animals in turn "
          + "(nested leave-one-animal-out)"
      ),
      ("in_sample", "the final settings on the very animals they were fitted to: always too good"),
      (
        "intervals",
        "95 % over animals by leaving out each in turn, with Student's t: kappa, MCC and CCC on the scale "
          + "of atanh, mean absolute error as it is; of bias and limits by Student's t (Bland & Altman "
          + "1999), of r Fisher's z. With fewer than 3 animals there is none"
      ),
      (
        "threshold_spread",
        "where 95 % of the thresholds lie that \(fit.replicates) draws of the animals, seed \(fit.seed), "
          + "would have chosen, all else as chosen"
      ),
      (
        "left_raters",
        "each rater is compared with the program fitted to the other raters alone: a fit to all of them "
          + "lies in their midst"
      ),
      (
        "flat_optimum",
        "of settings that agree as well as the best, those nearest to the protocol's are taken, and of "
          + "the thresholds the middle of the flat top"
      ),
      (
        "delay",
        "how much later than the animal a rater presses the key: the shift of the rater's times with "
          + "the highest kappa, in every fit from its own animals alone"
      ),
    ]
  }

  /// The figures, with names, in the order of tables.
  static let figures:
    [(name: String, decimals: Int, value: @Sendable (CalibrationFigures) -> Estimate)] = [
      ("kappa", 2, { $0.kappa }), ("MCC", 2, { $0.mcc }),
      ("sensitivity", 2, { $0.time?.sensitivity ?? Estimate(missing: "no times") }),
      ("specificity", 2, { $0.time?.specificity ?? Estimate(missing: "no times") }),
      ("precision", 2, { $0.time?.precision ?? Estimate(missing: "no times") }),
      ("F1", 2, { $0.time?.f1 ?? Estimate(missing: "no times") }),
      ("CCC of totals", 2, { $0.concordance }), ("r of totals", 2, { $0.pearson }),
      ("bias, s", 1, { $0.bias }), ("lower limit of agreement, s", 1, { $0.lowerLimit }),
      ("upper limit of agreement, s", 1, { $0.upperLimit }),
      ("mean absolute error, s", 1, { $0.meanAbsoluteError }),
    ]

  /// The settings that were looked for: name, before, after.
  var settings: [(name: String, before: String, after: String)] {
    let (old, new) = (start, fit.settings)
    func pixel(_ threshold: PixelThreshold) -> String {
      if case .fixed(let level) = threshold { "\(level) grey levels" } else { "auto" }
    }
    func seconds(_ path: KeyPath<ScoringSettings, Double>) -> (String, String) {
      (Rounding.text(old[keyPath: path]) + " s", Rounding.text(new[keyPath: path]) + " s")
    }
    func percent(_ value: Double?) -> String { value.map { Rounding.text($0) + " %" } ?? "-" }
    let rows: [(String, (String, String))] = [
      ("measure", (old.measure.rawValue, new.measure.rawValue)),
      ("motion threshold", (percent(old.motionThreshold), percent(new.motionThreshold))),
      (
        "highly mobile threshold",
        (percent(old.highlyMobileThreshold), percent(new.highlyMobileThreshold))
      ),
      ("pixel threshold", (pixel(old.pixelThreshold), pixel(new.pixelThreshold))),
      ("lag", seconds(\.lag)),
      ("smoothing", seconds(\.smoothing)),
      ("exit ratio", (Rounding.text(old.exitRatio), Rounding.text(new.exitRatio))),
      ("shortest immobile bout", seconds(\.minImmobile)),
    ]
    return rows.map { ($0.0, $0.1.0, $0.1.1) }
  }

  /// A figure with its interval, as text.
  static func text(_ estimate: Estimate, _ decimals: Int) -> String {
    guard let value = estimate.value else { return "-" }
    let text = DecimalText.fixed(value, decimals: decimals)
    guard let interval = estimate.interval else { return text }
    return text + " (" + DecimalText.fixed(interval.lowerBound, decimals: decimals) + " to "
      + DecimalText.fixed(interval.upperBound, decimals: decimals) + ")"
  }
}

/// Turns a calibration report into text.
public protocol CalibrationPrinter: Sendable {
  /// The report as text that ends with a newline.
  ///
  /// - Throws: when the text cannot be made; never because of a value in the report.
  func text(of report: CalibrationReport) throws -> String
}
