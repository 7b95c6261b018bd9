import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct PlainIntervalsTests {
  @Test func codesWithTheirIntervals() throws {
    let file = try Imported.read(
      "recording,bin_start_s,behaviour\na,0,immobility\na,5,swimming\na,10,climbing\na,15,Immobility\n"
    )
    #expect(file.format == .intervals)
    #expect(file.scores[0].edges == [[0, 5], [15, 20]])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 20))
    guard case .intervals(let samples) = file.scores[0].observation else {
      Issue.record("no intervals")
      return
    }
    #expect(samples.map(\.behaviour) == ["immobility", "swimming", "climbing", "Immobility"])
    #expect(samples.map(\.isImmobile) == [true, false, false, true])
  }

  @Test func numbersFromZeroAndFromOne() throws {
    for first in [0, 1] {
      let text =
        "recording,bin,behaviour\n"
        + (0..<3).map { "a,\($0 + first),\($0 == 1 ? "float" : "swim")\n" }.joined()
      let file = try Imported.read(text, ImportOptions(interval: 5))
      #expect(file.scores[0].edges == [[5, 10]])
      #expect(try Imported.error(text).message.contains("--interval"))
    }
    let odd = try Imported.error(
      "recording,bin,behaviour\na,2,float\na,3,swim\n", ImportOptions(interval: 5))
    #expect(odd.message.contains("numbered from 2"))
  }

  @Test func missingIntervalsAndCodesStayUnscored() throws {
    let file = try Imported.read(
      "recording,start,bin_s,code\na,0,5,float\na,5,5,\na,20,5,swim\n")
    #expect(file.scores[0].unscored.spans == [TimeSpan(start: 5, end: 20)])
    #expect(file.remarks.contains { $0.contains("15 s have no interval") })
  }

  @Test(arguments: [
    ("recording,start,behaviour\na,0,float\na,5,float\na,7,swim\n", "how long"),
    ("recording,start,bin_s,behaviour\na,0,5,float\na,0,5,float\n", "overlaps"),
    ("recording,start,bin_s,behaviour\na,0,5,float\na,5,4,float\n", "length is not one"),
    ("recording,start,bin_s,behaviour\na,0,-5,float\n", "length is not one"),
    ("recording,start,bin_s,behaviour\na,,5,float\n", "is empty"),
    ("recording,start,bin_s,behaviour\na,0,5,rest\n", "--immobile-label"),
  ])
  func whatCannotBeRight(text: String, word: String) throws {
    let error = try Imported.error(text)
    #expect(error.message.contains(word), "\(error)")
  }

  @Test func aDurationIsTheIntervalsLength() throws {
    let file = try Imported.read(
      "recording,bin_start_s,duration_s,behaviour\na,0,5,float\na,10,5,swim\n")
    #expect(file.format == .intervals)
    #expect(file.scores[0].edges == [[0, 5]])
    #expect(file.scores[0].unscored.spans == [TimeSpan(start: 5, end: 10)])
  }
}
