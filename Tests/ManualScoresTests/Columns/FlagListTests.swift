import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct FlagListTests {
  @Test func aListNeedsTheLengthOfARow() throws {
    let error = try Imported.error("0\n1\n1\n0\n")
    #expect(error.message.contains("--interval 1"))
    let file = try Imported.read("0\n1\n1\n0\n", ImportOptions(interval: 1))
    #expect(file.format == .flags)
    #expect(file.scores[0].edges == [[1, 3]])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 4))
  }
}
