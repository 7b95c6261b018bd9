/// Whole numbers that are mostly small, such as counts of pixels, in little memory: two bytes each, and from
/// the first one on that needs more another one, two or six.
///
/// It is read like an array of numbers of 64 bits, and any such number can be kept.
public struct CompactCounts: Sendable {
  /// `[place]`: bits 0 to 15.
  private var low: [UInt16] = []
  /// `[place]`: bits 16 to 23, up to the last number that has any; 0 from there on.
  private var middle: [UInt8] = []
  /// `[place]`: bits 24 to 31, likewise.
  private var high: [UInt8] = []
  /// `[place]`: bits 32 to 63, likewise.
  private var top: [UInt32] = []

  /// No numbers.
  public init() {}

  /// The same numbers as those of a sequence, in order.
  public init(_ values: some Sequence<UInt64>) { append(contentsOf: values) }

  /// The same numbers as those of an array, in order.
  public init(_ values: [UInt32]) { self.init(splitting: values) }

  /// The same numbers as those of an array, in order.
  public init(_ values: [UInt64]) { self.init(splitting: values) }

  /// So many times one number.
  public init(repeating value: UInt64, count: Int) {
    self.init([UInt64](repeating: value, count: count))
  }

  /// In plain loops, which the compiler turns into vector code.
  private init<Value: FixedWidthInteger & UnsignedInteger>(splitting values: [Value]) {
    let bits = UInt64(values.reduce(0, |))
    func part<Part: FixedWidthInteger>(from bit: Int) -> [Part] {
      bits >> bit == 0 ? [] : values.map { Part(truncatingIfNeeded: $0 >> bit) }
    }
    low = values.map { UInt16(truncatingIfNeeded: $0) }
    middle = part(from: 16)
    high = part(from: 24)
    top = part(from: 32)
  }

  /// Lays out memory for so many small numbers; of larger ones, as soon as the first one comes.
  public mutating func reserveCapacity(_ count: Int) { low.reserveCapacity(count) }

  /// Adds a number at the end.
  public mutating func append(_ value: UInt64) {
    low.append(UInt16(truncatingIfNeeded: value))
    if value >> 16 != 0 { putUpper(value, at: low.count - 1) }
  }

  /// Adds the numbers of a sequence at the end.
  public mutating func append(contentsOf values: some Sequence<UInt64>) {
    for value in values { append(value) }
  }

  private mutating func putUpper(_ value: UInt64, at place: Int) {
    Self.put(UInt8(truncatingIfNeeded: value >> 16), at: place, of: low.capacity, in: &middle)
    Self.put(UInt8(truncatingIfNeeded: value >> 24), at: place, of: low.capacity, in: &high)
    Self.put(UInt32(truncatingIfNeeded: value >> 32), at: place, of: low.capacity, in: &top)
  }

  /// Writes a part of a number at one of so many places that may be used.
  private static func put<Part: FixedWidthInteger>(
    _ part: Part, at place: Int, of places: Int, in parts: inout [Part]
  ) {
    if place >= parts.count {
      guard part != 0 else { return }
      if parts.isEmpty { parts.reserveCapacity(places) }
      parts.append(contentsOf: repeatElement(0, count: place + 1 - parts.count))
    }
    parts[place] = part
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
      var value = UInt64(low[place])
      if place < middle.count { value |= UInt64(middle[place]) << 16 }
      if place < high.count { value |= UInt64(high[place]) << 24 }
      if place < top.count { value |= UInt64(top[place]) << 32 }
      return value
    }
    set {
      low[place] = UInt16(truncatingIfNeeded: newValue)
      putUpper(newValue, at: place)
    }
  }
}

extension CompactCounts: Equatable, ExpressibleByArrayLiteral {
  /// The numbers of a literal.
  public init(arrayLiteral elements: UInt64...) { self.init(elements) }

  /// Whether both hold the same numbers, however many bytes they take.
  public static func == (one: Self, other: Self) -> Bool { one.elementsEqual(other) }
}
