/// The version of what turns a recording into a trace.
public enum MeasuringVersion {
  /// Goes up with every change after which a recording gives another trace: traces of another version
  /// are then made again.
  public static let current = 8
}
