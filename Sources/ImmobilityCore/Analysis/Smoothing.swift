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
        while index &+ 3 < cells.count {
          var one = Pair(&window, at: index, width: width)
          var two = Pair(&window, at: index &+ 2, width: width)
          // Two pairs side by side: each alone waits for its own additions.
          Pair.addCommon(&one, &two)
          (means[index], means[index &+ 1]) = one.finished()
          (means[index &+ 2], means[index &+ 3]) = two.finished()
          index &+= 4
        }
        while index < cells.count {
          window.move(to: index, width: width)
          window.addFirst()
          window.add(upTo: window.end)
          window.addLast()
          means[index] = window.mean
          index &+= 1
        }
        used = cells.count
      }
    }
  }

  /// The stretch of time about a cell over which a mean is taken.
  private struct Window {
    fileprivate let cells: UnsafeBufferPointer<Cell>
    fileprivate private(set) var value = 0.0
    private var from = 0.0
    private var to = 0.0
    /// The first cell that ends after the stretch begins: only it may begin before.
    private(set) var first = 0
    /// The first cell that ends after the stretch: only it may lie in it in part as the last.
    private(set) var end = 0
    /// The next cell to be added.
    fileprivate var next = 0
    // Differences from the cell's own value: equal values give exactly that value.
    fileprivate var weighted = 0.0
    fileprivate var weight = 0.0

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

    /// Adds the cell that lies in the stretch in part, at its end.
    @inline(__always)
    mutating func addLast() {
      if next < cells.count, cells[next].start < to {
        add(to - cells[next].start, of: cells[next].value)
      }
    }

    var mean: Double { weight > 0 ? value + weighted / weight : value }
  }

  /// The stretches about two cells that follow each other: over the cells that both hold whole, they are
  /// added up together.
  private struct Pair {
    private var one: Window
    private var two: Window
    private var weighted: SIMD2<Double>
    private var weight: SIMD2<Double>
    private var next: Int
    /// The first cell that does not lie in both whole.
    private var end: Int

    /// The pair at a cell and the next one, with what only one of them holds before the common cells.
    @inline(__always)
    init(_ window: inout Window, at index: Int, width: Double) {
      window.move(to: index, width: width)
      one = window
      window.move(to: index &+ 1, width: width)
      two = window
      one.addFirst()
      one.add(upTo: two.first &+ 1)
      two.addFirst()
      weighted = SIMD2(one.weighted, two.weighted)
      weight = SIMD2(one.weight, two.weight)
      next = two.next
      end = one.next == two.next ? one.end : two.next
    }

    @inline(__always)
    private mutating func addNext(_ cells: UnsafeBufferPointer<Cell>, _ own: SIMD2<Double>) {
      let cell = cells[next]
      let overlap = SIMD2(repeating: cell.end - cell.start)
      weighted += overlap * (SIMD2(repeating: cell.value) - own)
      weight += overlap
      next &+= 1
    }

    /// Adds the common cells of two pairs.
    @inline(__always)
    static func addCommon(_ first: inout Pair, _ second: inout Pair) {
      let cells = first.one.cells
      let (own, other) = (
        SIMD2(first.one.value, first.two.value), SIMD2(second.one.value, second.two.value)
      )
      while first.next < first.end, second.next < second.end {
        first.addNext(cells, own)
        second.addNext(cells, other)
      }
      while first.next < first.end { first.addNext(cells, own) }
      while second.next < second.end { second.addNext(cells, other) }
    }

    /// The means, after what only the second stretch holds behind the common cells.
    @inline(__always)
    mutating func finished() -> (Double, Double) {
      (one.weighted, two.weighted) = (weighted[0], weighted[1])
      (one.weight, two.weight) = (weight[0], weight[1])
      if one.next == two.next { (one.next, two.next) = (next, next) }
      two.add(upTo: two.end)
      one.addLast()
      two.addLast()
      return (one.mean, two.mean)
    }
  }
}
