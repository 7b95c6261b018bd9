import ImmobilityCore

/// Proposes arenas from where animals move in a recording.
///
/// A quick pass compares pairs of frames spread over the recording, marks the tiles of the picture
/// that move and counts how often animals came to each. The picture is cut where hardly anything
/// moves between two busy parts. The search is then repeated in six variations (either half of the
/// pairs, animals that come more or less often, deeper and shallower valleys): the part of them that
/// finds the same regions is the confidence, and below `leastConfidence` nothing is proposed.
public struct ArenaFinder: Sendable {
  /// How many animals there are; `nil` leaves it to the motion.
  public var count: Int?
  /// Decoding threads; 0 means one for each core. Results do not depend on it.
  public var threads: Int

  /// With less confidence nothing is proposed.
  public static let leastConfidence = 0.6
  /// The most arenas that can be asked for.
  public static let mostArenas = 64

  /// Shorter recordings say too little, seconds.
  static let leastCovered = 4.0
  private static let leastPairs = 12
  /// Arenas of one set-up are alike: their widths and heights differ by less than this factor.
  private static let mostUnequal = 2.5
  /// Regions that cover less than this part of the picture hold too little of the animals' range.
  private static let leastCover = 0.06
  /// A single region that covers more than this part of the picture is no arena in it.
  private static let fillsPicture = 0.6

  /// Makes a finder.
  public init(count: Int? = nil, threads: Int = 0) {
    self.count = count
    self.threads = threads
  }

  /// Proposes arenas for the recording at `path`.
  ///
  /// - Throws: `AnalysisError` when the file is missing or cannot be decoded, and, with kind
  ///   `inputUnusable`, when its motion does not tell where the animals are.
  public func propose(
    path: String, observer: (any AnalysisObserver)? = nil
  ) throws(AnalysisError) -> ArenaProposal {
    let motion = try SparsePass(path: path, threads: threads).motion(observer: observer)
    do throws(Unsure) {
      return try propose(path: path, motion: motion)
    } catch {
      throw AnalysisError(
        kind: .inputUnusable, path: path,
        message: "no arenas proposed: \(error.reason); \(error.advice)")
    }
  }

  /// Why nothing is proposed, and what to do.
  struct Unsure: Error, Equatable {
    var reason: String
    var advice = "give the number of animals with --count, or write the arena file by hand"
  }

  /// Proposes arenas for motion that was looked at.
  func propose(path: String, motion: SparseMotion) throws(Unsure) -> ArenaProposal {
    try requireEvidence(motion)
    let variation = RegionVariation.standard
    var (regions, notes) = withoutStray(variation.regions(in: motion, count: count), motion)
    try require(regions, in: motion)
    let others = RegionVariation.others.map { $0.regions(in: motion, count: count) }
    let repeated = others.map { agrees($0, with: regions, ofTiles: motion.grid.count) }
    let confidence = Double(repeated.count(where: \.self)) / Double(repeated.count)
    guard confidence >= Self.leastConfidence else {
      throw Unsure(
        reason: "the search is unsure: \(repeated.count(where: \.self)) of \(repeated.count) "
          + "variations of it found the same \(Self.regions(regions.count)) (they found "
          + others.map { "\($0.count)" }.joined(separator: ", ") + ")")
    }
    if Self.isUnequal(regions) {
      notes.append("the arenas differ much in size; correct them in the file where they are wrong")
    }
    if motion.isCut {
      notes.append(
        "only the first \(Int(motion.covered)) s were looked at, because the recording has too few "
          + "keyframes or no length; see that no animal came in later")
    }
    if count == nil {
      notes.append(
        "an animal that keeps still is not seen; if one is missing, say how many there are with "
          + "--count")
    }
    let moved = Double(regions.reduce(0) { $0 + $1.area }) / Double(motion.grid.count)
    if moved < Self.leastCover {
      notes.append(
        "the animals moved in \(Int((100 * moved).rounded())) % of the picture only; use a recording in "
          + "which they go everywhere, or enlarge the arenas in the file")
    }
    let layout = ArenaLayout(regions: regions, grid: motion.grid)
    guard let arenas = layout.arenas() else {
      throw Unsure(
        reason: "the regions in which the animals move overlap",
        advice: "write the arena file by hand")
    }
    return ArenaProposal(
      path: path, width: motion.grid.width, height: motion.grid.height, arenas: arenas,
      confidence: confidence, framePairs: motion.compared, covered: motion.covered, notes: notes,
      picture: motion.picture)
  }

