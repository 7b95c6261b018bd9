import ImmobilityCore

/// Which animal a score is about, as far as its names tell.
///
/// Recordings are the same when their file names are, without folders, without their extension
/// and without regard to case (`RecordingName`); where one scorer has several recordings of one file name,
/// as many folders count as tell them apart. How animals are compared is told by `likeness(_:)`.
struct AnimalKey: Equatable {
  /// The parts of the recording's comparable name: its folders, where it has any, and the file.
  var path: [String]
  /// The animal's id in lower case, where the score names one.
  var animal: String?
  /// The arena in lower case, where the score names one.
  var arena: String?

  init(_ score: ManualScore) {
    path = RecordingName.comparable(score.recording)
    (animal, arena) = (score.animal?.lowercased(), score.arena?.lowercased())
  }

  /// Whether animal and arena are both named.
  var isFull: Bool { animal != nil && arena != nil }
  /// Whether neither is.
  var isNameless: Bool { animal == nil && arena == nil }

  /// What makes two names those of one animal, the surest last.
  enum Likeness: Int, Comparable {
    /// One side has a single name, called an animal's; it is the arena of the other, whose id differs.
    case alias
    /// One side names the animal alone, the other the arena alone, and the names are the same.
    case otherKind
    /// The same arena; an id is missing.
    case arena
    /// The same id.
    case animal

    static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
  }

  /// How two names of one recording tell that they are of one animal; `nil` where they do not.
  ///
  /// Where both give an id, ids decide; else, where both give an arena, arenas do. A single name may be
  /// of either kind: people write the arena into the animal's column.
  func likeness(_ other: AnimalKey) -> Likeness? {
    if let animal, let theirs = other.animal {
      if animal == theirs { return .animal }
      let isAlias =
        (arena == nil && other.arena == animal) || (other.arena == nil && arena == theirs)
      return isAlias ? .alias : nil
    }
    if let arena, let theirs = other.arena { return arena == theirs ? .arena : nil }
    guard !isNameless, !other.isNameless else { return nil }
    return (animal ?? arena) == (other.animal ?? other.arena) ? .otherKind : nil
  }

  /// Takes over the names that are not known yet of a score whose animal is certainly the same.
  mutating func learn(_ other: AnimalKey) {
    guard let likeness = likeness(other), likeness >= .arena else { return }
    animal = animal ?? other.animal
    arena = arena ?? other.arena
  }

  /// The file's name.
  var file: String { path.last ?? "" }

  /// The last parts of a recording's name, at most `count`.
  func recording(parts count: Int) -> [String] { path.suffix(count) }

  /// For each file name that one scorer has several recordings of: how many parts tell them apart.
  static func partsNeeded(_ scorings: [Scoring]) -> [String: Int] {
    var needed: [String: Int] = [:]
    for scoring in scorings {
      let paths = Set(scoring.scores.map { AnimalKey($0).path })
      for (file, same) in Dictionary(grouping: paths, by: { $0.last ?? "" }) where same.count > 1 {
        let longest = same.map(\.count).max() ?? 1
        let enough = (1...longest).first { count in
          Set(same.map { Array($0.suffix(count)) }).count == same.count
        }
        needed[file] = max(needed[file] ?? 1, enough ?? longest)
      }
    }
    return needed
  }
}
