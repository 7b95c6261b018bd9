import ImmobilityCore
import Testing

@Suite struct RecordingNameTests {
  @Test(arguments: [
    ("a/b/Swim 1.MP4", ["a", "b", "swim 1"]),
    ("C:\\videos\\Swim 1.avi", ["c:", "videos", "swim 1"]),
    ("swim 1", ["swim 1"]), ("./mouse.2", ["mouse.2"]), ("2020-04-16.wmv", ["2020-04-16"]),
    ("x/.avi", ["x", ""]), ("a.b.mkv", ["a.b"]), ("", []), ("a.npz", ["a"]), ("act0.csv", ["act0"]),
    ("r1.h264", ["r1"]), ("notes.txt", ["notes.txt"]),
  ])
  func foldersAndFileWithoutExtension(name: String, parts: [String]) {
    #expect(RecordingName.comparable(name) == parts)
  }
}
