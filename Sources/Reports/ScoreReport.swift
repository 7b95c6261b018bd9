import ImmobilityCore

/// The program that made a report.
public struct Software: Sendable, Equatable {
  /// The program's name.
  public var name: String
  /// Its version.
  public var version: String

  /// Makes a description of a program.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// The results of one call: what every printer prints.
public struct ScoreReport: Sendable {
  /// The program.
  public var software: Software
  /// The arenas that were asked for; the one arena `Arena.whole` when none was. A recording that was
  /// scored with those of its trace has them itself.
  public var arenas: [Arena]
  /// One result for each recording, in the order given.
  public var recordings: [RecordingScore]
  /// `[recording]`: what `ScoreHTML` shows beside the numbers; `nil` where a recording was not scored.
  public var views: [RecordingView?]
  /// How well the profile's settings agree with people, in the profile's own words; `nil` without a
  /// profile, or where it does not say.
  public var profileEvidence: String?

  /// Makes a report of its parts.
  public init(
    software: Software, arenas: [Arena], recordings: [RecordingScore],
    views: [RecordingView?] = [], profileEvidence: String? = nil
  ) {
    self.software = software
    self.arenas = arenas
    self.recordings = recordings
    self.views = views
    self.profileEvidence = profileEvidence
  }

  /// Whether the whole picture of a recording was scored as one arena because none was given.
  var scoredWholePicture: Bool {
    recordings.contains { recording in
      recording.error == nil && arenas(of: recording).contains { $0.shape == .wholePicture }
    }
  }

  /// The arenas in force for a recording.
  func arenas(of recording: RecordingScore) -> [Arena] { recording.arenas ?? arenas }
}

/// Turns a report into text.
public protocol ScorePrinter: Sendable {
  /// The report as text that ends with a newline.
  ///
  /// - Throws: when the text cannot be made; never because of a value in the report.
  func text(of report: ScoreReport) throws -> String
}
