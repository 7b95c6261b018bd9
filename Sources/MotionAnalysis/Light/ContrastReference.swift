/// A picture of the grid in one light, and how others of the same scene stand to it.
///
/// Another light makes `offset + gain p` of a pixel `p`: a dimmer lamp scales, a lamp from the side adds.
/// What moves and what is told apart by its grey is `gain` times as strong then. The gain is the slope of
/// the line through the medians of pixels that are alike in the reference, so it takes pixels that differ: in a
/// picture without structure a dimmer lamp cannot be told from less added light.
struct ContrastReference {
  /// The reference's pixels, grey levels.
  let pixels: [UInt8]
  /// The middle of them, grey levels.
  private let middle: Double
  /// What no light makes, grey levels: limited range begins at 16.
  private let black: Double
  /// The deviation of the camera's noise, grey levels.
  private let noise: Double
  /// The pixels where no animal came or went in the light of the reference.
  private let stable: [Int]
  /// Those of them that are alike, darker first; empty where too few differ from the most.
  private let bins: [[Int]]

  /// A bin's grey levels.
  private static let binWidth = 8
  /// A bin of fewer pixels tells nothing.
  private static let leastPixels = 16
  /// Two bins that lie nearer than this tell no slope, grey levels.
  private static let leastDistance = 24.0
  /// This part of the pixels has to lie so far from the middle, 0-1.
  private static let leastStructure = 0.03
  /// This part of the pixels has to be stable, 0-1.
  private static let leastStable = 0.3
  /// Looks are in the light of the most whose middle differs by no more than this part of it, 0-1.
  private static let alike = 0.03
  /// No more than this part of the pixels may have come to an end of the scale, 0-1.
  private static let mostClipped = 0.05
  /// Slopes agree when this part of their weight lies within `slopeTolerance` of the middle one, 0-1.
  private static let leastAgreement = 0.5
  private static let slopeTolerance = 0.1
  /// This part of the pixels has to lie on the line, 0-1,
  private static let leastOnLine = 0.7
  /// so near, grey levels, and two deviations of the noise.
  private static let lineTolerance = 6.0
  /// A slope may lie so far outside of what lamps can do.
  private static let gainTolerance = 0.07
  /// A smaller change of the middle is none, grey levels.
  private static let leastShift = 3.0

  /// Makes the reference of looks at one scene: of those in the light of the most, at most a third, the middle
  /// of each pixel.
  ///
  /// - Parameter noise: the deviation of the camera's noise, grey levels.
  /// - Precondition: there are looks, all of as many pixels.
  init(_ looks: [[UInt8]], noise: Double) {
    let levels = looks.map { GreyHistogram($0).quantile(0.5) }
    let most = levels.sorted()[levels.count / 2]
    let nearest = looks.indices.sorted {
      (abs(levels[$0] - most), $0) < (abs(levels[$1] - most), $1)
    }.prefix(max(Self.leastLooks, looks.count / 3))
    let alike = nearest.enumerated().filter {
      $0 < Self.leastLooks || abs(levels[$1] - most) <= Self.alike * most
    }
    let picture = MiddlePicture(alike.map { looks[$0.element] }, noise: noise)
    pixels = picture.pixels
    self.noise = noise
    let middle = GreyHistogram(pixels).quantile(0.5)
    self.middle = middle
    black = min(16, middle / 4)
    stable = pixels.indices.filter { picture.isStable[$0] }
    let distant = stable.count { [pixels] in
      abs(Double(pixels[$0]) - middle) >= Self.leastDistance
    }
    let hasStructure =
      Double(distant) >= Self.leastStructure * Double(pixels.count)
      && Double(stable.count) >= Self.leastStable * Double(pixels.count)
    var bins = [[Int]](repeating: [], count: 256 / Self.binWidth)
    for place in hasStructure ? stable : [] {
      bins[Int(pixels[place]) / Self.binWidth].append(place)
    }
    self.bins = bins.filter { $0.count >= Self.leastPixels }
  }

  /// So many looks make a reference.
  static let leastLooks = 5

