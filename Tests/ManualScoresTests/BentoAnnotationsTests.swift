import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct BentoAnnotationsTests {
  private let head = "Bento annotation file\nMovie file(s):\n\nStimulus name:\n"

  @Test func secondsAndFrames() throws {
    let seconds = try Imported.read(
      head + "Annotation start time: 0.0\nAnnotation stop time: 60.0\nAnnotation framerate: 30\n\n"
        + "Ch1----------\n>float\nStart\tStop\tDuration\n1.5\t4.25\t2.75\n\n>groom\nStart Stop Duration\n"
        + "5.0 6.0 1.0\n")
    #expect(seconds.scores[0].edges == [[1.5, 4.25]])
    #expect(seconds.scores[0].window == TimeSpan(start: 0, end: 60))
    let frames =
      head + "Annotation start frame: 1\nAnnotation stop frame: 100\n\nCh1-----\n>float\n"
      + "Start\tStop\tDuration\n11\t20\t10\n"
    let error = try Imported.error(frames)
    #expect(error.line == 11 && error.message.contains("--fps"), "\(error)")
    let read = try Imported.read(frames, ImportOptions(fps: 10))
    #expect(read.scores[0].edges == [[1, 2]])
    #expect(read.scores[0].window == TimeSpan(start: 0, end: 10))
  }

  @Test func rowsThatCannotBeRight() throws {
    let error = try Imported.error(head + "Ch1-----\n>float\nStart Stop Duration\n9.0 4.0 5.0\n")
    #expect(error.line == 8 && error.message.contains("a stop after it"), "\(error)")
  }
}
