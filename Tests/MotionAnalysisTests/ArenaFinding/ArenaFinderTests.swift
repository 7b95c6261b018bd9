import FixtureFiles
import ImmobilityCore
import Testing

@testable import MotionAnalysis

/// Which arenas are proposed for which motion, and when none are.
@Suite struct ArenaFinderTests {
  private typealias Animal = MadeMotion.Animal

  private let row = (0..<4).map { MadeMotion.box(4 + 24 * $0, 18, 16, 14) }

  private func names(_ motion: SparseMotion, count: Int? = nil) throws -> [String] {
    try ArenaFinder(count: count).propose(path: "made.mp4", motion: motion).arenas.map(\.name)
  }

  private func unsure(_ motion: SparseMotion, count: Int? = nil) -> ArenaFinder.Unsure? {
    #expect(throws: ArenaFinder.Unsure.self) {
      try ArenaFinder(count: count).propose(path: "made.mp4", motion: motion)
    }
  }

  @Test(arguments: 1...4)
  func aRowIsNamedFromLeftToRight(_ count: Int) throws {
    let motion = MadeMotion(animals: row[..<count].map { Animal(box: $0) }).motion
    let expected = [
      ["arena"], ["left", "right"], ["left", "middle", "right"],
      ["left", "centre-left", "centre-right", "right"],
    ]
    #expect(try names(motion) == expected[count - 1])
    #expect(try names(motion, count: count) == expected[count - 1])
  }

  @Test func moreThanFourAreNumbered() throws {
    let boxes = (0..<6).map { MadeMotion.box(2 + 16 * $0, 20, 10, 12) }
    let motion = MadeMotion(animals: boxes.map { Animal(box: $0) }).motion
    #expect(try names(motion) == (1...6).map { "arena-\($0)" })
  }

  @Test func aGridIsNumberedRowByRow() throws {
    let boxes = [(52, 32), (4, 32), (52, 4), (4, 4)].map { MadeMotion.box($0.0, $0.1, 34, 18) }
    let motion = MadeMotion(animals: boxes.map { Animal(box: $0) }).motion
    let arenas = try ArenaFinder().propose(path: "made.mp4", motion: motion).arenas
    #expect(arenas.map(\.name) == ["arena-1", "arena-2", "arena-3", "arena-4"])
    let places = arenas.map { arena -> [Bool] in
      guard case .rectangle(let x, let y, _, _) = arena.shape else { return [] }
      return [x > 480, y > 270]
    }
    #expect(places == [[false, false], [true, false], [false, true], [true, true]])
  }

  @Test(arguments: 2...4)
  func aColumnIsNumberedFromTheTop(_ count: Int) throws {
    let boxes = (0..<count).map { MadeMotion.box(40, 2 + 13 * $0, 16, $0 % 2 == 0 ? 9 : 7) }
    let motion = MadeMotion(animals: boxes.map { Animal(box: $0) }).motion
    #expect(try names(motion) == (1...count).map { "arena-\($0)" })
  }

  @Test func anAnimalThatHardlyMovesCountsLikeTheOthers() throws {
    var animals = row.map { Animal(box: $0) }
    animals[1].moves = { $0 % 4 == 1 }
    #expect(try names(MadeMotion(animals: animals).motion).count == 4)
  }

  @Test(arguments: 1...2)
  func anAnimalThatKeepsStillLeavesRoomForItself(_ still: Int) throws {
    var animals = row.map { Animal(box: $0) }
    animals.remove(at: still)
    let motion = MadeMotion(animals: animals).motion
    #expect(unsure(motion)?.reason.contains("room for another") == true)
    // Who says that there are three gets three.
    #expect(try names(motion, count: 3) == ["left", "middle", "right"])
  }

  @Test func atTheEndOfARowOneMayBeMissing() throws {
    let motion = MadeMotion(animals: row[..<3].map { Animal(box: $0) }).motion
    let proposal = try ArenaFinder().propose(path: "made.mp4", motion: motion)
    #expect(proposal.notes.contains { $0.contains("--count") })
    let counted = try ArenaFinder(count: 3).propose(path: "made.mp4", motion: motion)
    #expect(!counted.notes.contains { $0.contains("--count") })
  }

  @Test func aHandCountsForNothing() throws {
    var made = MadeMotion(animals: row.map { Animal(box: $0) })
    made.other = { pair in
      (1...6).contains(pair) ? [MadeMotion.box(0, 0, 16 * pair, 40)] : []
    }
    let arenas = try ArenaFinder().propose(path: "made.mp4", motion: made.motion).arenas
    #expect(arenas.count == 4)
    let still = MadeMotion(animals: row.map { Animal(box: $0) }).motion
    let without = try ArenaFinder().propose(path: "made.mp4", motion: still).arenas
    #expect(zip(arenas, without).allSatisfy { isNear($0, $1) }, "\(arenas)")
  }

  @Test func aReflectionUnderTheAnimalIsNoAnimal() throws {
    var made = MadeMotion(animals: row.map { Animal(box: $0) })
    let row = row
    made.other = { pair in
      row.map { MadeMotion.box($0.left + pair * 7 % 12, $0.bottom + 5, 3, 2) }
    }
    #expect(try names(made.motion).count == 4)
  }

  @Test func aClockIsLeftOutWithANote() throws {
    var made = MadeMotion(animals: row[..<3].map { Animal(box: $0) })
    made.other = { _ in [MadeMotion.box(84, 1, 8, 3)] }
    let proposal = try ArenaFinder().propose(path: "made.mp4", motion: made.motion)
    #expect(proposal.arenas.map(\.name) == ["left", "middle", "right"])
    #expect(proposal.notes.contains { $0.contains("clock") })
  }

  @Test func aClockAboveAnArenaDoesNotReachIntoIt() throws {
    var made = MadeMotion(animals: row.map { Animal(box: $0) })
    let without = try ArenaFinder().propose(path: "made.mp4", motion: made.motion).arenas
    made.other = { _ in [MadeMotion.box(80, 1, 8, 3)] }
    let arenas = try ArenaFinder().propose(path: "made.mp4", motion: made.motion).arenas
    #expect(arenas.count == 4)
    #expect(zip(arenas, without).allSatisfy { isNear($0, $1) }, "\(arenas)")
  }

  @Test func oneAnimalThatWalksBetweenTwoPlacesIsOne() throws {
    let made = MadeMotion(animals: [
      Animal(box: row[0], moves: { $0 / 4 % 2 == 0 }),
      Animal(box: row[2], moves: { $0 / 4 % 2 == 1 }),
    ])
    #expect(try names(made.motion) == ["arena"])
    // Two that move on their own are two, though they move together only now and then.
    let two = MadeMotion(animals: [
      Animal(box: row[0], moves: { $0 % 3 != 0 }), Animal(box: row[2], moves: { $0 % 2 == 0 }),
    ])
    #expect(try names(two.motion) == ["left", "right"])
  }

  @Test func nothingMoves() {
    let error = unsure(MadeMotion(animals: []).motion)
    #expect(error?.reason.contains("nothing moves") == true)
    #expect(error?.advice.isEmpty == false)
  }

  @Test func whatHappensOnceIsNoAnimal() {
    var made = MadeMotion(animals: [])
    made.other = { $0 == 40 ? [MadeMotion.box(10, 10, 20, 20)] : [] }
    #expect(unsure(made.motion)?.reason.contains("repeatedly") == true)
  }

  @Test func motionAllOverThePicture() {
    let made = MadeMotion(animals: [Animal(box: MadeMotion.box(0, 0, 96, 54), size: 20)])
    #expect(unsure(made.motion)?.reason.contains("fills the picture") == true)
    #expect(throws: Never.self) { try names(made.motion, count: 1) }
  }

  @Test func aShakingCamera() {
    var motion = MadeMotion(animals: row.map { Animal(box: $0) }).motion
    motion.compared = 3 * motion.samples.count
    #expect(unsure(motion)?.reason.contains("shaking") == true)
  }

  @Test func tooShort() {
    var motion = MadeMotion(animals: row.map { Animal(box: $0) }).motion
    motion.covered = 3.9
    #expect(unsure(motion)?.reason.contains("too short") == true)
  }

  @Test func sizesThatDifferMuchAreRefusedUnlessTheNumberIsGiven() throws {
    let made = MadeMotion(animals: [
      Animal(box: MadeMotion.box(2, 18, 44, 16)), Animal(box: MadeMotion.box(60, 18, 12, 14)),
    ])
    #expect(unsure(made.motion)?.advice.contains("--count 2") == true)
    let proposal = try ArenaFinder(count: 2).propose(path: "made.mp4", motion: made.motion)
    #expect(proposal.arenas.count == 2 && !proposal.notes.isEmpty)
  }

  @Test(arguments: [2, 3, 5, 9])
  func aNumberThatTheMotionContradicts(_ count: Int) {
    let motion = MadeMotion(animals: row.map { Animal(box: $0) }).motion
    #expect(unsure(motion, count: count)?.reason.contains("4 regions") == true)
  }

  @Test func anUncertainSearchSaysHowUncertain() {
    // The more is seen of what moves between two animals the less they are two; in between the
    // search does not know and says so.
    var reasons: [String] = []
    for height in 1...10 {
      var made = MadeMotion(animals: [Animal(box: row[0]), Animal(box: row[1])])
      made.other = { $0 % 27 == 3 ? [MadeMotion.box(18, 20, 12, height)] : [] }
      do throws(ArenaFinder.Unsure) {
        let found = try ArenaFinder().propose(path: "made.mp4", motion: made.motion)
        #expect(found.arenas.count <= 2)
      } catch {
        reasons.append(error.reason)
      }
    }
    #expect(reasons.contains { $0.contains("of 6 variations") }, "\(reasons)")
  }

  /// Whether two rectangles differ by at most two tiles at each edge.
  private func isNear(_ a: Arena, _ b: Arena) -> Bool {
    guard case .rectangle(let ax, let ay, let aw, let ah) = a.shape,
      case .rectangle(let bx, let by, let bw, let bh) = b.shape
    else { return false }
    return [ax - bx, ay - by, ax + aw - bx - bw, ay + ah - by - bh].allSatisfy { abs($0) <= 20 }
  }
}
