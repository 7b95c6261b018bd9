import Foundation
import ImmobilityCore
import Testing

@testable import TraceFiles

/// Another tracker's tables.
@Suite struct ActivityCSVTests {
  @discardableResult
  private func inFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("activity-\(UUID().uuidString).csv").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  @Test(arguments: [
    "time_s,activity_percent\n10,\n10.04,0.5\n10.08,NaN\n10.12,2\n",
    "\u{FEFF}\"Time\";x;Activity\r\n10;a;-\r\n10,04;a;0,5\r\n10,08;a;nan\r\n10,12;a;2\r\n",
    "frame\trecording_time\tactivity\n1\t10\t\n2\t10.04\t0.5\n3\t10.08\t\n4\t10.12\t2\n",
  ])
  func aTableBecomesATrace(text: String) throws {
    let recording = try inFile(text) { path in
      #expect(ActivityCSV.isActivity(path: path))
      return try ActivityCSV.read(path: path, settings: ScoringSettings(measure: .changed))
    }
    let trace = recording.trace
    #expect(trace.count == 4 && trace.time(of: 3) == 0.12)
    #expect(trace.lag == LagTrack(asked: 0.04, real: [0, 40_000, 0, 40_000]))
    #expect(trace.arenas[0].changes.changed == [0, 5000, 0, 20_000])
    var settings = ScoringSettings(
      measure: .changed, lag: 0.04, motionThreshold: 1, smoothing: 0, minImmobile: 0, minMobile: 0)
    settings.analysisRate = trace.analysisRate
    let score = try trace.score(settings).animals[0]
    #expect(abs(score.immobile - 0.12) < 1e-9 && abs(score.mobile - 0.04) < 1e-9)
  }

  @Test(arguments: [
    ("time_s,activity_percent\n0,1\n0,1\n", "line 3: the time does not increase"),
    ("time_s,activity_percent\nx,1\n", "line 2: the time is not a number"),
    ("time_s,activity_percent\n0,1\n1,101\n", "line 3: the activity '101' is not a percentage"),
    ("time_s,activity_percent\n0,\n1,\n", "fewer than two rows"),
    ("time_s,activity_percent\n", "fewer than two rows"),
    ("time,x\n0,1\n", "has no columns"),
  ])
  func whatIsNotAsDescribedIsNamed(text: String, message: String) throws {
    try inFile(text) { path in
      #expect {
        try ActivityCSV.read(path: path, settings: ScoringSettings())
      } throws: { "\($0)".contains(message) }
    }
  }

  @Test func aClockThatDoesNotBeginAtZeroIsTold() throws {
    let settings = ScoringSettings(measure: .changed)
    for (text, detail) in [
      ("time_s,activity_percent\n10,1\n10.1,2\n10.2,1\n", "first time is 10 s"),
      ("time_s,activity_percent\n-1.5,1\n-1.4,2\n-1.3,1\n", "first time is -1.5 s"),
    ] {
      try inFile(text) { path in
        let read = try ActivityCSV.read(path: path, settings: settings)
        #expect(read.notes.map(\.quality.flag) == ["time_moved"])
        #expect(read.notes.first?.quality.detail.contains(detail) == true)
        #expect(read.trace.ticks.first == 0)
      }
    }
    // Some trackers give each row the end of its interval.
    try inFile("time_s,activity_percent\n0.1,1\n0.2,2\n0.3,1\n") { path in
      let read = try ActivityCSV.read(path: path, settings: settings)
      #expect(read.notes.isEmpty)
    }
  }

  @Test func otherFilesAreNoActivity() throws {
    for text in ["", "a,b\n", "time,x\n", "\u{0}time_s,activity_percent\n"] {
      try inFile(text) { #expect(!ActivityCSV.isActivity(path: $0)) }
    }
    #expect(!ActivityCSV.isActivity(path: "/dev/null"))
    #expect(!ActivityCSV.isActivity(path: "/nowhere"))
  }
}
