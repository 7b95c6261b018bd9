import Testing

@testable import ImmobilityCore

/// What is put at a place is found there, and nothing anywhere else.
@Suite struct SparseValuesTests {
  private static let length = SparseValues<UInt8>.stretchLength

  @Test func withoutValuesThereIsNothing() {
    let values = SparseValues<UInt8>(nothing: 7)
    #expect([0, Self.length - 1, Self.length, 1 << 40].allSatisfy { values[$0] == 7 })
    values.forEachValue { place, _ in Issue.record("something at \(place)") }
  }

  @Test(
    arguments: [
      [0], [length - 1], [length], [length - 1, length], [3, 2 * length + 5],
      Array(0..<(3 * length)),
    ])
  func valuesStandWhereTheyWerePut(places: [Int]) {
    var plain = [UInt8](repeating: 0, count: 4 * Self.length)
    var values = SparseValues<UInt8>(nothing: 0)
    for place in places {
      plain[place] = UInt8(1 + place % 255)
      values[place] = plain[place]
    }
    #expect(plain.indices.allSatisfy { values[$0] == plain[$0] })
    var met: [Int] = []
    values.forEachValue { place, value in
      #expect(value == plain[place])
      met.append(place)
    }
    #expect(met == places)
    for place in places { values[place] = 0 }
    #expect(plain.indices.allSatisfy { values[$0] == 0 })
    values.forEachValue { place, _ in Issue.record("something at \(place)") }
  }

  @Test func nothingPutIntoNothingIsNothing() {
    var values = SparseValues<Int16>(nothing: -1)
    values[5] = -1
    values[9] = 0
    values[9 + Self.length] = -1
    var met: [Int] = []
    values.forEachValue { place, _ in met.append(place) }
    #expect(met == [9] && values[5] == -1 && values[9] == 0)
  }
}
