import GroupComparison
import ImmobilityCore

/// One animal of one recording as the parts of a study's page show it.
struct StudyRow {
  var animal: StudyAnimal
  var recording: RecordingScore
  /// The animal's section of the page; `nil` where it has none.
  var section: String?
  /// The levels of the factors that the comparison keeps apart.
  var strata: [String]

  /// Whether there are numbers, and why not.
  enum Standing: Equatable {
    /// There are, and they count.
    case scored
    /// The manifest leaves the animal out, for a reason.
    case excluded(String)
    /// There are none, for a reason.
    case noData(String)
  }

  /// Whether there are numbers that count, and why not.
  var standing: Standing {
    if animal.isExcluded { return .excluded(animal.exclusionReason ?? "no reason given") }
    if let error = recording.error { return .noData("not scored: \(error)") }
    guard let score = animal.score else { return .noData("not scored yet") }
    return score.isBlank ? .noData("not a second was scored") : .scored
  }

  /// The score, where it holds any evidence.
  var score: AnimalScore? {
    animal.score.flatMap { $0.isBlank ? nil : $0 }
  }

  /// The animal's name, or the arena's, or that nobody knows which animals there were.
  var name: String { animal.animalID ?? animal.arena ?? "all animals" }

  /// What makes an animal one, over its recordings; without a name each is one of its own.
  var identity: [String] { animal.animalID.map { [$0] } ?? [recording.path, animal.arena ?? ""] }

  /// Group, dose, session and strata: what the animals of one part of the raster have in common.
  var arm: [String] {
    [animal.group ?? "", animal.dose ?? "", animal.session ?? ""] + strata
  }
}

/// All animals of a study, in the order of its page: groups (the vehicle first, animals without a group
/// last), doses, sessions, strata, animals.
struct StudyRows {
  /// The rows, in order.
  var rows: [StudyRow]

  /// The rows of a report.
  init(_ report: StudyReport) {
    var design: ComparisonDesign?
    if case .made(let made) = report.comparison { design = made.comparison.design }
    let places = (design?.strata ?? []).map { report.covariates.firstIndex(of: $0) }
    var rows: [StudyRow] = []
    for (index, recording) in report.recordings.enumerated() {
      for (place, animal) in recording.animals.enumerated() {
        rows.append(
          StudyRow(
            animal: animal, recording: recording.recording,
            section: animal.score == nil ? nil : StudyHTML.section(index, place),
            strata: places.map { column in
              column.flatMap { $0 < animal.covariates.count ? animal.covariates[$0] : nil } ?? ""
            }))
      }
    }
    func rank(_ row: StudyRow) -> Int {
      row.animal.group == nil ? 2 : row.animal.group == design?.vehicle ? 0 : 1
    }
    self.rows = rows.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      if rank(a) != rank(b) { return rank(a) < rank(b) }
      let (x, y) = (a.arm + [a.name], b.arm + [b.name])
      return x == y ? first.offset < second.offset : NaturalOrder.precedes(x, y)
    }.map(\.element)
  }

  /// The rows, those that have group, dose, session and strata in common together.
  var arms: [[StudyRow]] {
    var arms: [[StudyRow]] = []
    for row in rows {
      if arms.last?.first?.arm == row.arm {
        arms[arms.count - 1].append(row)
      } else {
        arms.append([row])
      }
    }
    return arms
  }

  /// How many animals rows are about: an animal in several recordings counts once.
  static func animals(_ rows: [StudyRow]) -> Int { Set(rows.map(\.identity)).count }
}
