/// Values of which most are nothing: stretches of places at which all are take no memory. Places have no end:
/// behind all values is nothing.
struct SparseValues<Value: Equatable & Sendable>: Sendable {
  /// The places of a stretch.
  static var stretchLength: Int { 512 }

  /// What stands at places at which no value was put.
  let nothing: Value
  /// `[stretch][place of it]`: each of the full length, or empty.
  private var stretches: [[Value]] = []

  /// Nothing at all places.
  init(nothing: Value) { self.nothing = nothing }

  /// The value at a place, from 0.
  subscript(place: Int) -> Value {
    get {
      let stretch = place / Self.stretchLength
      guard stretch < stretches.count, !stretches[stretch].isEmpty else { return nothing }
      return stretches[stretch][place % Self.stretchLength]
    }
    set {
      let stretch = place / Self.stretchLength
      if stretch >= stretches.count || stretches[stretch].isEmpty {
        guard newValue != nothing else { return }
        while stretches.count <= stretch { stretches.append([]) }
        stretches[stretch] = [Value](repeating: nothing, count: Self.stretchLength)
      }
      stretches[stretch][place % Self.stretchLength] = newValue
    }
  }

  /// Calls `body` with each place at which there is something, in order.
  func forEachValue(_ body: (_ place: Int, _ value: Value) -> Void) {
    for (stretch, values) in stretches.enumerated() {
      for (place, value) in values.enumerated() where value != nothing {
        body(stretch * Self.stretchLength + place, value)
      }
    }
  }
}
