import FixtureFiles
import MotionKernels
import Testing
import VideoDecoding

@testable import MotionAnalysis

@Suite struct PixelGridTests {
  private func rows(_ range: Range<Int32>, _ columns: Range<Int32>) -> [RowSpan] {
    range.map { RowSpan(row: $0, start: columns.lowerBound, end: columns.upperBound) }
  }

  @Test func groupsFollowEachOther() {
    let grid = PixelGrid(groups: [rows(0..<50, 0..<40), [], rows(10..<60, 40..<90)])
    #expect(grid.groups.count == 3)
    #expect(grid.groups[0].lowerBound == 0 && grid.groups[1].isEmpty)
    #expect(grid.groups[2] == grid.groups[0].upperBound..<grid.count)
  }

  @Test func smallGroupsAreTakenWhole() {
    #expect(PixelGrid(groups: [rows(3..<8, 5..<12)]).count == 35)
  }

  @Test func largeGroupsAreBounded() {
    let grid = PixelGrid(groups: [rows(0..<1080, 0..<1920)])
    #expect(grid.count == 64 * 16)
    let taken = grid.runs.map(\.row)
    #expect(taken == taken.sorted())
    #expect(taken.first! < 30 && taken.last! > 1050, "spread over all rows")
  }

  /// Steps through rows and columns must not fall together, as they did where 64 divides the height.
  @Test(
    arguments: [
      (720, 576), (704, 576), (768, 576), (1024, 768), (1280, 960), (1280, 1024), (640, 512),
      (640, 480), (320, 480), (200, 320), (160, 160), (140, 170), (320, 192), (1920, 1080),
      (97, 61),
    ], [PixelGrid.Spread.samples, .looks])
  func columnsAreMetEverywhere(size: (Int, Int), spread: PixelGrid.Spread) {
    let (width, height) = size
    let grid = PixelGrid(groups: [rows(0..<Int32(height), 0..<Int32(width))], spread)
    #expect(grid.count > 800)
    var (isMet, rowsMet) = ([Bool](repeating: false, count: width), Set<Int>())
    var places = Set<Int>()
    for run in grid.runs {
      rowsMet.insert(run.row)
      for column in run.columns {
        isMet[column] = true
        places.insert(run.row * width + column)
      }
    }
    #expect(places.count == grid.count, "no pixel twice")
    let widest = isMet.split(separator: true).map(\.count).max() ?? 0
    #expect(8 * widest <= width, "\(widest) of \(width) columns in a row are not met")
    #expect(2 * rowsMet.count >= min(height, spread.runs))
  }

  @Test func gatheredPixelsAreThoseOfTheRuns() throws {
    var reader = try VideoReader(path: Fixture.decoder("h264_cfr.mp4"))
    let frame = try #require(try reader.nextFrame())
    let spans = rows(2..<Int32(frame.height), 3..<Int32(frame.width - 1))
    let grid = PixelGrid(groups: [spans])
    let pixels = grid.gather(frame)
    #expect(pixels.count == grid.count)
    // Found again in the rows that they are said to come from.
    frame.withLuma { luma, stride in
      for run in grid.runs {
        let row = (0..<frame.width).map { luma[run.row * stride + $0] }
        let piece = Array(pixels[run.pixels])
        #expect((3..<frame.width).contains { row[$0...].starts(with: piece) }, "row \(run.row)")
      }
    }
  }
}
