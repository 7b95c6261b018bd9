import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct EthoVisionDataTests {
  private let head = "Number of header lines:,5,,\nExperiment,x,,\n ,,,\n"

  @Test func stateColumnsAreFoundByWhatIsInTheirBrackets() throws {
    let rows = "s,s,,\n0,0,0,1\n0.2,0.2,1,0\n0.4,0.4,-,-\n0.6,0.6,0,1\n"
    let file = try Imported.read(
      head + "Trial time,Recording time,Mobility state(Immobile),Mobility state(Mobile)\n" + rows)
    #expect(file.format == .ethoVision)
    #expect(file.scores[0].edges == [[0.2, 0.4]])
    #expect(file.scores[0].unscored.spans == [TimeSpan(start: 0.4, end: 0.6)])
    let other = head + "Trial time,Recording time,Stationary(Mutually exclusive),Result 1\n" + rows
    let error = try Imported.error(other)
    #expect(
      error.line == 4 && error.message.contains("'Stationary(Mutually exclusive)'"), "\(error)")
    let named = try Imported.read(other, ImportOptions(immobileLabels: ["stationary"]))
    #expect(named.scores[0].edges == [[0.2, 0.4]])
  }

  @Test func headersThatDoNotFitAreRefused() throws {
    let error = try Imported.error("Number of header lines:,50\nTrial time,Immobile\ns,\n0,1\n")
    #expect(error.message.contains("header lines"))
  }
}
