/// Immobile time in a part of the analysis window.
public struct TimeBin: Sendable, Equatable {
  /// Its start, seconds from trial start.
  public var start: Double
  /// Its end, seconds from trial start.
  public var end: Double
  /// Immobile time in it, seconds.
  public var immobile: Double
  /// Time of it without evidence, seconds.
  public var unscored: Double

  /// Makes a bin of its parts.
  public init(start: Double, end: Double, immobile: Double, unscored: Double) {
    self.start = start
    self.end = end
    self.immobile = immobile
    self.unscored = unscored
  }

  /// The same bin is one with the same edges, to the millisecond.
  struct Edges: Hashable, Comparable {
    var start: Int
    var end: Int

    static func < (a: Edges, b: Edges) -> Bool { (a.start, a.end) < (b.start, b.end) }
  }

  var edges: Edges {
    Edges(start: Int((start * 1000).rounded()), end: Int((end * 1000).rounded()))
  }

  /// Whether nothing of it was scored.
  var isBlank: Bool { unscored >= end - start - 1e-3 }

  /// The mean of the bins of several recordings, or animals, that have the same edges; blank ones do not
  /// count. In order of time.
  static func means(_ all: [[TimeBin]]) -> [TimeBin] {
    let byEdges = Dictionary(grouping: all.joined().filter { !$0.isBlank }, by: \.edges)
    return byEdges.sorted { $0.key < $1.key }.map { _, bins in
      let count = Double(bins.count)
      return TimeBin(
        start: bins[0].start, end: bins[0].end,
        immobile: bins.reduce(0) { $0 + $1.immobile } / count,
        unscored: bins.reduce(0) { $0 + $1.unscored } / count)
    }
  }
}
