import ImmobilityCore

/// A traced recording as a file: an NPZ archive of named numpy arrays.
///
/// `numpy.load` opens it; `TraceArray` says what each array holds, and so does the file itself in its
/// array `metadata`, a JSON text. Counts and mean differences are split into byte planes (axis 0, lowest byte
/// first), because they take a sixth less so; a line of numpy joins them. The counts at each pixel threshold are
/// an array of their own, so that scoring unpacks few.
/// The archive's comment, the last 31 bytes of the file, holds a checksum of everything before.
///
/// The same recording, settings and libdeflate make the same bytes on every machine.
public struct TraceFile: Sendable, Equatable {
  /// What was read from the recording.
  public var recording: TracedRecording
  /// The version of the program that made the file.
  public var softwareVersion: String

  /// The form that this program writes, and the only one that it reads.
  public static let schema = schemaName + "\(schemaVersion)"
  static let schemaName = "stillwater.trace/"
  static let schemaVersion = 5

  /// Makes a trace file's content of a recording and the version of the program that read it.
  public init(recording: TracedRecording, softwareVersion: String) {
    self.recording = recording
    self.softwareVersion = softwareVersion
  }

  /// The most counts, `arenas * rungs * samples`, that a file may hold: days of recording.
  static let mostCounts = 1 << 28

  /// The bit of each flag in `reading_flags`.
  static let flagBits = Dictionary(
    uniqueKeysWithValues: SampleFlags.named.map { ($0.name, $0.flag.rawValue) })
}
