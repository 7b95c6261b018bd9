/// How the light changed evenly between two frames, group by group: a lamp, a cloud, flicker.
struct EvenLight {
  /// `[group]`: how it changed there; `nil` where it did not.
  let changes: [LightChange?]

  /// No lamp makes anything of black, grey levels: limited range begins at 16.
  private static let black = 16.0

  /// Estimates the change; `nil` when the light did not change.
  ///
  /// A lamp lights everything: what is not seen in more than half of the groups is not the light but an
  /// animal that covers and uncovers much of its arena. A group that is too dark to show the change tells
  /// nothing either way.
  init?(current: [UInt8], earlier: [UInt8], groups: [Range<Int>]) {
    changes = groups.map { LightChange(current: current, earlier: earlier, range: $0) }
    let brighter = changes.count { $0.map { $0.shift > 0 } ?? false }
    let darker = changes.count { $0.map { $0.shift < 0 } ?? false }
    let seen = max(brighter, darker)
    let known = groups.count { !$0.isEmpty }
    guard seen > 0, 2 * seen >= known else { return nil }
    // Only half of them: it takes one among the others that could not have shown it.
    guard 2 * seen > known - (2 * seen == known ? tooDark(earlier, groups) : 0) else { return nil }
  }

  /// How many groups without a change would not have changed by the least shift that is looked for, had
  /// their light grown by as large a part as that of any group with a change.
  private func tooDark(_ earlier: [UInt8], _ groups: [Range<Int>]) -> Int {
    let levels = groups.map { group in
      group.isEmpty ? 0 : max(0, Double(earlier[group].sorted()[group.count / 2]) - Self.black)
    }
    let most = zip(changes, levels).map { change, level in
      Double(abs(change?.shift ?? 0)) / max(1, level)
    }.max()
    return groups.indices.count { group in
      changes[group] == nil && !groups[group].isEmpty
        && (most ?? 0) * levels[group] < Double(LightChange.leastShift)
    }
  }
}
