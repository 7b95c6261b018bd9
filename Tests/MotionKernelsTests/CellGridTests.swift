import Testing

@testable import MotionKernels

@Suite struct CellGridTests {
  /// Which cells there are and what they sum up to, found pixel by pixel without the grid.
  private struct Naive: Equatable {
    var counts: [UInt32] = []
    var rows: [Int] = []
    var sums: [UInt32] = []

    init(counts: [UInt32], rows: [Int], sums: [UInt32]) {
      (self.counts, self.rows, self.sums) = (counts, rows, sums)
    }

    init(_ spans: [RowSpan], side: Int, _ pixel: (_ row: Int, _ column: Int) -> UInt8) {
      let top = spans.map { Int($0.row) }.min() ?? 0
      let left = spans.map { Int($0.start) }.min() ?? 0
      var cells: [[Int]: (count: UInt32, sum: UInt32)] = [:]
      for span in spans {
        for column in Int(span.start)..<Int(span.end) {
          let place = [(Int(span.row) - top) / side, (column - left) / side]
          cells[place, default: (0, 0)].count += 1
          cells[place, default: (0, 0)].sum += UInt32(pixel(Int(span.row), column))
        }
      }
      let kept = cells.filter { 2 * Int($0.value.count) >= side * side }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      counts = kept.map(\.value.count)
      rows = kept.map { $0.key[0] }
      sums = kept.map(\.value.sum)
    }
  }

