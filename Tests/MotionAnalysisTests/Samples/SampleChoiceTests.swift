import Testing

@testable import MotionAnalysis

extension SampleChoice {
  /// A frame that is shown from when it was taken on.
  fileprivate mutating func takes(time: Double, isRepeated: Bool) -> Bool {
    takes(shown: time, taken: time, isRepeated: isRepeated)
  }
}

@Suite struct SampleChoiceTests {
  /// The frames taken of one second at a rate.
  private func taken(_ fps: Double, rate: Double?, repeated: (Int) -> Bool = { _ in false })
    -> [Int]
  {
    var choice = SampleChoice(rate: rate)
    return (0..<Int(fps.rounded(.up))).filter {
      choice.takes(time: Double($0) / fps, isRepeated: repeated($0))
    }
  }

  @Test(arguments: [5.0, 15, 24, 25, 29.97, 30])
  func everyFrameUpToTheRate(_ fps: Double) {
    #expect(taken(fps, rate: 30) == Array(0..<Int(fps.rounded(.up))))
  }

  @Test func everyFrameWithoutARate() {
    #expect(taken(240, rate: nil).count == 240)
  }

  @Test func wholeMultiplesAreEven() {
    #expect(taken(60, rate: 30) == Array(stride(from: 0, to: 60, by: 2)))
    #expect(taken(120, rate: 30) == Array(stride(from: 0, to: 120, by: 4)))
  }

  @Test func neverTwoNeighboursOf5994() {
    var choice = SampleChoice(rate: 30)
    var latest = -2
    for frame in 0..<6000 where choice.takes(time: Double(frame) * 1001 / 60000, isRepeated: false)
    {
      #expect(frame - latest >= 2)
      latest = frame
    }
  }

  @Test(arguments: [40.0, 48, 50, 75, 100])
  func asManyAsTheRateHas(_ fps: Double) {
    let count = taken(fps, rate: 30).count
    #expect((26...31).contains(count), "\(count) of \(fps)")
  }

  @Test func millisecondStampsAreStillDue() {
    var choice = SampleChoice(rate: 30)
    for time in [0, 0.033, 0.067, 0.1, 0.133, 0.167] {
      let isTaken = choice.takes(time: time, isRepeated: false)
      #expect(isTaken)
    }
  }

  @Test func repetitionDoesNotUseTheTurnUp() {
    // 20 frames per second padded to 60: frames 0, 3, 6 ... are the camera's.
    let frames = taken(60, rate: 30) { $0 % 3 != 0 }
    #expect(Set(frames).isSuperset(of: stride(from: 0, to: 60, by: 3)))
  }
}
