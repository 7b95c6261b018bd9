/// The cells of an arena: squares of a side whose pixels are summed.
///
/// The grid begins at the upper left corner of the arena's bounding box. A square is a cell when at least
/// half of its pixels lie inside the arena; only those pixels count. Sums are integers and exact.
///
/// `sum` is the one to call. `referenceSum` is its definition, pixel by pixel, and what the tests compare it
/// with.
public struct CellGrid: Sendable {
  /// The side of a cell, pixels.
  public let side: Int
  /// `[cell]`: the number of its pixels; row by row from the upper left.
  public let pixelCounts: [UInt32]
  /// `[cell]`: its row of cells, from 0.
  public let rows: [Int]

  /// The largest side, pixels: a column of so many pixels is summed in 16 bits.
  public static let mostSide = 256

  private let spans: [RowSpan]
  private let firstColumn: Int
  private let width: Int
  private let bands: [Band]

  /// A row of cells.
  private struct Band {
    /// The runs of pixels in its rows.
    var spans: Range<Int>
    /// Its cells.
    var cells: Range<Int>
    /// `[cell of the band]`: the first column, counted from the box's left edge.
    var columns: [Int]
  }

  /// Lays a grid over runs of pixels, which are in the order of their rows and do not overlap.
  ///
  /// - Precondition: `side` is 1 to `mostSide`.
  public init(spans: [RowSpan], side: Int) {
    precondition((1...Self.mostSide).contains(side), "a cell's side is 1 to \(Self.mostSide)")
    self.side = side
    self.spans = spans
    let first = spans.map { Int($0.start) }.min() ?? 0
    let last = spans.map { Int($0.end) }.max() ?? first
    let top = spans.first.map { Int($0.row) } ?? 0
    firstColumn = first
    width = last - first
    let across = (width + side - 1) / side
    var counts: [UInt32] = []
    var rows: [Int] = []
    var bands: [Band] = []
    var at = 0
    while at < spans.count {
      let row = (Int(spans[at].row) - top) / side
      var end = at
      var pixels = [Int](repeating: 0, count: across)
      while end < spans.count, (Int(spans[end].row) - top) / side == row {
        var column = Int(spans[end].start) - first
        let stop = Int(spans[end].end) - first
        while column < stop {
          let next = min(stop, (column / side + 1) * side)
          pixels[column / side] += next - column
          column = next
        }
        end += 1
      }
      let kept = pixels.indices.filter { 2 * pixels[$0] >= side * side }
      if !kept.isEmpty {
        bands.append(
          Band(
            spans: at..<end, cells: counts.count..<(counts.count + kept.count),
            columns: kept.map { $0 * side }))
        counts += kept.map { UInt32(pixels[$0]) }
        rows += kept.map { _ in row }
      }
      at = end
    }
    pixelCounts = counts
    self.rows = rows
    self.bands = bands
  }

  /// The number of cells.
  public var count: Int { pixelCounts.count }

  /// Sums the pixels of each cell.
  ///
  /// - Parameters:
  ///   - luma: the picture's first pixel; rows are `stride` bytes apart and hold all spans.
  ///   - sums: `[cell]`, to be filled.
  public func sum(
    _ luma: UnsafePointer<UInt8>, stride: Int, into sums: UnsafeMutablePointer<UInt32>
  ) {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width + side) { memory in
      guard let columns = memory.baseAddress else { return }
      for band in bands {
        columns.initialize(repeating: 0, count: width + side)
        for span in band.spans {
          let start = Int(spans[span].start)
          let pixels = luma + (Int(spans[span].row) &* stride &+ start)
          let target = columns + (start &- firstColumn)
          let count = Int(spans[span].end) &- start
          for index in 0..<count { target[index] &+= UInt16(pixels[index]) }
        }
        for (cell, column) in zip(band.cells, band.columns) {
          var sum: UInt32 = 0
          for index in column..<(column &+ side) { sum &+= UInt32(columns[index]) }
          sums[cell] = sum
        }
      }
    }
  }

  /// The same, pixel by pixel.
  func referenceSum(
    _ luma: UnsafePointer<UInt8>, stride: Int, into sums: UnsafeMutablePointer<UInt32>
  ) {
    for band in bands {
      for (cell, column) in zip(band.cells, band.columns) {
        sums[cell] = 0
        for span in band.spans {
          for pixel in Int(spans[span].start)..<Int(spans[span].end)
          where (column..<(column + side)).contains(pixel - firstColumn) {
            sums[cell] += UInt32(luma[Int(spans[span].row) * stride + pixel])
          }
        }
      }
    }
  }
}