  private func requireEvidence(_ motion: SparseMotion) throws(Unsure) {
    let byHand = "write the arena file by hand"
    guard motion.covered >= Self.leastCovered, motion.compared >= Self.leastPairs else {
      throw Unsure(
        reason: "the recording is too short: it takes at least 4 s and \(Self.leastPairs) pairs of "
          + "frames at most a second apart", advice: byHand)
    }
    guard 2 * motion.samples.count > motion.compared, motion.samples.count >= Self.leastPairs else {
      throw Unsure(
        reason: "nearly the whole picture changes all the time (a shaking camera, or flicker)",
        advice: byHand)
    }
    guard motion.samples.contains(where: { !$0.tiles.isEmpty }) else {
      throw Unsure(
        reason: "nothing moves in the recording",
        advice: "use a recording of the same camera in which the animals move, or " + byHand)
    }
  }

  private func require(_ regions: [TileRectangle], in motion: SparseMotion) throws(Unsure) {
    guard !regions.isEmpty else {
      throw Unsure(
        reason: "nothing moves repeatedly in one place",
        advice: "use a recording of the same camera in which the animals move more, or write the "
          + "arena file by hand")
    }
    if let count {
      guard regions.count == count else {
        let found = RegionVariation.standard.regions(in: motion, count: nil).count
        throw Unsure(
          reason: "the motion falls into \(Self.regions(found)), and not well into \(count)",
          advice: "check --count, or write the arena file by hand")
      }
      return
    }
    if regions.count == 1, isWholePicture(regions[0], motion.grid) {
      throw Unsure(
        reason: "motion fills the picture and falls into no parts",
        advice: "score without arenas if the picture holds one animal, or give --count")
    }
    guard !Self.isUnequal(regions) else {
      throw Unsure(
        reason: "the motion falls into \(Self.regions(regions.count)) that differ much in size",
        advice: "if there are \(regions.count) animals say so with --count \(regions.count) (or "
          + "how many there are), else write the arena file by hand")
    }
    guard !Self.hasRoomBetween(regions) else {
      throw Unsure(
        reason: "between the \(Self.regions(regions.count)) in which something moves there is room "
          + "for another; an animal that keeps still is not seen",
        advice: "say how many animals there are with --count, or write the arena file by hand")
    }
  }

  /// Whether the regions of a row stand so unevenly that one may be missing between two of them.
  private static func hasRoomBetween(_ regions: [TileRectangle]) -> Bool {
    let rows = regions.sorted { ($0.left, $0.top) < ($1.left, $1.top) }
      .reduce(into: [[TileRectangle]]()) { rows, region in
        let row = rows.firstIndex { row in
          row.contains {
            min($0.bottom, region.bottom) - max($0.top, region.top) > region.height / 2
          }
        }
        if let row { rows[row].append(region) } else { rows.append([region]) }
      }
    return rows.contains { row in
      let steps = zip(row.dropFirst(), row).map { $0.left + $0.right - $1.left - $1.right }
      guard steps.count > 1, let least = steps.min(), let most = steps.max() else { return false }
      return Double(most) >= leastRoom * Double(least)
    }
  }

  /// So many times the least distance between neighbours has room for one more.
  private static let leastRoom = 1.6

  /// The regions without those far smaller than the others, which are told in a note.
  private func withoutStray(
    _ regions: [TileRectangle], _ motion: SparseMotion
  ) -> ([TileRectangle], [String]) {
    guard count == nil else { return (regions, []) }
    let (kept, stray) = StrayRegions.separate(regions, ofTiles: motion.grid.count)
    let side = motion.grid.side
    return (
      kept,
      stray.map {
        "a small moving spot at x \($0.left * side), y \($0.top * side) was left out (a clock, a lamp?)"
      }
    )
  }

  private func agrees(
    _ other: [TileRectangle], with regions: [TileRectangle], ofTiles tiles: Int
  ) -> Bool {
    let other = count == nil ? StrayRegions.separate(other, ofTiles: tiles).kept : other
    return other.count == regions.count
      && regions.allSatisfy { region in other.contains { $0.overlap(region) >= 0.5 } }
  }

  private func isWholePicture(_ region: TileRectangle, _ grid: TileGrid) -> Bool {
    let sides = [
      region.left <= 1, region.top <= 1, region.right >= grid.columns - 1,
      region.bottom >= grid.rows - 1,
    ]
    return sides.count(where: \.self) >= 3
      || Double(region.area) > Self.fillsPicture * Double(grid.count)
  }

  private static func isUnequal(_ regions: [TileRectangle]) -> Bool {
    [regions.map(\.width), regions.map(\.height)].contains { sizes in
      Double(sizes.max() ?? 0) > mostUnequal * Double(sizes.min() ?? 0)
    }
  }

  private static func regions(_ count: Int) -> String { "\(count) region\(count == 1 ? "" : "s")" }
}
