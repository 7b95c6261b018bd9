import Testing

@testable import ImmobilityCore

/// Changes of the light come back where they were put, whatever stretches they lie in.
@Suite struct LightTrackTests {
  private static let step = LightTrack.Change(shift: -7, isCompensated: false)
  private static let length = SparseValues<LightTrack.Change>.stretchLength

  private func changes(_ track: LightTrack) -> [Int] {
    var samples: [Int] = []
    track.forEachChange { sample, change in
      #expect(change == track[sample] && change != .none)
      samples.append(sample)
    }
    return samples
  }

  @Test func noSamplesAreNone() {
    let none = LightTrack()
    #expect(none.isEmpty && changes(none) == [] && none == LightTrack([]))
    #expect(none != LightTrack(quiet: 1))
  }

  @Test(arguments: [1, length - 1, length, length + 1, 3 * length])
  func lightThatNeverChangesIsQuiet(count: Int) {
    let quiet = LightTrack(quiet: count)
    #expect(quiet.count == count && quiet.allSatisfy { $0 == .none } && changes(quiet) == [])
    #expect(quiet == LightTrack([LightTrack.Change](repeating: .none, count: count)))
  }

  @Test(
    arguments: [
      [0], [length - 1], [length], [length - 1, length], [3 * length - 1], [5, 2 * length],
      Array(0..<(3 * length)),
    ])
  func changesStandWhereTheyWerePut(places: [Int]) {
    var plain = [LightTrack.Change](repeating: .none, count: 3 * Self.length)
    for (number, place) in places.enumerated() {
      plain[place] = LightTrack.Change(
        shift: number.isMultiple(of: 3) ? .min : number.isMultiple(of: 2) ? 0 : .max,
        isCompensated: !number.isMultiple(of: 3))
    }
    let appended = LightTrack(plain)
    #expect(Array(appended) == plain)
    #expect(changes(appended) == places)
    var replaced = LightTrack(quiet: plain.count)
    for place in places { replaced[place] = plain[place] }
    #expect(replaced == appended && changes(replaced) == places)
    for place in places { replaced[place] = .none }
    #expect(replaced == LightTrack(quiet: plain.count) && changes(replaced) == [])
  }

  @Test func quietSamplesGoOnBehindAChange() {
    var track = LightTrack(quiet: 3)
    track.append(Self.step)
    for _ in 0..<Self.length { track.append(.none) }
    track.append(Self.step)
    #expect(track.count == 5 + Self.length && changes(track) == [3, 4 + Self.length])
    track[0].shift = 255
    #expect(track[0] == .init(shift: 255, isCompensated: false) && changes(track).first == 0)
  }
}
