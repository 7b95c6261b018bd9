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

  /// The samples of a stretch.
  static let stretchLength = 256

  /// The number of samples.
  public private(set) var count: Int
  /// `[stretch][sample of it]`: each of the full length, or empty where the light never changed; those behind
  /// the last one in which it did may be missing.
  private var stretches: [[Change]] = []

  /// A track of so many samples at which the light did not change.
  public init(quiet count: Int = 0) { self.count = count }

  /// A track of the changes at each sample.
  public init(_ changes: some Sequence<Change>) {
    self.init()
    for change in changes { append(change) }
  }

  /// Adds a sample at the end.
  public mutating func append(_ change: Change) {
    count += 1
    if change != .none { put(change, at: count - 1) }
  }

  private mutating func put(_ change: Change, at sample: Int) {
    let (stretch, place) = sample.quotientAndRemainder(dividingBy: Self.stretchLength)
    while stretches.count <= stretch { stretches.append([]) }
    if stretches[stretch].isEmpty {
      stretches[stretch] = [Change](repeating: .none, count: Self.stretchLength)
    }
    stretches[stretch][place] = change
  }

  /// Calls `body` with each sample at which the light changed, in order.
  public func forEachChange(_ body: (_ sample: Int, _ change: Change) -> Void) {
    for (stretch, changes) in stretches.enumerated() {
      for (place, change) in changes.enumerated() where change != .none {
        body(stretch * Self.stretchLength + place, change)
      }
    }
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
      let (stretch, place) = sample.quotientAndRemainder(dividingBy: Self.stretchLength)
      guard stretch < stretches.count, !stretches[stretch].isEmpty else { return .none }
      return stretches[stretch][place]
    }
    set {
      precondition(indices.contains(sample), "the track has this sample")
      put(newValue, at: sample)
    }
  }
}

extension LightTrack: Equatable {
  /// Whether the light changed alike at as many samples.
  public static func == (one: Self, other: Self) -> Bool { one.elementsEqual(other) }
}
