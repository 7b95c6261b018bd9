import Testing

@testable import MotionAnalysis

@Suite struct ContrastReferenceTests {
  /// What is told of looks in another light beside twice as many in the first.
  private func told(
    _ scene: MadeLooks = .structured, _ light: (Double) -> Double
  ) -> (level: Double, gain: Double?) {
    let looks = (0..<20).map { scene.pixels($0) { $0 } }
    let others = (20..<30).map { scene.pixels($0, light) }
    let reference = ContrastReference(looks + others, noise: 2)
    let picture = MiddlePicture(others, noise: 2)
    return (reference.level(of: picture.pixels), reference.gain(of: picture))
  }

  @Test(arguments: [0.4, 0.65, 0.9, 1.2, 1.35])
  func weakerAndStrongerLampIsItsFactor(_ factor: Double) throws {
    // Of limited range black is 16.
    #expect(abs(try #require(told { factor * $0 }.gain) - factor) < 0.015)
    #expect(abs(try #require(told { 16 + factor * ($0 - 16) }.gain) - factor) < 0.015)
  }

  @Test(arguments: [-30.0, -12, 20, 60])
  func addedLightLeavesTheContrast(_ levels: Double) throws {
    let told = told { $0 + levels }
    #expect(abs(try #require(told.gain) - 1) < 0.015)
    #expect((told.level > 1) == (levels > 0))
  }

  @Test func bothAtOnceAreHeldToHowBrightItIs() throws {
    // Contrast lies between none and all of the change of brightness, or a little beyond.
    #expect(abs(try #require(told { 0.8 * $0 - 10 }.gain) - 0.8) < 0.015)
    let slight = told { 0.85 * $0 + 10 }
    #expect(slight.gain == slight.level)
    #expect(told { 0.7 * $0 + 20 }.gain == nil)
  }

  @Test func sameLightIsOne() throws {
    let told = told { $0 }
    #expect(told.level == 1 && told.gain == 1)
  }

  @Test func groundWithoutStructureTellsNothing() {
    // An animal that moves is no structure.
    let told = told(.plain) { 0.6 * $0 }
    #expect(told.gain == nil)
    #expect(abs(told.level - 0.56) < 0.02)
  }

  @Test func lightThatClipsTellsNothing() {
    #expect(told { 1.6 * $0 }.gain == nil)
    #expect(told { max(0, $0 - 120) }.gain == nil)
  }

  @Test func lightFromOneSideTellsNothing() {
    // Each pixel has its own: no line goes through them.
    let scene = MadeLooks.structured
    let looks = (0..<20).map { scene.pixels($0) { $0 } }
    let others = (20..<30).map { look in
      zip(scene.pixels(look) { $0 }, 0..<2000).map { UInt8(min(255, Int($0) + $1 / 25)) }
    }
    let reference = ContrastReference(looks + others, noise: 2)
    #expect(reference.gain(of: MiddlePicture(others, noise: 2)) == nil)
  }

  @Test func whatNoLampDoesIsNotBelieved() {
    // More contrast about the same middle, as a camera's automatic does: brightness tells nothing of it.
    let told = told { 172 + 1.3 * ($0 - 172) }
    #expect(told.level == 1)
    #expect(told.gain == nil)
  }

  @Test func animalThatStayedAndMovesOffIsNoLight() {
    // In all looks of the reference it lies in one place, in the others in another: dark pixels turn
    // bright and bright ones dark, but the middle stays.
    var scene = MadeLooks.structured
    scene.animal = 0
    func looks(_ numbers: Range<Int>, at place: Int) -> [[UInt8]] {
      numbers.map { look in
        var pixels = scene.pixels(look) { $0 }
        for pixel in place..<(place + 300) { pixels[pixel] = UInt8(30 + pixel % 9) }
        return pixels
      }
    }
    let (before, after) = (looks(0..<20, at: 100), looks(20..<30, at: 1500))
    let reference = ContrastReference(before + after, noise: 2)
    let picture = MiddlePicture(after, noise: 2)
    #expect(reference.level(of: picture.pixels) == 1)
    let gain = reference.gain(of: picture)
    #expect(gain == nil || gain == 1)
  }
}
