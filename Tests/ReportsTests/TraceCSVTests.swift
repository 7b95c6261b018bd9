import ImmobilityCore
import Testing

@testable import Reports

@Suite struct TraceCSVTests {
  @Test func golden() throws {
    let csv = try #require(TraceCSV(Sample.scored))
    #expect(
      csv.text == """
        time_s,frame,arena,lag_s,reach_s,pixel_threshold,changed_pixels,arena_pixels,\
        strokes_percent,movement_percent,motion_percent,mean_abs_diff,state,flags
        0,0,"the ""left"" one",,,12,,200,,,,,unscored,no_earlier_frame
        0,0,right,,,12,,0,,,,,unscored,
        0.033333,1,"the ""left"" one",0.033333,,12,5,200,,,1.25,0.5,mobile,
        0.033333,1,right,0.033333,,12,0,0,,,,,unscored,
        0.066667,2,"the ""left"" one",0.066667,,12,6,200,,,0.3,1.5,immobile,
        0.066667,2,right,0.066667,,12,0,0,,,,,unscored,
        0.166667,3,"the ""left"" one",0.1,0.166667,12,7,200,1.25,2.9,,0.25,immobile,\
        decode_error|time_gap
        0.166667,3,right,0.1,0.166667,12,0,0,,,,,unscored,

        """)
  }

  @Test func samplesBeforeTheTrialHaveNoRows() throws {
    var recording = Sample.scored
    recording.trace?.covered.start = 0.05
    let rows = try #require(TraceCSV(recording)).text.split(separator: "\n").dropFirst()
    #expect(rows.first?.hasPrefix("0.033333,1,") == true)
    #expect(rows.count == 6)
  }

  @Test func failedRecordingHasNoTrace() {
    #expect(TraceCSV(Sample.failed) == nil)
  }

  @Test func longRecordingComesInSmallPieces() throws {
    let count = 20_000
    var trace = Sample.trace
    trace.ticks = (0..<count).map(Int64.init)
    trace.frames = Array(0..<count)
    trace.readingFlags = Array(repeating: [], count: count)
    trace.lag.real = Array(repeating: 2, count: count)
    trace.reach.real = Array(repeating: 7, count: count)
    for arena in trace.arenas.indices {
      trace.arenas[arena].changes.changed = CompactCounts(repeating: 3, count: count * 2)
      trace.arenas[arena].changes.meanDifference = Array(repeating: 5, count: count)
      trace.arenas[arena].cells.strokes = Array(repeating: 1234, count: count)
      trace.arenas[arena].cells.movement = Array(repeating: 2345, count: count)
    }
    var recording = Sample.scored
    recording.trace = trace
    for animal in recording.animals.indices {
      recording.animals[animal].states = Array(repeating: .mobile, count: count)
      recording.animals[animal].flags = Array(repeating: [], count: count)
      recording.animals[animal].motion = Array(repeating: 0.5, count: count)
    }
    let csv = try #require(TraceCSV(recording))
    var pieces: [Int] = []
    var lines = 0
    csv.write { piece in
      pieces.append(piece.count)
      lines += piece.count { $0 == UInt8(ascii: "\n") }
    }
    #expect(lines == count * 2 + 1)
    #expect(pieces.count > 10)
    #expect(pieces.allSatisfy { $0 < 1 << 17 })
  }
}
