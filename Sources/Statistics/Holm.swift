/// p-values adjusted for their number by the step-down rule of Holm (1979).
package enum Holm {
  /// `[test]`: adjusted values in the order given; missing ones stay missing and do not count.
  package static func adjusted(_ values: [Double?]) -> [Double?] {
    let order = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 0, $0) < (values[$1] ?? 0, $1) }
    var adjusted = [Double?](repeating: nil, count: values.count)
    var highest = 0.0
    for (rank, place) in order.enumerated() {
      highest = max(highest, min(1, Double(order.count - rank) * (values[place] ?? 0)))
      adjusted[place] = highest
    }
    return adjusted
  }
}
