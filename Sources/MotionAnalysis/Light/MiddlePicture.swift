/// The middle of each pixel of the grid over some looks at it, in which an animal that moves hardly shows.
struct MiddlePicture {
  /// Grey levels.
  private(set) var pixels: [UInt8]
  /// `[pixel]`: whether it looked alike in nearly all of the looks: no animal came or went there.
  private(set) var isStable: [Bool]

  /// No more looks than this are put together, spread evenly: each pixel's values are sorted.
  private static let mostLooks = 31
  /// Nearly all are those without the tenth at either end; these differ by no more than this, grey levels,
  private static let mostSpread = 8.0
  /// and so many deviations of the noise.
  private static let noiseSpread = 3.0

  /// - Precondition: there are looks, all of as many pixels.
  init(_ looks: [[UInt8]], noise: Double) {
    let chosen = min(looks.count, Self.mostLooks)
    let looks = (0..<chosen).map { looks[(2 * $0 + 1) * looks.count / (2 * chosen)] }
    let spread = Self.mostSpread + Self.noiseSpread * noise
    var column = [UInt8](repeating: 0, count: chosen)
    pixels = looks[0]
    isStable = [Bool](repeating: false, count: pixels.count)
    for pixel in pixels.indices {
      for (place, look) in looks.enumerated() { column[place] = look[pixel] }
      column.sort()
      pixels[pixel] = column[chosen / 2]
      let end = chosen / 10
      isStable[pixel] = Double(column[chosen - 1 - end] - column[end]) <= spread
    }
  }
}
