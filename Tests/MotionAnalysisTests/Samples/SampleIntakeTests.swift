import FixtureFiles
import ImmobilityCore
import Testing

@testable import MotionAnalysis

@Suite struct SampleIntakeTests {
  private let arenas = [
    Arena(name: "left", shape: .rectangle(x: 8, y: 40, width: 62, height: 180)),
    Arena(name: "right", shape: .rectangle(x: 86, y: 40, width: 62, height: 180)),
  ]

  private func score(_ recording: String, from start: Double) throws -> RecordingScore {
    let settings = ScoringSettings(trialStart: .at(start))
    return try RecordingScorer(arenas: arenas, settings: settings, threads: 1)
      .score(path: Fixture.artefact(recording))
  }

  @Test func samplesOfAWindowStandBeforeTheTrial() throws {
    let trace = try #require(try score("clean.mp4", from: 2.34).trace)
    #expect(trace.frames.prefix(9) == [49, 50, 51, 52, 53, 54, 55, 56, 57])
    #expect(trace.coveredSamples.lowerBound == 7, "frame 56 is shown from 2.333 s on")
    #expect(trace.lag.real.allSatisfy { $0 > 0 })
    // The first whole window ends with the trial's first sample.
    #expect(trace.reach.real[..<4] == [0, 0, 0, 0])
    let window = try #require(trace.reach.real.last)
    #expect(trace.coveredSamples.allSatisfy { trace.reach.real[$0] == window })
    #expect(
      trace.arenas.allSatisfy { $0.presence.samples.allSatisfy(trace.coveredSamples.contains) })
    let whole = try #require(try score("clean.mp4", from: 0).trace)
    #expect(whole.coveredSamples == 0..<whole.count && whole.frames[0] == 0)
  }

  @Test func bumpJustBeforeTheTrialIsKnown() throws {
    // The camera is pushed until 2.3 s; windows of cells look back to that until 2.6 s.
    let whole = try score("bump.mp4", from: 0)
    let late = try score("bump.mp4", from: 2.34)
    for (animal, known) in zip(late.animals, whole.animals) {
      let trace = try #require(late.trace)
      let bumped = trace.coveredSamples.filter { animal.flags[$0].contains(.cameraBump) }
      let frames = bumped.map { trace.frames[$0] }
      #expect(frames.first == 56)
      #expect(
        frames
          == known.flags.indices.filter {
            $0 >= 56 && known.flags[$0].contains(.cameraBump)
          })
    }
  }

  @Test func whatStandsBeforeChangesNothingElse() throws {
    let late = try score("clean.mp4", from: 2.34)
    var trace = try #require(late.trace)
    let known = try trace.score(late.settings)
    for sample in 0..<trace.coveredSamples.lowerBound {
      for arena in trace.arenas.indices {
        for rung in trace.pixelThresholds.indices {
          let place = sample * trace.pixelThresholds.count + rung
          trace.arenas[arena].changes.changed[place] = 0
        }
        trace.arenas[arena].cells.strokes[sample] = 0
        trace.arenas[arena].cells.movement[sample] = 0
      }
    }
    let other = try trace.score(late.settings)
    for (animal, same) in zip(known.animals, other.animals) {
      #expect(animal.bouts == same.bouts && animal.quality == same.quality)
    }
  }
}