  /// How bright a picture is beside the reference: the ratio of their middle greys above black. The middle of
  /// the differences tells it, which what moves in less than half of the pixels does not change.
  func level(of picture: [UInt8]) -> Double {
    let all = 0..<pixels.count
    let shift = DifferenceHistogram(current: picture, earlier: pixels, range: all).quantile(0.5)
    guard abs(shift) >= Self.leastShift else { return 1 }
    return max((middle + shift - black) / max(middle - black, 1), 0.01)
  }

  /// The contrast of a picture beside that of the reference; `nil` where it cannot be told soundly.
  func gain(of picture: MiddlePicture) -> Double? {
    let clipped = picture.pixels.indices.count {
      Self.clips(picture.pixels[$0]) && !Self.clips(pixels[$0])
    }
    guard Double(clipped) <= Self.mostClipped * Double(pixels.count),
      let slope = slope(of: picture)
    else { return nil }
    // A lamp cannot change contrast by more than how bright it is, nor the other way.
    let level = level(of: picture.pixels)
    let (low, high) = (min(1, level), max(1, level))
    let plausible = (low - Self.gainTolerance)...(high + Self.gainTolerance)
    guard plausible.contains(slope), isOnLine(picture.pixels, slope: slope) else { return nil }
    return min(max(slope, low), high)
  }

  private static func clips(_ value: UInt8) -> Bool { value <= 1 || value >= 254 }

  /// The weighted median of the slopes between bins; `nil` when they do not agree.
  private func slope(of picture: MiddlePicture) -> Double? {
    let points = bins.compactMap { bin -> (x: Double, y: Double, pixels: Double)? in
      let places = bin.filter { picture.isStable[$0] }
      guard places.count >= Self.leastPixels else { return nil }
      return (
        GreyHistogram(pixels, at: places).quantile(0.5),
        GreyHistogram(picture.pixels, at: places).quantile(0.5), Double(places.count)
      )
    }
    var slopes: [(slope: Double, weight: Double)] = []
    for (index, dark) in points.enumerated() {
      for bright in points[(index + 1)...] where bright.x - dark.x >= Self.leastDistance {
        let distance = bright.x - dark.x
        let pixels = dark.pixels * bright.pixels / (dark.pixels + bright.pixels)
        slopes.append(((bright.y - dark.y) / distance, distance * pixels.squareRoot()))
      }
    }
    slopes.sort { $0.slope < $1.slope }
    let total = slopes.reduce(0) { $0 + $1.weight }
    var below = 0.0
    let middle = slopes.first {
      below += $0.weight
      return below >= total / 2
    }
    guard let middle = middle?.slope else { return nil }
    let agreeing = slopes.reduce(0) {
      $0 + (abs($1.slope - middle) <= Self.slopeTolerance ? $1.weight : 0)
    }
    return agreeing >= Self.leastAgreement * total ? middle : nil
  }

  /// Whether most of the stable pixels are where a line of a slope puts them.
  func isOnLine(_ picture: [UInt8], slope: Double) -> Bool {
    let rests = stable.map { Double(picture[$0]) - slope * Double(pixels[$0]) }
    guard !rests.isEmpty else { return false }
    let offset = rests.sorted()[rests.count / 2]
    let tolerance = Self.lineTolerance + 2 * noise
    let near = rests.count { abs($0 - offset) <= tolerance }
    return Double(near) >= Self.leastOnLine * Double(rests.count)
  }
}

/// How often each grey occurs among some pixels.
private struct GreyHistogram {
  private var counts = [UInt32](repeating: 0, count: 256)
  private var total: UInt32 = 0

  init(_ pixels: [UInt8]) {
    for value in pixels { counts[Int(value)] += 1 }
    total = UInt32(pixels.count)
  }

  init(_ pixels: [UInt8], at places: [Int]) {
    for place in places { counts[Int(pixels[place])] += 1 }
    total = UInt32(places.count)
  }

  /// The quantile at `part` (0-1) in grey levels, the pixels of one grey spread evenly over it.
  func quantile(_ part: Double) -> Double {
    let wanted = part * Double(total)
    var below = 0.0
    for (grey, count) in counts.enumerated() where count > 0 {
      if below + Double(count) >= wanted {
        return Double(grey) - 0.5 + (wanted - below) / Double(count)
      }
      below += Double(count)
    }
    return 0
  }
}
