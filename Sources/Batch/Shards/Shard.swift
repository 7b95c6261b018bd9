import ImmobilityCore
import MotionAnalysis

/// One of several disjoint parts of a study's recordings, for the tasks of a job array.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Which part, from 1.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// Makes the part `index` of `count`; `nil` when there is no such part.
  public init?(index: Int, count: Int) {
    guard (1...max(1, count)).contains(index), count <= 100_000 else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `I/N`.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1 else {
      return nil
    }
    self.init(index: index, count: count)
  }

  /// `I/N`.
  public var description: String { "\(index)/\(count)" }

  /// The name of its folder.
  var folderName: String { "\(index)-of-\(count)" }

  /// Whether a recording belongs to this part. The name alone decides, so that tasks agree also where
  /// files come or go while they run.
  func owns(_ name: String) -> Bool {
    guard count > 1 else { return true }
    guard let hash = try? ContentHash.text(name), let number = UInt64(hash.prefix(15), radix: 16)
    else { return index == 1 }
    return Int(number % UInt64(count)) == index - 1
  }

  /// The part of a list that belongs to this shard: each `count`-th entry.
  func part(of names: [String]) -> Set<ExactText> {
    Set(stride(from: index - 1, to: names.count, by: count).map { ExactText(names[$0]) })
  }
}
