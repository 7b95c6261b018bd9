/// The version of what turns a trace into a score.
public enum ScoringVersion {
  /// Goes up with every change after which a trace gives another score: recordings are then scored
  /// again from their traces.
  public static let current = 7
}
