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
    #expect(grid.count == PixelGrid.runs * PixelGrid.runLength)
    let taken = grid.runs.map(\.row)
    #expect(taken == taken.sorted())
    #expect(taken.first! < 30 && taken.last! > 1050, "spread over all rows")
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
