/// What is asked of a run.
public struct BatchRequest: Sendable {
  /// Folders and files to be searched; none for those of the study.
  public var places: [String] = []
  /// Whether what failed before is tried again.
  public var retriesFailed = false
  /// The most recordings that are read; `nil` for all.
  public var limit: Int?
  /// Only recordings that changed at or after this, nanoseconds since 1970; `nil` for all.
  public var since: Int64?

  /// Asks for everything.
  public init() {}
}
