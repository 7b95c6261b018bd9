import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct ManifestCompletingTests {
  private let places = [
    Manifest.Place(
      recording: "day1/a.mp4",
      arenas: [
        Arena(name: "left", animalID: "M1", shape: .wholePicture),
        Arena(name: "right", animalID: nil, shape: .wholePicture),
      ]),
    Manifest.Place(
      recording: "day1/b, c.mp4",
      arenas: [Arena(name: "whole", animalID: nil, shape: .wholePicture)]),
  ]

  private func completed(
    _ text: String, columns: ManifestColumns = ManifestColumns()
  ) throws -> (text: String, added: Int) {
    try Manifest.completed(text, path: "m.csv", columns: columns, places: places)
  }

  @Test func aNewOneHasARowForEachRecordingAndArena() throws {
    let new = try completed("")
    #expect(
      new.text == Manifest.header + "day1/a.mp4,left,M1,,,,,,\nday1/a.mp4,right,,,,,,,\n"
        + "\"day1/b, c.mp4\",whole,,,,,,,\n")
    #expect(new.added == 3)
    let again = try completed(new.text)
    #expect(again.added == 0 && again.text == new.text)
    #expect(try Manifest.read(text: new.text, path: "m.csv").problems.isEmpty)
  }

  @Test func whatIsFilledInStaysToTheByte() throws {
    let text = "Recording;Mouse;sex;arena\r\n\"a.mp4\";M 7;f; right \r\nb, c.mp4;M8;;"
    let more = try completed(text, columns: ManifestColumns(meanings: ["mouse": "animal_id"]))
    #expect(more.text == text + "\r\nday1/a.mp4;M1;;left\r\n" && more.added == 1)
    let whole = try completed("recording,arena\na.mp4,all\n")
    #expect(whole.text == "recording,arena\na.mp4,all\n\"day1/b, c.mp4\",whole\n")
  }

  @Test func arenasNeedAColumn() throws {
    let error = #expect(throws: InputFileError.self) { try completed("recording,sex\n") }
    #expect(error?.message.contains("no column 'arena'") == true)
  }
}
