/// How the light changed, sample by sample. Mostly it does not: stretches of samples in which it never did take
/// no memory.
public struct LightTrack: Sendable {
  /// How the light changed at one sample, beside the frame that it was compared with.
  public struct Change: Sendable, Equatable {
    /// The median of the signed differences in grey levels; 0 for 1 and less.
    public var shift: Int16
    /// Whether the counts were made after the change was taken out.
    public var isCompensated: Bool

    /// Makes a change of its parts.
    public init(shift: Int16, isCompensated: Bool) {
      self.shift = shift
      self.isCompensated = isCompensated
    }

    /// The light did not change.
    public static let none = Change(shift: 0, isCompensated: false)
  }

  /// The number of samples.
  public private(set) var count: Int
  private var changes = SparseValues(nothing: Change.none)

  /// A track of so many samples at which the light did not change.
  public init(quiet count: Int = 0) { self.count = count }

  /// A track of the changes at each sample.
  public init(_ changes: some Sequence<Change>) {
    self.init()
    for change in changes { append(change) }
  }

  /// Adds a sample at the end.
  public mutating func append(_ change: Change) {
    changes[count] = change
    count += 1
  }

  /// Calls `body` with each sample at which the light changed, in order.
  public func forEachChange(_ body: (_ sample: Int, _ change: Change) -> Void) {
    changes.forEachValue(body)
  }
}

extension LightTrack: RandomAccessCollection, MutableCollection {
  /// The first sample, 0.
  public var startIndex: Int { 0 }
  /// The number of samples.
  public var endIndex: Int { count }

  /// How the light changed at a sample.
  public subscript(sample: Int) -> Change {
    get {
      precondition(indices.contains(sample), "the track has this sample")
      return changes[sample]
    }
    set {
      precondition(indices.contains(sample), "the track has this sample")
      changes[sample] = newValue
    }
  }
}

extension LightTrack: Equatable {
  /// Whether the light changed alike at as many samples.
  public static func == (one: Self, other: Self) -> Bool { one.elementsEqual(other) }
}
