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
    var means: [Double] = []
    means.reserveCapacity(cells.count)
    var first = 0
    for cell in cells {
      let middle = (cell.start + cell.end) / 2
      let from = middle - width / 2
      let to = middle + width / 2
      while cells[first].end <= from { first += 1 }
      // Differences from the cell's own value: equal values give exactly that value.
      var weighted = 0.0
      var weight = 0.0
      var other = first
      while other < cells.count, cells[other].start < to {
        let overlap = min(cells[other].end, to) - max(cells[other].start, from)
        weighted += overlap * (cells[other].value - cell.value)
        weight += overlap
        other += 1
      }
      means.append(weight > 0 ? cell.value + weighted / weight : cell.value)
    }
    return means
  }
}
