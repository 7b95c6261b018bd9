/// Tells when the animals of several arenas stand still from one frame to the next: no animals do that, so the
/// picture is one that was shown before.
struct CommonStop {
  /// An animal moves where this part of its arena's pixels differs clearly, 0-1.
  private static let leastMoved = 0.01
  /// Two have to move in so many steps in a row, and outside the arenas nothing: a lamp or a push of the camera
  /// lasts for fewer, or is seen outside.
  private static let leastSteps = 6

  /// The grid's pixels in each arena and, last, outside of them.
  private let groups: [Range<Int>]
  /// A pixel differs clearly by more than this, grey levels.
  private let clearly: Int
  /// `[frame]`: the grid's pixels of the latest frames, where some differed clearly from each to the next.
  private var moving: [[UInt8]] = []
  /// Whether the animals stopped so, and nothing has moved since then.
  private(set) var hasHappened = false

  /// - Parameters:
  ///   - groups: the grid's pixels in each arena and, last, outside of them.
  ///   - clearly: a pixel differs clearly by more than this, grey levels.
  init(groups: [Range<Int>], clearly: Int) {
    self.groups = groups
    self.clearly = clearly
  }

  /// Takes the next frame's pixels, those of the frame before, and whether any differ clearly.
  mutating func take(_ pixels: [UInt8], after before: [UInt8], moves: Bool) {
    if moves {
      if moving.isEmpty { moving.append(before) }
      moving.append(pixels)
      if moving.count > Self.leastSteps + 1 { moving.removeFirst() }
      hasHappened = false
    } else if !moving.isEmpty {
      hasHappened = moving.count > Self.leastSteps && severalMoved
      moving = []
    }
  }

  /// Whether several arenas moved in each of the latest steps, and what lies outside of them did not.
  private var severalMoved: Bool {
    zip(moving, moving.dropFirst()).allSatisfy { from, to in
      let moves = groups.map { group in
        let clear = group.count { abs(Int(from[$0]) - Int(to[$0])) > clearly }
        return Double(clear) >= max(1, Self.leastMoved * Double(group.count))
      }
      return moves.dropLast().count(where: \.self) > 1 && moves.last == false
    }
  }
}
