/// The order in which people count: `M2` before `M10`, `5 mg/kg` before `15 mg/kg`, nothing before all.
enum NaturalOrder {
  /// Whether one text comes before another; runs of digits by their value, all else by its bytes.
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (a, b) = (Array(first.utf8), Array(second.utf8))
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let (runA, runB) = (digits(a, from: i), digits(b, from: j))
      if !runA.isEmpty, !runB.isEmpty {
        let (x, y) = (runA.drop { $0 == zero }, runB.drop { $0 == zero })
        if x.count != y.count { return x.count < y.count }
        if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
        (i, j) = (runA.endIndex, runB.endIndex)
      } else {
        if a[i] != b[j] { return a[i] < b[j] }
        (i, j) = (i + 1, j + 1)
      }
    }
    let (restA, restB) = (a.count - i, b.count - j)
    if restA != restB, restA == 0 || restB == 0 { return restA < restB }
    return a.lexicographicallyPrecedes(b)
  }

  /// Whether one list of texts comes before another: the first that differ decide.
  static func precedes(_ first: [String], _ second: [String]) -> Bool {
    for (a, b) in zip(first, second) where a != b { return precedes(a, b) }
    return first.count < second.count
  }

  private static let zero = UInt8(ascii: "0")

  private static func digits(_ text: [UInt8], from start: Int) -> ArraySlice<UInt8> {
    text[start...].prefix { (zero...UInt8(ascii: "9")).contains($0) }
  }
}
