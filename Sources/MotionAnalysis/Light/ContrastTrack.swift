import ImmobilityCore

/// How the picture's contrast changes over a recording with its light, from the looks at its grid.
///
/// Each light is compared with one reference, so that nothing adds up over a long recording: the middle of
/// all looks that are as bright, in which an animal that moves hardly shows, and then each of these looks by
/// itself. A change counts when it lasts: for more than two looks of five. Where the light goes up and down
/// between two looks they tell nothing of how it is for long. In most recordings the light does not change,
/// and that is seen from how bright the looks are alone.
struct ContrastTrack {
  /// `[look]`: the lasting gain beside the reference; `nil` where the light changed and it cannot be told.
  private let gains: [Double?]
  /// The looks that tell something, in order.
  private let looks: [PresenceSnapshots.Look]

  /// Looks before and after one that it is judged with.
  private static let neighbours = 2
  /// Light that goes up and down by this between two looks is unsettled, grey levels.
  private static let leastTurn = 4
  /// And by this part of the way in the other direction, 0-1.
  private static let leastTurnPart = 0.25

  /// Estimates the gains; `nil` where no change of the light lasts or there are too few looks.
  init?(_ looks: [PresenceSnapshots.Look], trace: Trace) {
    let settled = Self.settled(looks, trace)
    guard settled.count >= ContrastReference.leastLooks else { return nil }
    let noise = trace.arenas.compactMap(\.noise).sorted()
    let deviation = noise.isEmpty ? 0 : noise[noise.count / 2]
    let reference = ContrastReference(settled.map(\.pixels), noise: deviation)
    let levels = settled.map { reference.level(of: $0.pixels) }
    guard Self.differ(Self.lasting(levels)) else { return nil }
    let lights = Dictionary(grouping: settled.indices) {
      Int((levels[$0] / Self.levelStep).rounded())
    }
    var known = [Double?](repeating: nil, count: settled.count)
    for looks in lights.values {
      let picture = MiddlePicture(looks.map { settled[$0].pixels }, noise: deviation)
      let gain = reference.gain(of: picture)
      for look in looks {
        if let gain, reference.isOnLine(settled[look].pixels, slope: gain) {
          known[look] = gain
        } else if !ContrastChange.isChange(levels[look], from: 1) {
          // What is hardly brighter or darker is no other light.
          known[look] = 1
        }
      }
    }
    let gains = Self.lasting(known)
    guard gains.contains(nil) || Self.differ(gains) else { return nil }
    self.gains = gains
    self.looks = settled
  }

  /// Looks whose levels differ by no more than this are alike.
  private static let levelStep = 0.04

  /// `[sample]`: as `Trace.contrastGain`. Between two looks the gain goes as the light is seen to change over
  /// the lag, or evenly where nothing is seen.
  func samples(_ trace: Trace) -> [UInt16] {
    let changes = Self.lightShifts(trace).map { Double(abs($0)) }
    var result = [UInt16](repeating: 0, count: trace.count)
    var (from, known) = (0, gains[0])
    for (look, gain) in zip(looks, gains) {
      let change = changes[from..<look.sample].dropFirst().reduce(0, +) + changes[look.sample]
      var gone = 0.0
      for sample in from...look.sample {
        if sample > from { gone += changes[sample] }
        let part =
          change > 0
          ? gone / change : Double(sample - from) / Double(max(1, look.sample - from))
        result[sample] = Self.units(known, gain, part)
      }
      (from, known) = (look.sample, gain)
    }
    for sample in from..<trace.count { result[sample] = Self.units(known, known, 0) }
    return result
  }

  /// The gain on the way between two, in units; where one is not known the nearer counts.
  private static func units(_ from: Double?, _ to: Double?, _ part: Double) -> UInt16 {
    let gain: Double?
    if let from, let to {
      gain = from + part * (to - from)
    } else {
      gain = part < 0.5 ? from : to
    }
    guard let gain else { return 0 }
    return UInt16(min(max((Trace.contrastUnits * gain).rounded(), 1), Double(UInt16.max)))
  }

  /// `[sample]`: how the light changed over the lag in the arena in which it did most, grey levels.
  private static func lightShifts(_ trace: Trace) -> [Int] {
    var most = [Int](repeating: 0, count: trace.count)
    for arena in trace.arenas {
      arena.changes.light.forEachChange { sample, change in
        let shift = Int(change.shift)
        if abs(shift) > abs(most[sample]) { most[sample] = shift }
      }
    }
    return most
  }

  /// The looks between which and their neighbours the light does not go up and down.
  private static func settled(
    _ looks: [PresenceSnapshots.Look], _ trace: Trace
  ) -> [PresenceSnapshots.Look] {
    let shifts = lightShifts(trace)
    guard shifts.contains(where: { $0 != 0 }) else { return looks }
    var isSettled = [Bool](repeating: true, count: looks.count)
    for index in looks.indices.dropFirst() {
      let between = shifts[(looks[index - 1].sample + 1)...looks[index].sample]
      let up = between.reduce(0) { $0 + max($1, 0) }
      let down = between.reduce(0) { $0 + max(-$1, 0) }
      if min(up, down) >= leastTurn, Double(min(up, down)) >= leastTurnPart * Double(max(up, down))
      {
        isSettled[index - 1] = false
        isSettled[index] = false
      }
    }
    return looks.indices.filter { isSettled[$0] }.map { looks[$0] }
  }

  /// `[look]`: the middle of the values around; `nil` where more are missing than not.
  private static func lasting(_ values: [Double?]) -> [Double?] {
    values.indices.map { index in
      let around = values[
        max(0, index - neighbours)...min(values.count - 1, index + neighbours)]
      let known = around.compactMap(\.self).sorted()
      return 2 * known.count > around.count ? known[known.count / 2] : nil
    }
  }

  private static func differ(_ values: [Double?]) -> Bool {
    let known = values.compactMap(\.self)
    guard let least = known.min(), let most = known.max() else { return false }
    return most > ContrastChange.leastRatio * least
  }
}
