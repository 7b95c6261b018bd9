import Testing

@testable import ImmobilityCore

@Suite struct TestProtocolTests {
  @Test(arguments: [
    ("fst-mouse", 360, 120, 360), ("fst-rat-pretest", 900, 0, 900), ("fst-rat-test", 300, 0, 300),
    ("tst-mouse", 360, 0, 360),
  ])
  func windowsAreThoseOfTheDesign(
    _ name: String, _ length: Double, _ start: Double, _ end: Double
  ) throws {
    let settings = try #require(TestProtocol(rawValue: name)).settings
    #expect(settings.protocolName == name)
    #expect(settings.trialLength == length)
    #expect((settings.window ?? .init(start: 0, end: length)) == .init(start: start, end: end))
    #expect(settings.measure == .strokes)
    #expect(abs(settings.lag - 1.0 / 15) < 1e-15)
    #expect(settings.motionThreshold == (name == "tst-mouse" ? 45 : 15))
  }

  @Test func freezingReadsAllMovementWithALowerThreshold() {
    let settings = TestProtocol.freezing.settings
    #expect(settings.trialLength == nil)
    #expect(settings.window == nil)
    #expect(settings.measure == .movement)
    #expect(settings.motionThreshold < TestProtocol.fstMouse.settings.motionThreshold)
  }

  @Test func thereAreFive() { #expect(TestProtocol.allCases.count == 5) }
}
