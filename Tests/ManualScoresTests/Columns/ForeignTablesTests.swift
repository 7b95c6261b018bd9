import Testing

@testable import ManualScores

@Suite struct ForeignTablesTests {
  @Test func masterFilesOfJWatcherHoldNoScores() throws {
    let error = try Imported.error(
      "# Format: Focal Analysis Master File 1.0\nBehavior.switchesOff.f=s\n")
    #expect(error.message.contains("--key-rules"), "\(error)")
  }

  @Test(arguments: [
    (
      "File,FileLength,MotionCutoff,FreezeThresh,Freezing\na.avi,100,9,200,43.2\n",
      "one row for each frame"
    ),
    ("AUC,Threshold,Precision,Recall,Immobility\n0.9,2,1,1,40\n", "Results Manual Compiled.csv"),
    ("animal,immobile time\nC1,37\n", "immobile_s or immobile_percent"),
    ("scorer,DLC,DLC\nbodyparts,nose,nose\ncoords,x,likelihood\n", "bouts"),
  ])
  func theyAreToldWhatIsRead(text: String, word: String) throws {
    let text = text.hasPrefix("scorer") ? text.replacing("scorer,DLC,DLC\n", with: "") : text
    let error = try Imported.error(text)
    #expect(error.line == 1 && error.message.contains(word), "\(error)")
  }
}
