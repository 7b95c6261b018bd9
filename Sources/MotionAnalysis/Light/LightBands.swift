/// Bands of light that run over the picture, as lamps on alternating current make them where the shutter
/// reads one row after the other: some rows became brighter, others darker.
///
/// In each of some horizontal bands the light is taken for a factor: a pixel that was `p` becomes
/// `p (1 + gain)`, with the gain running evenly from one band's middle to the next one's.
struct LightBands {
  /// The largest shift of a band, with its sign, grey levels.
  private(set) var shift: Int
  /// `[row]`: what a pixel of the earlier picture is multiplied by, in units of 1 / `unit`.
  private(set) var factors: [Int32]

  /// A factor of one.
  static let unit: Int32 = 1024
  /// Bands in a picture: enough for two waves of light.
  static let count = 24
  /// The bands' shifts have to lie this far apart, else the light is even, grey levels.
  private static let leastSpread = 4
  /// The mean of the shifts' sizes; noise alone makes less, grey levels.
  private static let leastMean = 2.0
  /// Light explains the differences when no more than this part of them remains, 0-1: an animal that
  /// fills half of a band leaves more.
  private static let mostRest = 0.75

  /// The grid's pixels of each band, and the pictures' height.
  struct Layout {
    /// `[band]`: places in a gathered list.
    fileprivate var places: [[Range<Int>]]
    fileprivate var height: Int
    /// Fewer pixels tell nothing about a band.
    private static let leastPixels = 48

    /// Sorts the grid's runs into the bands of a picture of a height, pixels.
    init(grid: PixelGrid, height: Int) {
      self.height = height
      places = [[Range<Int>]](repeating: [], count: count)
      for run in grid.runs { places[run.row * count / max(1, height)].append(run.pixels) }
      for band in places.indices
      where places[band].reduce(0, { $0 + $1.count }) < Self.leastPixels {
        places[band] = []
      }
    }
  }

  /// Estimates the light; `nil` where it is even or did not change.
  init?(current: [UInt8], earlier: [UInt8], _ layout: Layout) {
    let known = layout.places.indices.filter { !layout.places[$0].isEmpty }
    let lit = known.count { band in
      LightChange.mayHaveShifted(current, earlier, layout.places[band])
    }
    guard known.count >= Self.count / 4, 3 * lit >= known.count else { return nil }
    let shifts = known.map { band in
      DifferenceHistogram(current: current, earlier: earlier, ranges: layout.places[band]).median
    }
    guard let least = shifts.min(), let most = shifts.max(), most - least >= Self.leastSpread,
      Double(shifts.reduce(0) { $0 + abs($1) }) >= Self.leastMean * Double(known.count)
    else { return nil }
    let gains = zip(known, shifts).map { band, shift in
      Double(shift) / Double(max(1, Self.median(earlier, layout.places[band])))
    }
    shift = abs(least) > most ? least : most
    factors = Self.factors(bands: known, gains: gains, height: layout.height)
    guard explains(current, earlier, layout) else { return nil }
  }

  /// Whether the shifts are small enough to be taken out soundly.
  var isSound: Bool { abs(shift) <= LightChange.mostShift }

  /// A value of the earlier picture in the current light.
  static func relit(_ value: UInt8, factor: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: min(255, (Int32(value) &* factor &+ unit / 2) &>> 10))
  }

  /// A list of the grid's pixels of the earlier picture in the current light.
  func relit(_ pixels: [UInt8], _ grid: PixelGrid) -> [UInt8] {
    var pixels = pixels
    for run in grid.runs {
      for index in run.pixels {
        pixels[index] = Self.relit(pixels[index], factor: factors[run.row])
      }
    }
    return pixels
  }

  private func explains(_ current: [UInt8], _ earlier: [UInt8], _ layout: Layout) -> Bool {
    var before = 0
    var after = 0
    for band in layout.places.indices {
      let factor = factors[
        min((2 * band + 1) * layout.height / (2 * Self.count), layout.height - 1)]
      for range in layout.places[band] {
        for index in range {
          before += abs(Int(current[index]) - Int(earlier[index]))
          after += abs(Int(current[index]) - Int(Self.relit(earlier[index], factor: factor)))
        }
      }
    }
    return Double(after) <= Self.mostRest * Double(before)
  }

  private static func median(_ pixels: [UInt8], _ ranges: [Range<Int>]) -> UInt8 {
    let sorted = ranges.flatMap { pixels[$0] }.sorted()
    return sorted[sorted.count / 2]
  }

  /// `[row]`: the factor between the known bands' middles; beyond the outermost it stays.
  private static func factors(bands: [Int], gains: [Double], height: Int) -> [Int32] {
    var next = 0
    return (0..<height).map { row in
      let place = (Double(row) + 0.5) * Double(count) / Double(height) - 0.5
      while next < bands.count - 1, Double(bands[next]) < place { next += 1 }
      let (upper, lower) = (max(0, next - 1), next)
      let distance = Double(bands[lower] - bands[upper])
      let part = distance > 0 ? min(max((place - Double(bands[upper])) / distance, 0), 1) : 0
      let gain = gains[upper] + part * (gains[lower] - gains[upper])
      return Int32((Double(unit) * (1 + gain)).rounded())
    }
  }
}
