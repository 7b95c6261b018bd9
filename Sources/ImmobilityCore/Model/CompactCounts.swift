/// Whole numbers that are mostly small, such as counts of pixels, in little memory: two bytes each, and one,
/// two or six more where some of their stretch need them.
///
/// It is read like an array of numbers of 64 bits, and any such number can be kept.
public struct CompactCounts: Sendable {
  /// `[place]`: bits 0 to 15.
  private var low: [UInt16] = []
  /// `[place]`: bits 16 to 23.
  private var middle = SparseValues<UInt8>(nothing: 0)
  /// `[place]`: bits 24 to 31.
  private var high = SparseValues<UInt8>(nothing: 0)
  /// `[place]`: bits 32 to 63.
  private var top = SparseValues<UInt32>(nothing: 0)
  /// Whether all fit into two bytes, as most do: then nothing else is looked at.
  private var areSmall = true

  /// No numbers.
  public init() {}

  /// The same numbers as those of a sequence, in order.
  public init(_ values: some Sequence<UInt64>) { for value in values { append(value) } }

  /// The same numbers as those of an array, in order.
  public init(_ values: [UInt32]) { self.init(splitting: values) }

  /// The same numbers as those of an array, in order.
  public init(_ values: [UInt64]) { self.init(splitting: values) }

  /// So many times one number.
  public init(repeating value: UInt64, count: Int) {
    self.init([UInt64](repeating: value, count: count))
  }

  /// In plain loops, which the compiler turns into vector code where all are small.
  private init<Value: FixedWidthInteger & UnsignedInteger>(splitting values: [Value]) {
    low = values.map { UInt16(truncatingIfNeeded: $0) }
    guard values.reduce(0, |) >> 16 != 0 else { return }
    for (place, value) in values.enumerated() where value >> 16 != 0 {
      putUpper(UInt64(value), at: place)
    }
  }

  /// Lays out memory for so many small numbers.
  public mutating func reserveCapacity(_ count: Int) { low.reserveCapacity(count) }

  /// Adds a number at the end.
  public mutating func append(_ value: UInt64) {
    low.append(UInt16(truncatingIfNeeded: value))
    if value >> 16 != 0 { putUpper(value, at: low.count - 1) }
  }

  /// Adds the numbers of an array's part at the end.
  public mutating func append(contentsOf values: ArraySlice<UInt32>) {
    for value in values { append(UInt64(value)) }
  }

  private mutating func putUpper(_ value: UInt64, at place: Int) {
    if value >> 16 != 0 { areSmall = false }
    middle[place] = UInt8(truncatingIfNeeded: value >> 16)
    high[place] = UInt8(truncatingIfNeeded: value >> 24)
    top[place] = UInt32(truncatingIfNeeded: value >> 32)
  }
}

extension CompactCounts: RandomAccessCollection, MutableCollection {
  /// The first place, 0.
  public var startIndex: Int { 0 }
  /// The number of numbers.
  public var endIndex: Int { low.count }

  /// The number at a place.
  public subscript(place: Int) -> UInt64 {
    get {
      areSmall ? UInt64(low[place]) : wide(place)
    }
    set {
      low[place] = UInt16(truncatingIfNeeded: newValue)
      putUpper(newValue, at: place)
    }
  }

  /// Calls `body` with the numbers at every `step`th place from `first` on, counted from 0.
  @inline(__always)
  func forEach(from first: Int, by step: Int, _ body: (_ index: Int, _ value: UInt64) -> Void) {
    var (place, index) = (first, 0)
    low.withUnsafeBufferPointer { low in
      while place < low.count {
        body(index, areSmall ? UInt64(low[place]) : wide(place))
        (place, index) = (place &+ step, index &+ 1)
      }
    }
  }

  @inline(never)
  private func wide(_ place: Int) -> UInt64 {
    UInt64(low[place]) | UInt64(middle[place]) << 16 | UInt64(high[place]) << 24
      | UInt64(top[place]) << 32
  }
}

extension CompactCounts: Equatable, ExpressibleByArrayLiteral {
  /// The numbers of a literal.
  public init(arrayLiteral elements: UInt64...) { self.init(elements) }

  /// Whether both hold the same numbers, however many bytes they take.
  public static func == (one: Self, other: Self) -> Bool { one.elementsEqual(other) }
}
