import FixtureFiles
import Foundation
import ImmobilityCore
import Synchronization
import Testing

@testable import MotionAnalysis

@Suite struct RecordingScorerTests {
  private func arenas(_ truth: BehaviourTruth) -> [Arena] {
    truth.arenas.map { arena in
      if let r = arena.rectangle {
        return Arena(
          name: arena.name, shape: .rectangle(x: r[0], y: r[1], width: r[2], height: r[3]))
      }
      if let e = arena.ellipse {
        return Arena(
          name: arena.name,
          shape: .ellipse(centerX: e[0], centerY: e[1], radiusX: e[2], radiusY: e[3]))
      }
      let corners = (arena.polygon ?? []).map { Arena.Point(x: $0[0], y: $0[1]) }
      return Arena(name: arena.name, shape: .polygon(corners))
    }
  }

  /// Same figures, whatever the work it took.
  private func expectEqual(
    _ a: RecordingScore, _ b: RecordingScore, _ comment: Comment? = nil
  ) {
    #expect(a.trace == b.trace, comment)
    #expect(a.animals == b.animals, comment)
    #expect(a.video?.duration == b.video?.duration, comment)
    #expect(a.video?.firstPTS == b.video?.firstPTS, comment)
  }

  @Test(arguments: [0.0, 2.5, 4.0, 6.3, 8.02])
  func skippingToALateTrialChangesNothing(_ start: Double) throws {
    let name = "fst_late_trial.mp4"
    let truth = try Fixture.behaviourTruth(name)
    let settings = ScoringSettings(trialStart: .at(start), trialLength: 5)
    let path = Fixture.behaviour(name)
    let tracer = RecordingTracer(path: path, arenas: arenas(truth), settings: settings, threads: 2)
    let scorer = RecordingScorer(arenas: arenas(truth), settings: settings, threads: 2)
    var everything = tracer
    everything.maySkip = false
    let skipped = try scorer.score(tracer)
    let whole = try scorer.score(everything)
    expectEqual(skipped, whole)
    if start > 6 {
      #expect(
        try #require(skipped.video).framesDecoded < #require(whole.video).framesDecoded - 30)
    }
  }

  @Test(arguments: ["fst_vfr.mp4", "fst_mpeg4.avi", "fst_60fps.mp4"])
  func skippingIsExactForOtherFilesToo(_ name: String) throws {
    let truth = try Fixture.behaviourTruth(name)
    for start in [3.7, 8.0, 10.21] {
      let settings = ScoringSettings(trialStart: .at(start))
      let tracer = RecordingTracer(
        path: Fixture.behaviour(name), arenas: arenas(truth), settings: settings, threads: 2)
      var everything = tracer
      everything.maySkip = false
      let scorer = RecordingScorer(arenas: tracer.arenas, settings: settings)
      expectEqual(try scorer.score(tracer), try scorer.score(everything), "from \(start)")
    }
  }

  @Test(arguments: ["fst_24fps.mp4", "fst_vfr.mp4"])
  func threadsChangeNothing(_ name: String) throws {
    let truth = try Fixture.behaviourTruth(name)
    let one = try RecordingScorer(arenas: arenas(truth), settings: ScoringSettings(), threads: 1)
      .score(path: Fixture.behaviour(name))
    for threads in [2, 5, 16] {
      let more = try RecordingScorer(
        arenas: arenas(truth), settings: ScoringSettings(), threads: threads
      ).score(path: Fixture.behaviour(name))
      expectEqual(one, more)
      #expect(one.video == more.video)
    }
  }

  @Test(arguments: [
    "damaged_packet.mp4", "truncated_index_first.mp4", "truncated.mkv", "truncated.avi",
  ])
  func damageIsTheSameForAnyNumberOfThreads(_ name: String) throws {
    let settings = ScoringSettings(measure: .changed, minImmobile: 0)
    let one = try RecordingScorer(arenas: [.whole], settings: settings, threads: 1)
      .score(path: Fixture.decoder(name))
    for threads in [2, 3, 8] {
      let more = try RecordingScorer(arenas: [.whole], settings: settings, threads: threads)
        .score(path: Fixture.decoder(name))
      expectEqual(one, more)
      #expect(one.video == more.video)
    }
    // truncated.mkv is cut between two packets: nothing is damaged.
    #expect((one.video?.decodeErrors ?? 0 > 0) == (name != "truncated.mkv"))
  }

  @Test func damagedFramesAreNoEvidence() throws {
    let score = try RecordingScorer(
      arenas: [.whole], settings: ScoringSettings(measure: .changed, smoothing: 0), threads: 2
    ).score(path: Fixture.decoder("damaged_packet.mp4"))
    let trace = try #require(score.trace)
    let flagged = trace.readingFlags.indices.filter {
      trace.readingFlags[$0].contains(.decodeError)
    }
    // From the damage to the next keyframe (30), and what is compared with those frames.
    #expect(flagged.contains(20))
    #expect(flagged.contains(29))
    #expect(flagged.contains(30))
    #expect(!flagged.contains(50))
    #expect(try #require(score.video).decodeErrors > 0)
  }

