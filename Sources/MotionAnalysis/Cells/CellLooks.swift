import ImmobilityCore

/// Keeps how the cells of an arena look now and then, and tells at the end what the animal is measured by.
struct CellLooks {
  /// Seconds between looks; doubled whenever `most` looks have been kept.
  private static let interval = 0.25
  private static let most = 512
  private static let unit: Float = 256

  /// `[look][cell]`: brightness in units of 1 / `unit` grey level.
  private var looks: [[UInt16]] = []
  /// `[look]`: the sample.
  private var samples: [Int] = []
  private var interval = CellLooks.interval
  private var latest = -Double.infinity

  /// Looks at a sample's cells if it is time to, seconds.
  mutating func offer(_ cells: ArraySlice<Float>, sample: Int, time: Double) {
    guard time - latest >= interval - 1e-6 else { return }
    latest = time
    looks.append(cells.map { UInt16(min(max(($0 * Self.unit).rounded(), 0), 65_535)) })
    samples.append(sample)
    guard looks.count >= Self.most else { return }
    looks = stride(from: 0, to: looks.count, by: 2).map { looks[$0] }
    samples = stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
    interval *= 2
  }

  /// Fewer looks tell nothing.
  private static let leastLooks = 3
  /// A cell's darkest and brightest look, short of outliers, are these quantiles, 0-1.
  private static let low = 0.02
  private static let high = 0.98
  /// The contrast is this quantile of the cells' ranges, 0-1.
  private static let contrastQuantile = 0.98
  /// Noise alone makes a range of so many times its deviation.
  private static let noiseRange = 4.0
  /// An animal that moves about changes more than this part of the cells by half of its contrast, 0-1.
  private static let leastSwept = 0.1
  /// Less contrast than this is none that moving makes, grey levels, or so many times the noise.
  private static let leastMoved = 4.0
  private static let leastMovedNoise = 6.0
  /// What stands out covers no more than this part of the cells, 0-1, else it is the arena's own pattern.
  private static let mostAtRest = 0.15
  /// An animal that cannot be seen is taken to cover this part of the cells, 0-1.
  private static let usualCover = 0.04
  /// No contrast is smaller, grey levels, and no animal than this part of the cells, nor larger than that one.
  private static let leastContrast = 8.0
  private static let leastCover = 0.006
  private static let mostCover = 0.3

  /// What the animal is measured by; `nil` without enough looks or cells.
  ///
  /// An animal that moves about uncovers what is behind it: the range of a cell's brightness over the trial
  /// is then its contrast. An animal that stays where it is hardly changes most cells; it is measured by how it
  /// stands out from the rest of its arena.
  ///
  /// - Parameters:
  ///   - noise: the cells' noise, grey levels.
  ///   - gain: `[sample]`: how strong the contrast is; empty where it stays.
  func yardstick(noise: Double, gain: [Double]) -> CellMotion.Yardstick? {
    guard looks.count >= Self.leastLooks, let cells = looks.first?.count, cells > 0 else {
      return nil
    }
    let scales = samples.map { gain.isEmpty ? 1 : 1 / gain[$0] }
    let values = (0..<cells).map { cell in
      zip(looks, scales).map { Double($0[cell]) / Double(Self.unit) * $1 }
    }
    let sorted = values.map { $0.sorted() }
    let lowest = sorted.map { Self.quantile(Self.low, of: $0) }
    let highest = sorted.map { Self.quantile(Self.high, of: $0) }
    let medians = sorted.map { Self.quantile(0.5, of: $0) }
    let ranges = zip(lowest, highest).map { max(0, $1 - $0 - Self.noiseRange * noise) }
    let moved = Self.quantile(Self.contrastQuantile, of: ranges.sorted())
    let swept = Double(ranges.count { $0 > moved / 2 }) / Double(cells)

    let middle = Self.quantile(0.5, of: medians.sorted())
    let deviations = medians.map { $0 - middle }.sorted()
    let brighter = Self.quantile(0.99, of: deviations)
    let darker = -Self.quantile(0.01, of: deviations)
    let standing = max(brighter, darker)
    let sign = brighter > darker ? 1.0 : -1.0
    let atRest = Double(medians.count { sign * ($0 - middle) > standing / 2 })

    let darkerInTime = zip(medians, lowest).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    let brighterInTime = zip(medians, highest).reduce(0) { $0 + max(0, $1.1 - $1.0) }
    let behind = darkerInTime >= brighterInTime ? highest : lowest
    var contrast = max(moved, 2)
    let covers = looks.indices.map { look in
      Double((0..<cells).count { abs(values[$0][look] - behind[$0]) > contrast / 2 })
    }
    var area = Self.quantile(0.5, of: covers.sorted())

    let isStill = moved < max(Self.leastMoved, Self.leastMovedNoise * noise)
    let isFromRest = (isStill || swept < Self.leastSwept) && standing > contrast
    if isFromRest {
      contrast = standing
      let isAnimal = atRest <= Self.mostAtRest * Double(cells)
      if isStill {
        area = isAnimal ? atRest : Self.usualCover * Double(cells)
      } else if isAnimal {
        area = max(area, atRest)
      }
    }
    return CellMotion.Yardstick(
      contrast: max(contrast, Self.leastContrast),
      area: min(max(area, Self.leastCover * Double(cells)), Self.mostCover * Double(cells)),
      noise: noise, isFromRest: isFromRest)
  }

  /// The quantile at a part (0-1) of sorted values, on the straight line between two of them.
  private static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    let place = part * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
