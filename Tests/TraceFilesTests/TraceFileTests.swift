import ImmobilityCore
import Testing

@testable import TraceFiles

/// A trace comes out of its file as it went in, and the file is small and always the same.
@Suite struct TraceFileTests {
  @Test(arguments: [0, 1, 2, 70, 1_000])
  func readingGivesWhatWasWritten(samples: Int) throws {
    let file = TraceFile(
      recording: MadeRecording.swimming(samples: samples), softwareVersion: "1.2.3")
    let read = try TraceFile(bytes: try file.bytes(), path: "a")
    #expect(read == file)
  }

  @Test func numbersThatAreNotFiniteAndPartsThatAreMissingComeBack() throws {
    var recording = MadeRecording.swimming(samples: 40)
    recording.trace.analysisRate = nil
    recording.trace.background = BackgroundTrace()
    recording.trace.covered.end = 12.5
    recording.info.nominalFPS = nil
    recording.info.duration = .infinity
    recording.notes = []
    recording.trace.cleaning = []
    for index in recording.trace.arenas.indices {
      recording.trace.arenas[index].noise = nil
      recording.trace.arenas[index].cells.yardstick = nil
      recording.trace.arenas[index].presence = PresenceTrack()
    }
    let file = TraceFile(recording: recording, softwareVersion: "")
    #expect(try TraceFile(bytes: try file.bytes(), path: "a") == file)
    recording.trace.arenas = []
    let without = TraceFile(recording: recording, softwareVersion: "")
    #expect(try TraceFile(bytes: try without.bytes(), path: "a") == without)
  }

  @Test func largeNumbersComeBack() throws {
    var recording = MadeRecording.swimming(samples: 5)
    recording.trace.arenas[1].pixelCount = Int(Int32.max)
    recording.trace.arenas[1].changes.changed[6] = 1 << 30
    recording.trace.arenas[1].changes.meanDifference[3] = Comparisons.mostMeanDifference
    recording.trace.arenas[1].cells.strokes[2] = .max
    recording.trace.arenas[1].cells.movement[3] = .max
    recording.trace.ticks[4] = 1 << 53
    let file = TraceFile(recording: recording, softwareVersion: "9")
    #expect(try TraceFile(bytes: try file.bytes(), path: "a") == file)
  }

  @Test func sameRecordingGivesTheSameBytes() throws {
    let file = TraceFile(recording: MadeRecording.swimming(samples: 300), softwareVersion: "1")
    let bytes = try file.bytes()
    #expect(try file.bytes() == bytes)
    #expect(try TraceFile(bytes: bytes, path: "a").bytes() == bytes)
  }

  @Test func sixMinutesOfFourAnimalsTakeUnderHalfAMegabyte() throws {
    let recording = MadeRecording.swimming(samples: 6 * 60 * 30)
    let bytes = try TraceFile(recording: recording, softwareVersion: "1.0.0").bytes()
    #expect(bytes.count <= 500_000, "\(bytes.count) bytes")
  }

  @Test func contradictionsAreNotWritten() throws {
    let good = MadeRecording.swimming(samples: 40)
    let changes: [(inout TracedRecording) -> Void] = [
      { $0.trace.ticks[3] = $0.trace.ticks[4] },
      { $0.trace.frames.removeLast() },
      { $0.trace.pixelThresholds = [] },
      { $0.trace.pixelThresholds[1] = $0.trace.pixelThresholds[0] },
      { $0.trace.timeBase.denominator = 0 },
      { $0.trace.lag.asked = .nan },
      { $0.trace.reach.asked = 0.5 },
      { $0.trace.lag.real[5] = -1 },
      { $0.trace.reach.real.removeLast() },
      { $0.trace.arenas[0].changes.changed[1] = $0.trace.arenas[0].changes.changed[0] + 1 },
      { $0.trace.arenas[0].changes.changed[0] = 60_000 },
      { $0.trace.arenas[1].changes.changed = [] },
      { $0.trace.arenas[1].changes.light.append(.none) },
      { $0.trace.arenas[1].changes.meanDifference = [] },
      { $0.trace.arenas[1].changes.meanDifference[0] = Comparisons.mostMeanDifference + 1 },
      { $0.trace.arenas[1].changes.light[0].shift = .min },
      { $0.trace.arenas[0].changes.light[39].shift = 256 },
      { $0.trace.arenas[0].cells.strokes.removeLast() },
      { $0.trace.arenas[0].cells.movement = [] },
      { $0.trace.arenas[0].cells.yardstick?.contrast = .nan },
      { $0.trace.arenas[0].cells.yardstick?.contrast = -1 },
      { $0.trace.arenas[0].cells.yardstick?.area = 0 },
      { $0.trace.arenas[0].cells.yardstick?.noise = .infinity },
      { $0.trace.arenas[2].presence.samples[0] = 40 },
      { $0.trace.arenas[2].presence.fromLast[0] = .nan },
      { $0.trace.arenas[3].arena.name = "left" },
      { $0.trace.arenas[3].pixelCount = 0 },
      { $0.trace.background.cellsChanged.removeLast() },
      { $0.trace.background.cellsStirred.removeLast() },
      { $0.trace.background.changed[0] = 300_001 },
      { $0.trace.background.pixelCount = 1 << 32 },
      { $0.trace.contrastGain = [1024] },
      { $0.trace.readingFlags[0] = SampleFlags(rawValue: 1 << 15) },
      { $0.notes[0].arena = 4 },
    ]
    for (index, change) in changes.enumerated() {
      var recording = good
      change(&recording)
      let file = TraceFile(recording: recording, softwareVersion: "1")
      do {
        _ = try file.bytes()
        Issue.record("change \(index) was written")
      } catch {
        #expect(error.kind == .inconsistent && error.path == good.info.path, "\(index)")
      }
    }
  }
}