  /// What a grid finds in a picture, by the fast way and by its definition, without a byte beside the picture.
  private func expectSame(
    _ spans: [RowSpan], side: Int, width: Int, height: Int, stride: Int, _ bytes: [UInt8],
    _ comment: Comment
  ) {
    let plane = Plane(bytes)
    let origin = stride < 0 ? (height - 1) * -stride : 0
    let grid = CellGrid(spans: spans, side: side)
    let sums = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, grid.count))
    defer { sums.deallocate() }
    func found(_ sum: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt32>) -> Void) -> Naive {
      sums.initialize(repeating: .max, count: max(1, grid.count))
      sum(plane.address(origin), stride, sums)
      return Naive(
        counts: grid.pixelCounts, rows: grid.rows, sums: (0..<grid.count).map { sums[$0] })
    }
    let expected = Naive(spans, side: side) { bytes[origin + $0 * stride + $1] }
    #expect(found { grid.sum($0, stride: $1, into: $2) } == expected, comment)
    #expect(found { grid.referenceSum($0, stride: $1, into: $2) } == expected, comment)
    #expect(grid.count == expected.counts.count && grid.side == side, comment)
  }

  private func pixels(_ count: Int, seed: Int) -> [UInt8] {
    var source = PixelSource(seed: seed)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: source.next()) }
  }

  private func rectangle(_ columns: Range<Int32>, _ rows: Range<Int32>) -> [RowSpan] {
    rows.map { RowSpan(row: $0, start: columns.lowerBound, end: columns.upperBound) }
  }

  private func ellipse(width: Int, height: Int) -> [RowSpan] {
    (0..<height).compactMap { row in
      let y = (Double(row) + 0.5) / Double(height) * 2 - 1
      let half = (1 - y * y).squareRoot() * Double(width) / 2
      let (start, end) = (Int32(Double(width) / 2 - half), Int32(Double(width) / 2 + half))
      return end > start ? RowSpan(row: Int32(row), start: start, end: end) : nil
    }
  }

  static let sides = [1, 2, 3, 7, 16, 33, 256]

  @Test(arguments: sides, [1, 2, 15, 64, 65, 131])
  func sumsRectanglesOfAnyWidth(side: Int, width: Int) {
    for height in [1, 2, 7, 50] {
      for stride in [width, width + 1, width + 13, -width, -(width + 5)] {
        let bytes = pixels((height - 1) * abs(stride) + width, seed: width * 100 + height)
        expectSame(
          rectangle(0..<Int32(width), 0..<Int32(height)), side: side, width: width,
          height: height, stride: stride, bytes, "\(width)x\(height), stride \(stride)")
      }
    }
  }

  @Test(arguments: sides)
  func sumsEllipsesAndWhatTheyLeaveOut(side: Int) {
    for (width, height) in [(1, 1), (40, 40), (151, 97), (301, 280)] {
      let bytes = pixels(width * height, seed: width)
      expectSame(
        ellipse(width: width, height: height), side: side, width: width, height: height,
        stride: width, bytes, "\(width)x\(height)")
    }
  }

  /// Several runs in a row, rows and whole bands without any, an arena that begins anywhere.
  @Test(arguments: sides)
  func sumsRunsWithHoles(side: Int) {
    let (width, height) = (260, 140)
    var spans: [RowSpan] = []
    for row in Int32(10)..<40 {
      for tooth in Int32(0)..<5 {
        spans.append(RowSpan(row: row, start: 11 + tooth * 50, end: 48 + tooth * 50))
      }
    }
    for row in Int32(97)..<131 {
      spans.append(RowSpan(row: row, start: 23, end: 24 + (row - 90) * 5))
    }
    expectSame(
      spans, side: side, width: width, height: height, stride: width,
      pixels(width * height, seed: side), "side \(side)")
  }

  /// The brightest picture there is: columns of a side of 256 fill 16 bits to 65,280.
  @Test(arguments: [1, 2, 7, 255, 256])
  func brightestPictureDoesNotOverflow(side: Int) {
    let bytes = [UInt8](repeating: 255, count: 300 * 520)
    expectSame(
      rectangle(0..<300, 0..<520), side: side, width: 300, height: 520, stride: 300, bytes,
      "side \(side)")
  }

  /// Pixels beside the spans make no difference, not even those of the same cell.
  @Test(arguments: [1, 2, 7, 256])
  func ignoresPixelsBesideItsSpans(side: Int) {
    let spans = ellipse(width: 90, height: 61)
    let inner = pixels(90 * 61, seed: 5)
    let sums = [0, 255].map { (guardValue: UInt8) -> [UInt32] in
      var bytes = [UInt8](repeating: guardValue, count: 90 * 61)
      for span in spans {
        for column in Int(span.start)..<Int(span.end) {
          bytes[Int(span.row) * 90 + column] = inner[Int(span.row) * 90 + column]
        }
      }
      let grid = CellGrid(spans: spans, side: side)
      var sums = [UInt32](repeating: 0, count: grid.count)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let first = sums.baseAddress else { return }
        let plane = Plane(bytes)
        withExtendedLifetime(plane) { grid.sum(plane.address(0), stride: 90, into: first) }
      }
      return sums
    }
    #expect(sums[0] == sums[1])
  }

  /// Half of a square's pixels make it a cell, one less does not.
  @Test func halfOfTheSquareIsACell() {
    #expect(CellGrid(spans: rectangle(0..<4, 0..<2), side: 4).pixelCounts == [8])
    let less = [RowSpan(row: 0, start: 0, end: 4), RowSpan(row: 1, start: 0, end: 3)]
    #expect(CellGrid(spans: less, side: 4).count == 0)
    #expect(CellGrid(spans: rectangle(0..<5, 0..<5), side: 7).pixelCounts == [25])
    #expect(CellGrid(spans: rectangle(0..<6, 0..<4), side: 7).count == 0, "24 of 49")
  }

  @Test func withoutPixelsThereAreNoCells() {
    for spans in [[], [RowSpan(row: 3, start: 5, end: 5)]] {
      let grid = CellGrid(spans: spans, side: 2)
      #expect(grid.count == 0 && grid.rows.isEmpty)
      var sum: UInt32 = 7
      let plane = Plane([1])
      withExtendedLifetime(plane) { grid.sum(plane.address(0), stride: 0, into: &sum) }
      #expect(sum == 7, "nothing is written")
    }
  }

  @Test func refusesASideOfNothing() async {
    await #expect(processExitsWith: .failure) { _ = CellGrid(spans: [], side: 0) }
  }

  @Test func refusesASideThatWouldOverflow() async {
    await #expect(processExitsWith: .failure) { _ = CellGrid(spans: [], side: 257) }
  }
}
