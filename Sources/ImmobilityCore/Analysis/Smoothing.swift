/// A centred moving mean that weighs each sample by the time it stands for, so that a variable frame
/// rate is exact.
enum Smoothing {
  /// A sample's energy and the time it stands for.
  struct Cell {
    /// The first second.
    var start: Double
    /// The first second after it.
    var end: Double
    /// Motion energy, percent.
    var value: Double
  }

  /// The mean of the cells' values over `width` seconds centred on each cell's middle.
  ///
  /// Time between the cells has no weight, and at both ends the mean runs over what there is. With
  /// a width of 0 the values come back unchanged. Cells are ordered and do not overlap. Complexity:
  /// cells times cells in a width.
  static func movingMean(_ cells: [Cell], width: Double) -> [Double] {
    guard width > 0 else { return cells.map(\.value) }
    return cells.withUnsafeBufferPointer { cells in
      [Double](unsafeUninitializedCapacity: cells.count) { means, used in
        var window = Window(cells)
        var index = 0
        while index &+ 1 < cells.count {
          window.move(to: index, width: width)
          var one = window
          window.move(to: index &+ 1, width: width)
          var two = window
          // Two at a time over the cells that both hold whole: each alone waits for its own additions.
          one.addFirst()
          one.add(upTo: two.first &+ 1)
          two.addFirst()
          Window.add(&one, &two)
          two.add(upTo: two.end)
          one.addLast()
          two.addLast()
          means[index] = one.mean
          means[index &+ 1] = two.mean
          index &+= 2
        }
        if index < cells.count {
          window.move(to: index, width: width)
          window.addFirst()
          window.add(upTo: window.end)
          window.addLast()
          means[index] = window.mean
        }
        used = cells.count
      }
    }
  }

  /// The stretch of time about a cell over which a mean is taken.
  private struct Window {
    private let cells: UnsafeBufferPointer<Cell>
    private var value = 0.0
    private var from = 0.0
    private var to = 0.0
    /// The first cell that ends after the stretch begins: only it may begin before.
    private(set) var first = 0
    /// The first cell that ends after the stretch: only it may lie in it in part as the last.
    private(set) var end = 0
    /// The next cell to be added.
    private var next = 0
    // Differences from the cell's own value: equal values give exactly that value.
    private var weighted = 0.0
    private var weight = 0.0

    init(_ cells: UnsafeBufferPointer<Cell>) { self.cells = cells }

    /// Moves on to a later cell, with nothing added.
    @inline(__always)
    mutating func move(to index: Int, width: Double) {
      let cell = cells[index]
      let middle = (cell.start + cell.end) / 2
      value = cell.value
      from = middle - width / 2
      to = middle + width / 2
      while cells[first].end <= from { first &+= 1 }
      while end < cells.count, cells[end].end <= to { end &+= 1 }
      (weighted, weight) = (0, 0)
    }

    @inline(__always)
    private mutating func add(_ overlap: Double, of other: Double) {
      weighted += overlap * (other - value)
      weight += overlap
    }

    @inline(__always)
    mutating func addFirst() {
      let cell = cells[first]
      if cell.start < to { add(min(cell.end, to) - max(cell.start, from), of: cell.value) }
      next = first &+ 1
    }

    /// Adds the cells that lie in the stretch whole, at most up to one.
    @inline(__always)
    mutating func add(upTo last: Int) {
      while next < min(last, end) {
        add(cells[next].end - cells[next].start, of: cells[next].value)
        next &+= 1
      }
    }

    /// Adds the cells that lie in the stretches of both whole, from where the second one stands.
    @inline(__always)
    static func add(_ one: inout Window, _ two: inout Window) {
      guard one.next == two.next else { return }
      let cells = one.cells
      let own = SIMD2(one.value, two.value)
      var weighted = SIMD2(one.weighted, two.weighted)
      var weight = SIMD2(one.weight, two.weight)
      var next = one.next
      while next < one.end {
        let overlap = SIMD2(repeating: cells[next].end - cells[next].start)
        weighted += overlap * (SIMD2(repeating: cells[next].value) - own)
        weight += overlap
        next &+= 1
      }
      (one.weighted, two.weighted) = (weighted[0], weighted[1])
      (one.weight, two.weight) = (weight[0], weight[1])
      (one.next, two.next) = (next, next)
    }

    /// Adds the cell that lies in the stretch in part, at its end.
    @inline(__always)
    mutating func addLast() {
      if next < cells.count, cells[next].start < to {
        add(to - cells[next].start, of: cells[next].value)
      }
    }

    var mean: Double { weight > 0 ? value + weighted / weight : value }
  }
}
