import Testing

@testable import MotionAnalysis

@Suite struct PresenceSnapshotsTests {
  /// Offers 20 samples a second of 100 pixels; `picture` tells them at a time.
  private func snapshots(
    seconds: Double, _ picture: (Double) -> [UInt8]
  ) -> PresenceSnapshots {
    var snapshots = PresenceSnapshots()
    for sample in 0..<Int(seconds * 20) {
      let time = Double(sample) / 20
      snapshots.offer(sample: sample, time: time) { picture(time) }
    }
    return snapshots
  }

  private let empty = [UInt8](repeating: 150, count: 100)

  private func withAnimal(at place: Int, light: UInt8 = 0) -> [UInt8] {
    (0..<100).map { ((place..<(place + 10)).contains($0) ? 60 : 150) + light }
  }

  @Test func looksHalfASecondApart() {
    let track = snapshots(seconds: 10) { _ in empty }.track(0..<100)
    #expect(track.samples == Array(stride(from: 0, to: 200, by: 10)))
    #expect(track.fromFirst.allSatisfy { $0 == 0 })
  }

  @Test func entryDiffersFromTheFirstLook() {
    // The animal comes at 4 s and then wanders.
    let track = snapshots(seconds: 10) {
      $0 < 4 ? empty : withAnimal(at: Int($0 * 4) % 80)
    }.track(0..<100)
    for (look, sample) in track.samples.enumerated() {
      #expect(track.fromFirst[look] == (sample < 80 ? 0 : 0.1))
    }
    #expect(track.lastingFromFirst[8] == 0, "no place differs ever after")
  }

  @Test func placeLeftBehindLasts() {
    let track = snapshots(seconds: 10) { withAnimal(at: $0 < 4 ? 0 : 50) }.track(0..<100)
    #expect(track.fromFirst[12] == 0.2)
    #expect(track.lastingFromFirst[8] == 0.2, "both places differ from the first look for ever")
  }

  @Test func placeThatIsComeBackToLastsAsWell() {
    // Off its first place from 4 to 6 s, and back on it to the end.
    let track = snapshots(seconds: 20) {
      withAnimal(at: $0 < 4 || $0 >= 6 ? 0 : 50)
    }.track(0..<100)
    #expect(track.fromFirst[8] == 0.2 && track.fromFirst[20] == 0)
    #expect(track.lastingFromFirst[8] == 0.2)
  }

  @Test func evenLightIsNoDifference() {
    let track = snapshots(seconds: 10) { withAnimal(at: 0, light: $0 < 4 ? 0 : 60) }.track(0..<100)
    #expect(track.fromFirst.allSatisfy { $0 == 0 })
  }

  @Test func longRecordingsAreLookedAtLessOften() {
    var snapshots = PresenceSnapshots()
    for second in 0..<4000 {
      snapshots.offer(sample: second, time: Double(second)) { [100] }
    }
    let samples = snapshots.track(0..<1).samples
    #expect(samples.count <= 2048 && samples.first == 0)
    #expect((samples.last ?? 0) > 3990)
  }

  @Test func nothingWithoutLooksOrPixels() {
    #expect(PresenceSnapshots().track(0..<10).samples.isEmpty)
    #expect(snapshots(seconds: 2) { _ in empty }.track(5..<5).samples.isEmpty)
  }
}
