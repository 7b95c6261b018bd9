import Testing

@testable import ImmobilityCore

@Suite struct AnimalPresenceTests {
  /// A trace of 30 s with two snapshots a second. The animal (a tenth of the arena) is there from
  /// `entry` to `exit`; `moves` says whether it changes the arena while it is there.
  private func trace(
    entry: Double = 0, exit: Double = 30, moves: Bool = true, hand: ClosedRange<Double>? = nil,
    lasting: Double = 0.01, lastingAtLast: Double = 0.01
  ) -> Trace {
    let samples = 0..<900
    let time = { (sample: Int) in Double(sample) / 30 }
    let isThere = { (sample: Int) in time(sample) >= entry && time(sample) < exit }
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: samples.count))
    trace.arenas[0].changes.changed = CompactCounts(
      samples.map { sample -> UInt64 in
        let comes = isThere(sample) != isThere(max(0, sample - 2))
        return comes ? 100 : isThere(sample) && moves ? 40 : 0
      })
    let looks = Array(stride(from: 0, to: 900, by: 15))
    func differs(from reference: Int) -> [Double] {
      looks.map { look in
        if let hand, hand.contains(time(look)) { return 0.4 }
        if isThere(look) != isThere(reference) { return 0.1 }
        return isThere(look) && moves && look != reference ? 0.12 : 0
      }
    }
    trace.arenas[0].presence = PresenceTrack(
      samples: looks, fromFirst: differs(from: 0), fromLast: differs(from: 885),
      lastingFromFirst: looks.map { _ in lasting },
      lastingFromLast: looks.map { _ in lastingAtLast })
    return trace
  }

  private func presence(_ trace: Trace) -> AnimalPresence { AnimalPresence(trace: trace, arena: 0) }

  @Test func entryAndExitAreFound() throws {
    let found = presence(trace(entry: 10, exit: 22))
    #expect(try #require(found.entry).time == 10)
    #expect(try #require(found.exit).time == 22)
    for change in [found.entry, found.exit].compactMap(\.self) {
      #expect((AnimalPresence.leastConfidence...1).contains(change.confidence))
    }
  }

  @Test func handHasToGoFirst() throws {
    let found = presence(trace(entry: 10, hand: 9.8...11.2))
    #expect(try #require(found.entry).time == 11.5)
  }

  /// A hand that crosses the arena on its way to another one: the arena is empty again after it.
  @Test func handOnItsWayIsNoAnimal() throws {
    var made = trace(entry: 14)
    for look in 10..<13 { made.arenas[0].presence.fromFirst[look] = 0.4 }
    #expect(try #require(presence(made).entry).time == 14)
    // Something that is there for longer and gone again is no hand.
    made = trace(entry: 16)
    for look in 4..<26 { made.arenas[0].presence.fromFirst[look] = 0.4 }
    #expect(presence(made).entry == nil)
  }

  @Test func whatStretchesForLongIsNoHand() throws {
    let found = presence(trace(entry: 8, hand: 8...18.2))
    #expect(found.entry == nil)
    #expect(try #require(found.doubtfulEntry).time == 8)
  }

  @Test func handAloneIsNoAnimal() {
    // In an arena that stays empty, for three seconds.
    let found = presence(trace(entry: 30, hand: 10...13))
    #expect(found.entry == nil && found.doubtfulEntry == nil)
  }

  @Test func weakSignsAreDoubtUnlessAHandWasSeen() throws {
    // Four tenths of what the animal covers differ ever after.
    let weak = presence(trace(entry: 10, lasting: 0.04))
    #expect(weak.entry == nil)
    #expect(try #require(weak.doubtfulEntry).time == 10)
    let shown = presence(trace(entry: 10, hand: 9.8...11.2, lasting: 0.04))
    #expect(try #require(shown.entry).time == 11.5)
    #expect(shown.doubtfulEntry == nil)
    var flags = [SampleFlags](repeating: [], count: 900)
    weak.flagEmpty(&flags, trace: trace(entry: 10))
    #expect(flags.allSatisfy { $0.isEmpty }, "doubt is no evidence")
  }

  @Test func animalThatIsThereFromTheStartHasNoEntry() {
    let found = presence(trace())
    #expect(found.entry == nil && found.exit == nil)
  }

  @Test func placeLeftBehindIsNoEntry() {
    // What differs at the entry differs ever after: an animal moved off, none came.
    #expect(presence(trace(entry: 10, lasting: 0.1)).entry == nil)
  }

  @Test func stillAnimalThatComesIsFound() throws {
    // It covers its place to the end: what differs from the last look was there before it came.
    let found = presence(trace(entry: 10, moves: false, lastingAtLast: 0.1))
    #expect(try #require(found.entry).time == 10)
  }

  @Test func arenaThatNeverChangesTellsNothing() {
    let found = presence(trace(moves: false))
    #expect(found.entry == nil && found.exit == nil)
  }

  @Test func shortEmptinessIsNotBelieved() {
    #expect(presence(trace(entry: 1)).entry == nil)
    #expect(presence(trace(exit: 29.2)).exit == nil)
  }

  @Test func emptyTimeIsFlagged() {
    let trace = trace(entry: 10, exit: 22)
    var flags = [SampleFlags](repeating: [], count: trace.count)
    presence(trace).flagEmpty(&flags, trace: trace)
    let empty = flags.indices.filter { flags[$0].contains(.emptyArena) }
    #expect(empty == Array(0..<300) + Array(660..<900))
  }

  @Test func noSnapshotsTellNothing() {
    let found = presence(MadeTrace.constant(changed: [0, 0, 0]))
    #expect(found.entry == nil && found.exit == nil)
  }
}
