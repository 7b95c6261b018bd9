import Testing

@testable import MotionAnalysis

@Suite struct FrozenPictureTests {
  private static let inside = 0..<1024
  private static let outside = 1024..<2048

  /// The frames that are told to be frozen among 200, of which those of `frozen` show the one before.
  ///
  /// - Parameters:
  ///   - noise: the part of the pixels outside that differs between two frames, 0-1.
  ///   - moving: the part that differs inside.
  private func found(
    noise: Double, moving: Double, frozen: Range<Int>, animalsMoveOn: Bool = false
  ) -> [Int] {
    var picture = FrozenPicture(outside: Self.outside)
    var generator = SeededGenerator(state: 7)
    var pixels = [UInt8](repeating: 100, count: 2048)
    var found: [Int] = []
    for frame in 0..<200 {
      let before = pixels
      let isFrozen = frozen.contains(frame)
      for (part, range) in [(moving, Self.inside), (noise, Self.outside)] {
        guard !isFrozen || (animalsMoveOn && range == Self.inside) else { continue }
        for index in range where Double.random(in: 0..<1, using: &generator) < part {
          pixels[index] = pixels[index] == 100 ? 101 : 100
        }
      }
      if picture.shows(pixels, after: before) { found.append(frame) }
    }
    return found
  }

  @Test(arguments: [0.4, 0.05, 0.02, 0.01])
  func longStillnessOfEverythingIsFrozen(_ noise: Double) throws {
    let found = found(noise: noise, moving: 0.2, frozen: 100..<172)
    #expect(found.allSatisfy { (103..<172).contains($0) })
    // Within half a second of 24 frames per second where the noise is slight.
    let first = try #require(found.first)
    #expect(first <= (noise < 0.05 ? 116 : 103))
    #expect(found.last == 171)
  }

  @Test func noiseThatIsMissingForMomentsIsNot() {
    #expect(found(noise: 0.01, moving: 0.2, frozen: 100..<105) == [])
    #expect(found(noise: 0.4, moving: 0.2, frozen: 100..<103) == [])
  }

  @Test func anEncoderThatPassesOverTheBackgroundWhileAnimalsMoveIsNot() {
    #expect(found(noise: 0.4, moving: 0.2, frozen: 100..<172, animalsMoveOn: true) == [])
  }

  @Test func nothingIsToldWithoutNoise() {
    #expect(found(noise: 0, moving: 0.2, frozen: 100..<172) == [])
  }
}

/// A generator whose numbers are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
