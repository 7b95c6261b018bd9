import Testing

@testable import ImmobilityCore

@Suite struct LightChangesTests {
  /// The flags of a trace at 30 samples per second whose light changed by `shifts`.
  private func flags(
    _ shifts: [Int: Int16], compensated: Bool = true, count: Int = 90
  ) -> [SampleFlags] {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: count))
    for (sample, shift) in shifts {
      trace.arenas[0].changes.light[sample] = .init(shift: shift, isCompensated: compensated)
    }
    var flags = [SampleFlags](repeating: [], count: count)
    LightChanges.flag(&flags, trace: trace, arena: 0, bridge: 0.5)
    return flags
  }

  @Test func nothingWithoutAChange() {
    let found = flags([:])
    #expect(found.allSatisfy { $0.isEmpty })
  }

  @Test func smallChangeStaysEvidence() {
    let found = flags([30: 5, 31: -7])
    #expect(found[30] == .lightChange && found[31] == .lightChange && found[32].isEmpty)
  }

  @Test func loneLargeChangeIsAStep() {
    let found = flags([30: 15, 31: 4])
    #expect(found[30] == .lightStep)
    #expect(found[31] == .lightChange)
  }

  @Test func changeThatIsNotTakenOutIsAStep() {
    #expect(flags([30: 3], compensated: false)[30] == .lightStep)
  }

  @Test func largeChangesOfFlickerStayEvidence() {
    // Every third sample changes much, for two seconds.
    let found = flags(
      Dictionary(uniqueKeysWithValues: stride(from: 15, to: 75, by: 3).map { ($0, Int16(20)) }))
    #expect(found.allSatisfy { !$0.contains(.lightStep) })
    #expect(found[15] == .lightChange)
  }

  @Test func changeOfExactlyTheBridgeIsAStep() {
    let half = (20..<35).map { ($0, Int16(12)) }
    #expect(flags(Dictionary(uniqueKeysWithValues: half))[20] == .lightStep)
    let longer = (20..<36).map { ($0, Int16(12)) }
    #expect(flags(Dictionary(uniqueKeysWithValues: longer))[20] == .lightChange)
  }
}
