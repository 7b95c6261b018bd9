/// Cuts the picture into the regions of its animals, where hardly anything moves between them.
struct RegionSearch {
  var map: TileMap
  /// Motion on a cut, at most, as a part of the motion on the weaker side's busiest line.
  var deepestValley: Double

  /// A part with less of the motion than this holds no animal of its own.
  private static let leastPart = 0.03
  /// Of parts one above the other the weaker has at least this much of the other's motion: else it
  /// is a reflection in the table or the water.
  private static let leastStackedPart = 0.3
  /// Lines at a region's edge with less than this part of its busiest line's motion are left out.
  private static let edge = 0.2

  /// The parts of the picture, cut and cut again until none has a clear valley; each holds one
  /// region. None where nothing moves.
  func parts() -> [TileRectangle] {
    let all = TileRectangle(left: 0, top: 0, right: map.columns, bottom: map.rows)
    let total = map.sum(all)
    guard total > 0 else { return [] }
    var waiting = [all]
    var parts: [TileRectangle] = []
    while let part = waiting.popLast() {
      if let cut = bestCut(of: part, total: total) {
        let (first, second) = part.cut(cut.axis, at: cut.offset)
        waiting += [second, first]
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  private struct Cut {
    var axis: TileRectangle.Axis
    var offset: Int
    /// Motion on the cut as a part of that on the weaker side's busiest line.
    var depth: Double
    /// The weaker side's motion as a part of the stronger's.
    var balance = 0.0
  }

  /// The deepest cut that leaves something to be called an animal on either side; of equally deep
  /// ones that which halves the motion best.
  private func bestCut(of part: TileRectangle, total: Double) -> Cut? {
    var best: Cut?
    for var cut in valleys(of: part, .columns) + valleys(of: part, .rows) {
      let (first, second) = part.cut(cut.axis, at: cut.offset)
      let (one, other) = (map.sum(first), map.sum(second))
      guard min(one, other) >= Self.leastPart * total else { continue }
      cut.balance = min(one, other) / max(one, other)
      if cut.axis == .rows, cut.balance < Self.leastStackedPart { continue }
      if let best, (best.depth, -best.balance) <= (cut.depth, -cut.balance) { continue }
      best = cut
    }
    return best
  }

  /// The middle of each valley of a part's profile.
  private func valleys(of part: TileRectangle, _ axis: TileRectangle.Axis) -> [Cut] {
    let profile = map.smoothProfile(part, along: axis)
    let inside = Self.support(of: profile, above: 0.05)
    let before = profile.indices.map { profile[...$0].max() ?? 0 }
    let after = profile.indices.map { profile[$0...].max() ?? 0 }
    let depths = profile.indices.map { profile[$0] / max(min(before[$0], after[$0]), 1e-9) }
    var cuts: [Cut] = []
    var line = inside.lowerBound
    while line < inside.upperBound {
      guard depths[line] <= deepestValley else {
        line += 1
        continue
      }
      let start = line
      while line < inside.upperBound, depths[line] <= deepestValley { line += 1 }
      let floor = depths[start..<line].min() ?? 0
      let lowest = (start..<line).filter { depths[$0] <= floor + 1e-9 }
      let offset = lowest[lowest.count / 2]
      if offset > 0 { cuts.append(Cut(axis: axis, offset: offset, depth: floor)) }
    }
    return cuts
  }

  /// The lines of a part where motion is more than stray, less the line at each end that only counts
  /// as visited because the one beside it was. What moves far above or below is left out: a clock.
  func region(in part: TileRectangle) -> TileRectangle {
    let profile = map.smoothProfile(part, along: .rows)
    let rows = Self.inner(
      Self.mainBand(of: profile, in: Self.support(of: profile, above: Self.edge)))
    var region = part
    region.top = part.top + rows.lowerBound
    region.bottom = part.top + rows.upperBound
    let columns = Self.inner(
      Self.support(of: map.smoothProfile(region, along: .columns), above: Self.edge))
    region.left = part.left + columns.lowerBound
    region.right = part.left + columns.upperBound
    return region
  }

  /// The busiest of the bands into which gaps cut a range, with those that are nearer to it than half
  /// of its length.
  private static func mainBand(of profile: [Double], in range: Range<Int>) -> Range<Int> {
    let limit = edge * (profile.max() ?? 0)
    var bands: [Range<Int>] = []
    for line in range where profile[line] > limit {
      if let last = bands.last, last.upperBound == line {
        bands[bands.count - 1] = last.lowerBound..<(line + 1)
      } else {
        bands.append(line..<(line + 1))
      }
    }
    let weight = { (band: Range<Int>) in profile[band].reduce(0, +) }
    guard let busiest = bands.max(by: { weight($0) < weight($1) }) else { return range }
    let reach = busiest.count / 2
    return bands.filter {
      $0.lowerBound - busiest.upperBound <= reach && busiest.lowerBound - $0.upperBound <= reach
    }.reduce(busiest) {
      min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
    }
  }

  /// A range less its first and last line.
  private static func inner(_ lines: Range<Int>) -> Range<Int> {
    lines.count > 2 ? lines.dropFirst().dropLast() : lines
  }

  /// From the first to behind the last line with more than a part of the greatest value.
  private static func support(of profile: [Double], above part: Double) -> Range<Int> {
    let limit = part * (profile.max() ?? 0)
    guard let first = profile.firstIndex(where: { $0 > limit }),
      let last = profile.lastIndex(where: { $0 > limit })
    else { return 0..<0 }
    return first..<(last + 1)
  }
}
