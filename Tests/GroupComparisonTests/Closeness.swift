/// Whether two figures are the same but for rounding.
func close(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  a.map { abs($0 - b) <= tolerance * max(1, b.magnitude) } ?? false
}
