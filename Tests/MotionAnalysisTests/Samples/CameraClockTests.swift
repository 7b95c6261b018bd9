import Testing

@testable import MotionAnalysis

@Suite struct CameraClockTests {
  /// The times of the camera's frames as the clock tells them and as they were, seconds, when a recorder
  /// of `recorder` frames per second shows a camera of `camera`; from `second` on.
  private func times(
    camera: Double, recorder: Double, seconds: Double, from second: Double
  ) -> [(told: Double, real: Double)] {
    let tick = 1 / recorder
    var clock = CameraClock(tick: tick)
    var shown = -1
    var times: [(told: Double, real: Double)] = []
    for stamp in 0..<Int64(seconds * recorder) {
      let frame = Int((Double(stamp) * camera / recorder + 1e-9).rounded(.down))
      let told = clock.time(stamp, isRepeated: frame == shown) * tick
      if frame != shown, Double(stamp) * tick >= second {
        times.append((told, Double(frame) / camera))
      }
      shown = frame
    }
    return times
  }

  /// The largest difference between two intervals of neighbouring frames, seconds.
  private func unevenness(_ times: [Double]) -> Double {
    let intervals = zip(times.dropFirst(), times).map(-)
    return (intervals.max() ?? 0) - (intervals.min() ?? 0)
  }

  @Test(arguments: [(40.0, 60.0), (24, 60), (25, 30), (10, 60), (15, 50)])
  func findsTheEvenBeatOfPaddedRecordings(_ camera: Double, _ recorder: Double) {
    let found = times(camera: camera, recorder: recorder, seconds: 12, from: 4)
    #expect(found.count > 70)
    // The stamps alone are a whole tick of the recorder uneven.
    #expect(unevenness(found.map(\.told)) < 0.15 / recorder)
    for time in found { #expect(abs(time.told - time.real) < 1 / recorder) }
  }

  @Test func stampsStandWithoutRepetitions() {
    var clock = CameraClock(tick: 0.001)
    // Uneven by two milliseconds, as cameras without a clock are.
    for (frame, late) in zip(0..<200, [0, 2, 1, 0, 2].cycled(200)) {
      let stamp = Int64(frame * 33 + late)
      #expect(clock.time(stamp, isRepeated: false) == Double(stamp))
    }
  }

  @Test func stampsStandWhereACameraDropsFramesNowAndThen() {
    var clock = CameraClock(tick: 1.0 / 30)
    let dropped: Set<Int64> = [9, 17, 20, 41, 44, 45, 70, 88, 90, 97, 103, 130, 133]
    for stamp in Int64(0)..<150 {
      let told = clock.time(stamp, isRepeated: dropped.contains(stamp))
      #expect(told == Double(stamp), "frame \(stamp)")
    }
  }

  @Test func stampsIncreaseAcrossALossOfTheBeat() {
    var clock = CameraClock(tick: 1.0 / 60)
    var latest = -1.0
    for stamp in Int64(0)..<600 {
      // From 200 to 300 repetitions are not told, as where nothing moves.
      let isRepeated = stamp % 3 == 1 && !(200..<300).contains(stamp)
      let told = clock.time(stamp, isRepeated: isRepeated)
      guard !isRepeated else { continue }
      #expect(told > latest && told <= Double(stamp))
      if (215..<300).contains(stamp) { #expect(told == Double(stamp)) }
      if stamp > 330, latest >= 0 { #expect(abs(told - latest - 1.5) < 0.06) }
      latest = told
    }
  }
}

extension [Int] {
  /// The list over and over, up to a number of elements.
  fileprivate func cycled(_ number: Int) -> [Int] { (0..<number).map { self[$0 % count] } }
}
