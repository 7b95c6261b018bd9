import Testing

@testable import ImmobilityCore

@Suite struct CleaningTests {
  @Test func everyKindHasAName() {
    #expect(Cleaning.all.names.count == Cleaning.named.count)
    for (kind, name) in Cleaning.named { #expect(Cleaning(name: name) == kind) }
    #expect(Cleaning(name: "nonsense") == nil)
    #expect(Cleaning([]).names == [])
  }
}