  @Test func aChangeOfSizeEndsTheRecordingWithANote() throws {
    let score = try RecordingScorer(
      arenas: [.whole], settings: ScoringSettings(measure: .changed), threads: 2
    ).score(path: Fixture.decoder("size_change.ts"))
    // 15 pictures of the first size; the packet at the seam is marked as damaged.
    #expect(score.trace?.count == 14)
    #expect(score.animals[0].quality.contains { $0.flag == "recording_interrupted" })
  }

  @Test func arenasOutsideThePictureAreRefused() {
    let scorer = RecordingScorer(
      arenas: [Arena(name: "far", shape: .rectangle(x: 900, y: 0, width: 10, height: 10))],
      settings: ScoringSettings())
    #expect {
      try scorer.score(path: Fixture.decoder("h264_cfr.mp4"))
    } throws: { error in
      let error = error as? AnalysisError
      return error?.kind == .inputUnusable && error?.message.contains("\"far\"") == true
        && error?.message.contains("96x64") == true
    }
  }

  @Test(arguments: ["one_frame.mp4", "fps_5.mp4"])
  func whatCannotBeScoredIsRefused(_ name: String) {
    #expect {
      try RecordingScorer(arenas: [.whole], settings: ScoringSettings())
        .score(path: Fixture.decoder(name))
    } throws: { error in
      (error as? AnalysisError)?.kind == .inputUnusable
    }
  }

  @Test func fiveFramesASecondCanBeScoredWithALagToMatch() throws {
    let settings = ScoringSettings(measure: .changed, lag: 0.2)
    let score = try RecordingScorer(arenas: [.whole], settings: settings)
      .score(path: Fixture.decoder("fps_5.mp4"))
    #expect(score.animals[0].immobilePercent != nil)
  }

  @Test func missingFilesHaveTheirOwnKind() {
    #expect {
      try RecordingScorer(arenas: [.whole], settings: ScoringSettings()).score(path: "/no/such")
    } throws: {
      ($0 as? AnalysisError)?.kind == .inputNotFound
    }
  }

  @Test func twoHoursInFewFramesAreUnscoredNotImmobile() throws {
    let score = try RecordingScorer(
      arenas: [.whole], settings: ScoringSettings(measure: .changed)
    ).score(path: Fixture.decoder("two_hours.mp4"))
    let animal = score.animals[0]
    #expect(animal.unscored > 7100)
    #expect(animal.immobile + animal.mobile < 10)
    #expect(animal.bins.count > 100)
  }

  @Test func theObserverCanCancel() {
    final class Impatient: AnalysisObserver {
      let calls = Mutex(0)
      func analysed(frames: Int, seconds: Double, announcedDuration: Double?) -> Bool {
        calls.withLock { $0 += 1 }
        return false
      }
    }
    let observer = Impatient()
    #expect {
      try RecordingScorer(arenas: [.whole], settings: ScoringSettings())
        .score(path: Fixture.behaviour("fst_24fps.mp4"), observer: observer)
    } throws: {
      ($0 as? AnalysisError)?.kind == .cancelled
    }
    #expect(observer.calls.withLock { $0 } == 1)
  }

  /// A lamp that fails by 40 % at 4 s is told from the pixels, and no other artefact is taken for it.
  @Test(arguments: [
    "dimmed.mp4", "clean.mp4", "light_step.mp4", "flicker.mp4", "flicker_bands.mp4", "bump.mp4",
    "frozen.mp4", "padded_60fps.mp4", "taken_out.mp4",
  ])
  func contrastOfALastingLight(_ name: String) throws {
    let truth = try Fixture.artefactTruth(name)
    for cleaning in [Cleaning.all, Cleaning.all.subtracting(.light)] {
      let settings = ScoringSettings(cleaning: cleaning)
      let tracer = RecordingTracer(
        path: Fixture.artefact(name), arenas: arenas(truth), settings: settings, threads: 1)
      let trace = try tracer.trace(observer: nil).trace
      guard name == "dimmed.mp4", cleaning.contains(.light) else {
        #expect(trace.contrastGain == [])
        continue
      }
      let gains = trace.contrastGain.map { Double($0) / Trace.contrastUnits }
      try #require(gains.count == trace.count)
      // The transition is that of the two frames compared over the lag.
      for (sample, gain) in gains.enumerated() where abs(trace.time(of: sample) - 4.02) > 0.05 {
        let wanted = trace.time(of: sample) < 4 ? gains[0] : 0.6 * gains[0]
        #expect(abs(gain - wanted) < 0.015, "\(trace.time(of: sample))")
      }
    }
  }
}
