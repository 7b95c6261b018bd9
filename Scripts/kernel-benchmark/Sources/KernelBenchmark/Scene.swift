/// Pictures of a still scene with sensor noise in which some blocks of 64 x 16 pixels change.
final class Scene {
  let width: Int
  let height: Int
  private let storage: UnsafeMutablePointer<UInt8>
  private let count: Int

  /// - Parameters:
  ///   - count: the number of pictures.
  ///   - noise: standard deviation of the sensor noise, grey levels.
  ///   - changing: the fraction of blocks that differ between any two pictures.
  init(width: Int, height: Int, count: Int, noise: Double, changing: Double) {
    self.width = width
    self.height = height
    self.count = count
    storage = .allocate(capacity: width * height * count)
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    func random() -> UInt64 {
      // Xorshift (Marsaglia, 2003).
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    // Near-normal noise: the sum of four uniform values has a standard deviation of 0.577.
    let noiseTable = (0..<4_096).map { _ in
      let bits = random()
      let sum = (0..<4).reduce(0.0) { $0 + Double((bits >> (16 * UInt64($1))) & 0xFFFF) / 65_536 }
      let scaled = (sum - 2) * noise / 0.577
      return Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
    }
    let still = (0..<width * height).map { _ in 40 + Int(random() % 120) }
    // A block changes in each picture with the chance p: any two pictures differ in 1 - (1 - p)^2.
    let chance = UInt64((1 - (1 - changing).squareRoot()) * 65_536)
    for picture in 0..<count {
      let pixels = self.picture(picture)
      for row in 0..<height {
        for start in stride(from: 0, to: width, by: 64) {
          let block = UInt64((picture * height + row / 16) * 4_096 + start / 64 + 1)
          let moved = (block &* 0x9E37_79B9_7F4A_7C15) >> 48 < chance
          for column in start..<min(start + 64, width) {
            let bits = random()
            let motion = moved ? Int((bits >> 32) % 80) : 0
            pixels[row * width + column] = UInt8(
              still[row * width + column] + noiseTable[Int(bits % 4_096)] + motion)
          }
        }
      }
    }
  }

  deinit { storage.deallocate() }

  /// A picture's first pixel; numbers wrap around.
  func picture(_ number: Int) -> UnsafeMutablePointer<UInt8> {
    storage + number % count * width * height
  }
}
