import FixtureFiles
import ImmobilityCore
import MotionKernels
import Testing
import VideoDecoding

@testable import MotionAnalysis

@Suite struct RepeatedFramesTests {
  /// The frames of a recording that are told to be repetitions, and their number.
  private func repetitions(_ path: String) throws -> (repeated: [Int], count: Int) {
    var reader = try VideoReader(path: path)
    var (found, undecided): ([Int], [Int]) = ([], [])
    var count = 0
    var layout: TraceLayout?
    var repeated: RepeatedFrames?
    while let frame = try reader.nextFrame() {
      let known =
        layout
        ?? TraceLayout(
          arenas: [
            Arena.Shape.rectangle(x: 8, y: 40, width: 62, height: 180),
            .rectangle(x: 86, y: 40, width: 62, height: 180),
          ].map { shape in
            let arena = Arena(name: "a", shape: shape)
            return (arena, ArenaRaster(arena, orientation: Orientation(reader.info)))
          }, width: frame.width, height: frame.height)
      layout = known
      if repeated == nil {
        let base = reader.info.timeBase
        repeated = RepeatedFrames(
          groups: known.grid.groups, tick: Double(base.numerator) / Double(base.denominator))
      }
      switch repeated?.verdict(on: HeldFrame(frame: frame, pixels: known.grid.gather(frame))) {
      case .undecided: undecided.append(count)
      case .stillness: undecided = []
      case .repetition:
        found += undecided + [count]
        undecided = []
      default:
        found += undecided
        undecided = []
      }
      count += 1
    }
    return (found, count)
  }

  @Test func paddedRecordingRepeatsTwoOfThree() throws {
    let found = try repetitions(Fixture.artefact("padded_60fps.mp4"))
    #expect(found.count == 480)
    #expect(found.repeated.allSatisfy { $0 % 3 != 0 }, "the camera's frames stay")
    #expect(found.repeated.count > 240)
  }

  @Test func frozenPictureIsRepeated() throws {
    // 1.6 s from 2 s and 1.6 s from 5.12 s on, at 24 frames per second.
    let found = try repetitions(Fixture.artefact("frozen.mp4")).repeated
    #expect(found.allSatisfy { (49...86).contains($0) || (123...161).contains($0) })
    #expect(found.count > 50)
  }

  /// An encoder that smooths noise away copies a picture in which nothing moves: that is no recorder's doing.
  @Test func copiesOfAStillPictureAreStillness() throws {
    let path = Fixture.artefact("copied.mp4")
    var reader = try VideoReader(path: path)
    var (copies, before) = (0, nil as VideoFrame?)
    while let frame = try reader.nextFrame() {
      if let before, frame.hasSamePicture(as: before) { copies += 1 }
      before = frame
    }
    #expect(copies > 30, "there are copies")
    let found = try repetitions(path).repeated
    #expect(found.count < 8, "\(found)")
  }

  @Test(arguments: ["clean.mp4", "light_step.mp4", "flicker.mp4", "flicker_bands.mp4", "bump.mp4"])
  func otherRecordingsRepeatNothing(_ name: String) throws {
    #expect(try repetitions(Fixture.artefact(name)).repeated == [])
  }
}
