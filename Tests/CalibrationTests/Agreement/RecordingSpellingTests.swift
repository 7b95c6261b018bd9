import Testing

@testable import Calibration
@testable import ManualScores

/// Within a file recordings are compared as they are between files.
@Suite struct RecordingSpellingTests {
  @Test(arguments: [
    "a/b/Swim 1.MP4", "C:\\videos\\Swim 1.avi", "swim 1", "./mouse.2", "2020-04-16.wmv", "33", "",
    ".mp4", "x/.avi", "a.3gp", "a.webm", "a.csv", "a.mts", "a.b.mkv",
  ])
  func withinAFileAsBetweenFiles(name: String) {
    #expect(RecordingSpelling.comparable(name) == AnimalKey.path(name).joined(separator: "/"))
  }
}
