import FixtureFiles
import Testing

@testable import MotionAnalysis

@Suite struct GreyPictureFrameTests {
  @Test func theFrameIsNearTheTimeAskedFor() throws {
    let path = Fixture.behaviour("fst_late_trial.mp4")
    let first = try GreyPicture.frame(of: path, near: 0)
    #expect(first.time == 0)
    let late = try GreyPicture.frame(of: path, near: 9)
    #expect(late.time > 0 && late.time <= 9)
    #expect(late.picture != first.picture)
    #expect(late.picture == (try GreyPicture.frame(of: path, near: 9)).picture)
    #expect(late.picture.levels.count == late.picture.width * late.picture.height)
    let beyond = try GreyPicture.frame(of: path, near: 1e9)
    #expect(beyond.picture.width == first.picture.width)
  }

  @Test func itIsUprightAndRefusedWhereThereIsNone() throws {
    let turned = try GreyPicture.frame(of: Fixture.decoder("rotated_90.mp4"), near: 0).picture
    let plain = try GreyPicture.frame(of: Fixture.decoder("h264_cfr.mp4"), near: 0).picture
    #expect((turned.width < turned.height) != (plain.width < plain.height))
    #expect(throws: AnalysisError.self) {
      try GreyPicture.frame(of: Fixture.decoder("empty.mp4"), near: 0)
    }
  }

  @Test func reducingTakesMeans() {
    let picture = GreyPicture(width: 4, height: 2, levels: [0, 10, 200, 200, 20, 30, 100, 101])
    let half = picture.reduced(toLongerSide: 2)
    #expect(half.width == 2 && half.height == 1)
    #expect(half.levels == [15, 150])
    #expect(picture.reduced(toLongerSide: 4) == picture)
    let odd = GreyPicture(width: 5, height: 3, levels: [UInt8](repeating: 7, count: 15))
    let third = odd.reduced(toLongerSide: 2)
    #expect(third.width == 2 && third.levels.allSatisfy { $0 == 7 })
  }
}
