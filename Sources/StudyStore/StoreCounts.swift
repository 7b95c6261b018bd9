/// How much a store holds.
public struct StoreCounts: Sendable, Hashable {
  /// Recordings with a score.
  public var scored: Int
  /// Animals with a score.
  public var animals: Int
  /// Recordings that failed and were not scored since.
  public var failed: Int
  /// Runs.
  public var runs: Int

  /// Makes counts of their parts.
  public init(scored: Int, animals: Int, failed: Int, runs: Int) {
    self.scored = scored
    self.animals = animals
    self.failed = failed
    self.runs = runs
  }
}
