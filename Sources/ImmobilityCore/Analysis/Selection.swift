/// Finds a value by its rank without sorting the others (Hoare's algorithm "Find", 1961).
enum Selection {
  /// The value that would stand at `rank` if the values were sorted. Afterwards it does stand there, no
  /// greater one before it and no smaller one behind.
  ///
  /// Time grows with the number of values, on the average.
  /// - Precondition: there is such a rank; no value is unequal to itself.
  @discardableResult
  static func place<Value: Comparable>(
    _ rank: Int, of values: UnsafeMutableBufferPointer<Value>
  ) -> Value {
    var first = 0
    var last = values.count &- 1
    while first < last {
      let pivot = median(values[first], values[first &+ (last &- first) / 2], values[last])
      var low = first
      var high = last
      while low <= high {
        while values[low] < pivot { low &+= 1 }
        while pivot < values[high] { high &-= 1 }
        if low <= high {
          values.swapAt(low, high)
          low &+= 1
          high &-= 1
        }
      }
      if rank <= high {
        last = high
      } else if rank >= low {
        first = low
      } else {
        break
      }
    }
    return values[rank]
  }

  /// The value that would stand in the middle, of an even number the upper one, if the values were sorted.
  ///
  /// - Precondition: there are values.
  static func middle<Value: Comparable>(of values: [Value]) -> Value {
    var values = values
    return values.withUnsafeMutableBufferPointer { place($0.count / 2, of: $0) }
  }

  private static func median<Value: Comparable>(_ a: Value, _ b: Value, _ c: Value) -> Value {
    a < b ? (b < c ? b : max(a, c)) : (a < c ? a : max(b, c))
  }
}
