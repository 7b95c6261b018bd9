import FixtureFiles
import ImmobilityCore
import Testing

@testable import MotionAnalysis

/// What is proposed for whole recordings whose arenas are known.
@Suite struct ArenaFinderRecordingsTests {
  private struct NoRectangle: Error {}

  /// A rectangle in displayed pixels.
  private struct Box {
    var left, top, right, bottom: Double

    init(_ arena: Arena) throws {
      guard case .rectangle(let x, let y, let width, let height) = arena.shape else {
        throw NoRectangle()
      }
      (left, top, right, bottom) = (x, y, x + width, y + height)
    }

    init(_ truth: BehaviourTruth.Arena) {
      if let r = truth.rectangle {
        (left, top, right, bottom) = (r[0], r[1], r[0] + r[2], r[1] + r[3])
      } else if let e = truth.ellipse {
        (left, top, right, bottom) = (e[0] - e[2], e[1] - e[3], e[0] + e[2], e[1] + e[3])
      } else {
        let corners = truth.polygon ?? []
        (left, top) = (corners.map { $0[0] }.min() ?? 0, corners.map { $0[1] }.min() ?? 0)
        (right, bottom) = (corners.map { $0[0] }.max() ?? 0, corners.map { $0[1] }.max() ?? 0)
      }
    }

    func overlap(_ other: Box) -> Double {
      let width = max(0, min(right, other.right) - max(left, other.left))
      let height = max(0, min(bottom, other.bottom) - max(top, other.top))
      return width * height / (area + other.area - width * height)
    }

    private var area: Double { (right - left) * (bottom - top) }
  }

  static let recordings = [
    "fst_24fps.mp4", "fst_2997fps.mp4", "fst_60fps.mp4", "fst_vfr.mp4", "fst_mjpeg.avi",
    "fst_mpeg4.avi", "fst_late_trial.mp4", "freezing_30fps.mp4",
  ]

  private func check(_ path: String, _ truth: BehaviourTruth) throws {
    let proposal = try ArenaFinder().propose(path: path)
    #expect(proposal.arenas.map(\.name) == truth.arenas.map(\.name))
    #expect(proposal.confidence >= ArenaFinder.leastConfidence)
    for (arena, known) in zip(proposal.arenas, truth.arenas) {
      let (box, truth) = (try Box(arena), Box(known))
      #expect(box.overlap(truth) > 0.45, "\(arena) and \(known.name)")
      // Across, where the animals reach the walls, it fits closely.
      let across = min(box.right, truth.right) - max(box.left, truth.left)
      #expect(across / (max(box.right, truth.right) - min(box.left, truth.left)) > 0.8)
    }
    try expectHeld(path, truth, proposal.arenas)
  }

  /// Nearly all motion of the trial that the true arenas hold lies in the proposed ones as well.
  private func expectHeld(_ path: String, _ truth: BehaviourTruth, _ arenas: [Arena]) throws {
    let known = truth.arenas.map { arena in
      let box = Box(arena)
      return Arena(
        name: "true-" + arena.name,
        shape: .rectangle(
          x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top))
    }
    let tracer = RecordingTracer(
      path: path, arenas: arenas + known,
      settings: ScoringSettings(trialStart: .at(truth.trialStart)),
      threads: 2)
    let trace = try tracer.trace(observer: nil).trace
    // At a rung above the noise of all these recordings.
    let rungs = trace.pixelThresholds.count
    let rung = try #require(trace.pixelThresholds.firstIndex(of: 16))
    let moved = trace.arenas.map { arena in
      stride(from: rung, to: arena.changes.changed.count, by: rungs).reduce(0) {
        $0 + Int(arena.changes.changed[$1])
      }
    }
    #expect(moved.max() ?? 0 > 1000)
    for index in arenas.indices {
      let known = moved[arenas.count + index]
      #expect(Double(moved[index]) > 0.97 * Double(known), "\(arenas[index].name)")
    }
  }

  @Test(arguments: recordings)
  func findsTheArenas(_ name: String) throws {
    try check(Fixture.behaviour(name), Fixture.behaviourTruth(name))
  }

  @Test func findsTheArenasOfTheFirstRecording() throws {
    let name = "fst_four_mice.mp4"
    try check(Fixture.quickstart(name), Fixture.quickstartTruth(name))
  }

  @Test(arguments: ["fst_24fps.mp4", "fst_mjpeg.avi", "fst_vfr.mp4"])
  func threadsChangeNothing(_ name: String) throws {
    let path = Fixture.behaviour(name)
    let one = try ArenaFinder(threads: 1).propose(path: path)
    #expect(try ArenaFinder(threads: 3).propose(path: path) == one)
    #expect(try ArenaFinder(threads: 3).propose(path: path) == one)
  }

  @Test func aDamagedRecordingGivesTheSameWithEveryNumberOfThreads() throws {
    let path = Fixture.decoder("damaged_packet.mp4")
    let motions = try [1, 2, 3].map { threads in
      try SparsePass(path: path, threads: threads).motion(observer: nil)
    }
    #expect(motions[0].compared > 0)
    #expect(motions.allSatisfy { $0.samples == motions[0].samples })
  }

  @Test func oneFrameIsTooShort() {
    let error = #expect(throws: AnalysisError.self) {
      try ArenaFinder().propose(path: Fixture.decoder("one_frame.mp4"))
    }
    #expect(error?.kind == .inputUnusable)
    #expect(error?.message.contains("too short") == true)
  }

  @Test func everyDecoderCaseEndsWithAResultOrAReason() throws {
    for file in try Fixture.decoderCases() {
      do throws(AnalysisError) {
        let proposal = try ArenaFinder().propose(path: Fixture.decoder(file.file))
        #expect(!proposal.arenas.isEmpty)
      } catch {
        #expect(error.kind == .inputUnusable || error.kind == .inputNotFound, "\(error)")
        #expect(!error.message.isEmpty)
      }
    }
  }
}
