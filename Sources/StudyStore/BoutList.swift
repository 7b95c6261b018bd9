import ImmobilityCore

/// Bouts as a list of numbers: the first start, then a state and an end for each bout, because one ends
/// where the next begins. The states are 0 immobile, 1 mobile, 2 highly mobile, 3 unscored, and 4 for a
/// stretch between two bouts that belongs to none, which a score does not have.
enum BoutList {
  private static let gap = 4.0

  /// The numbers of bouts in order of time.
  static func numbers(_ bouts: [Bout]) -> [Double] {
    guard let first = bouts.first else { return [] }
    var numbers = [first.start]
    var end = first.start
    for bout in bouts {
      if bout.start != end { numbers += [gap, bout.start] }
      numbers += [number(bout.state), bout.end]
      end = bout.end
    }
    return numbers
  }

  /// The bouts of a list; `nil` where it is none that `numbers` makes.
  static func bouts(_ numbers: [Double]) -> [Bout]? {
    guard var start = numbers.first else { return [] }
    guard numbers.count.isMultiple(of: 2) == false else { return nil }
    var bouts: [Bout] = []
    for index in stride(from: 1, to: numbers.count, by: 2) {
      let end = numbers[index + 1]
      if numbers[index] != gap {
        guard let state = state(numbers[index]) else { return nil }
        bouts.append(Bout(state: state, start: start, end: end))
      }
      start = end
    }
    return bouts
  }

  /// A state's number, which never changes.
  private static func number(_ state: State) -> Double {
    switch state {
    case .immobile: 0
    case .mobile: 1
    case .highlyMobile: 2
    case .unscored: 3
    }
  }

  private static func state(_ number: Double) -> State? {
    switch number {
    case 0: .immobile
    case 1: .mobile
    case 2: .highlyMobile
    case 3: .unscored
    default: nil
    }
  }
}
