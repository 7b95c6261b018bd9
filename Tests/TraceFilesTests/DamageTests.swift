import ImmobilityCore
import Testing

@testable import TraceFiles

/// Files that are not what was written are refused, by name, and never end the program.
@Suite struct DamageTests {
  private let recording = MadeRecording.swimming(samples: 12)

  private func bytes() throws -> [UInt8] {
    try TraceFile(recording: recording, softwareVersion: "1.0.0").bytes()
  }

  private func failure(of bytes: [UInt8]) -> TraceFileError? {
    do {
      _ = try TraceFile(bytes: bytes, path: "dir/a.npz")
      return nil
    } catch {
      #expect(error.path == "dir/a.npz" && error.description.hasPrefix("dir/a.npz: "))
      return error
    }
  }

  @Test func everyDamagedByteIsNoticed() throws {
    let good = try bytes()
    for place in good.indices {
      for change in [0x01, 0x20, 0x80, 0xFF] as [UInt8] {
        var bad = good
        bad[place] ^= change
        let kind = failure(of: bad)?.kind
        #expect(kind == .damaged || kind == .notATrace, "byte \(place) of \(good.count)")
        // Also where what is damaged would not be read.
        #expect(throws: TraceFileError.self) {
          try TraceFile(bytes: bad, path: "a", for: ScoringSettings())
        }
      }
    }
  }

  @Test func everyCutAndEveryAdditionIsNoticed() throws {
    let good = try bytes()
    for length in good.indices {
      #expect(failure(of: Array(good[..<length]))?.kind == .notATrace)
    }
    for addition in [[0], [0x0A], Array("PK".utf8), Array(good.suffix(TraceChecksum.length)), good]
    {
      let kind = failure(of: good + addition)?.kind
      #expect(kind == .notATrace || kind == .damaged)
    }
    #expect(failure(of: [0] + good)?.kind == .damaged)
  }

  @Test func otherArchivesAreNoTraces() throws {
    let members = [ZipArchive.Member(name: "a.npy", bytes: NPYArray.text("x").file)]
    #expect(failure(of: try ZipArchive.pack(members, comment: ""))?.kind == .notATrace)
    var other = try ZipArchive.pack(members, comment: TraceChecksum.unfinished)
    TraceChecksum.finish(&other)
    #expect(failure(of: other)?.kind == .malformed)
  }

  @Test func newerFormIsToldByItsVersion() throws {
    for (text, kind) in [
      ("stillwater.trace/6", TraceFileError.Kind.newerVersion),
      ("stillwater.trace/17", .newerVersion), ("stillwater.trace/1", .olderVersion),
      ("stillwater.trace/4", .olderVersion),
      ("stillwater.trace/0", .malformed), ("stillwater.trace/x", .malformed),
      ("other/2", .malformed),
    ] {
      let metadata =
        "{\"schema\": \"\(text)\", \"software\": {\"name\": \"x\", \"version\": \"7.1\"}}"
      let error = try failure(of: file(replacing: "metadata", with: NPYArray.text(metadata).file))
      #expect(error?.kind == kind)
      if kind == .newerVersion {
        #expect(error?.message.contains("newer version of Stillwater (7.1); update") == true)
      }
      if kind == .olderVersion {
        #expect(error?.message.contains("older version of Stillwater (7.1); analyse") == true)
      }
    }
  }

  @Test func missingOrOtherArraysAreNoTrace() throws {
    for array in names where array != TraceArray.description.rawValue {
      #expect(try failure(of: file(replacing: array, with: nil))?.kind == .malformed)
      for other: NPYArray in [
        .text("{}"), .integers([1, 2, 3] as [Int64], shape: [3]), .doubles([.nan], shape: [1, 1]),
        .integers([] as [UInt8], shape: [0, 5, 6, 12]), .integers([] as [Int64], shape: [0]),
      ] {
        let kind = try failure(of: file(replacing: array, with: other.file))?.kind
        #expect(kind == .malformed, "\(array): \(other)")
      }
      #expect(try failure(of: file(replacing: array, with: []))?.kind == .malformed)
    }
  }

  /// What is read of a trace is chosen by its pixel thresholds, so they are looked at before.
  @Test func thresholdsOutOfOrderAreRefused() throws {
    for thresholds in [recording.trace.pixelThresholds.reversed(), [], [12, 12]] as [[UInt8]] {
      let array = NPYArray.integers(thresholds, shape: [thresholds.count])
      let bytes = try file(replacing: "pixel_threshold", with: array.file)
      for settings in [nil, ScoringSettings()] {
        let error = #expect(throws: TraceFileError.self) {
          try TraceFile(bytes: bytes, path: "a", for: settings)
        }
        #expect(error?.message.contains("pixel thresholds") == true)
      }
    }
  }

  @Test func yardsticksOfWhichAPartIsMissingAreRefused() throws {
    for (array, values) in [
      ("contrast", [.nan, 1, 1, .nan]), ("area", [0, 1, 1, .nan]),
      ("cell_noise", [0, -1, 0, .nan]),
      ("from_rest", [0, 0.5, 0, .nan]), ("from_rest", [0, 1, 0, 1]),
    ] as [(String, [Double])] {
      let content = NPYArray.doubles(values, shape: [4]).file
      #expect(try failure(of: file(replacing: array, with: content))?.kind == .malformed)
    }
  }

  @Test func countsThatGrowWithTheThresholdAreRefused() throws {
    for array in ["changed_12", "changed_40", "background_changed_40"] {
      let isArenas = array.hasPrefix("changed")
      let counts = [UInt32](repeating: array == "changed_12" ? 0 : 900_000, count: 12)
      let all = isArenas ? counts + counts + counts + counts : counts
      let planes = NPYArray.planes(all, shape: isArenas ? [4, 12] : [12])
      #expect(try failure(of: file(replacing: array, with: planes.file))?.kind == .malformed)
    }
  }

  /// No array is unpacked that is longer than the trace can have any use for.
  @Test(arguments: [
    "presence_arena", "contrast_gain", "background_cells_changed", "compensated",
  ])
  func arraysThatAreTooLongAreNotUnpacked(array: String) throws {
    let count = 1 << 20
    let arrays: [NPYArray] = [
      .integers([Int64](repeating: 0, count: count), shape: [count]),
      .integers([UInt8](repeating: 0, count: count), shape: [2, count / 2]),
    ]
    for long in arrays {
      let error = try #require(failure(of: file(replacing: array, with: long.file)))
      #expect(error.kind == .malformed)
      #expect(error.message.contains("larger"), "\(error)")
    }
  }

  /// The parser itself has to stand anything, because a checksum can be made to fit.
  @Test func randomChangesNeverEndTheProgram() throws {
    var generator = SeededGenerator(seed: 7)
    let good = try bytes()
    for _ in 0..<4_000 {
      var bad = good
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<(bad.count - TraceChecksum.length), using: &generator)
        bad[place] = UInt8.random(in: 0...255, using: &generator)
      }
      TraceChecksum.finish(&bad)
      if let error = failure(of: bad) {
        #expect(error.kind == .malformed || error.kind == .newerVersion)
      }
    }
  }

  /// Behind the compression and its checksums: the arrays' own bytes, and scoring what is let through.
  @Test func randomChangesOfArraysNeverEndTheProgram() throws {
    var generator = SeededGenerator(seed: 8)
    let files = try members()
    let special: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(ascii: "9"), UInt8(ascii: "-")]
    var accepted = 0
    for round in 0..<1_500 {
      let chosen = round % files.count
      var members = files
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let count = members[chosen].bytes.count
        // The header is short beside the elements and deserves as many changes.
        let limit = Bool.random(using: &generator) ? min(count, 140) : count
        let place = Int.random(in: 0..<limit, using: &generator)
        members[chosen].bytes[place] =
          Bool.random(using: &generator)
          ? special.randomElement(using: &generator)! : UInt8.random(in: 0...255, using: &generator)
      }
      var bad = try ZipArchive.pack(members, comment: TraceChecksum.unfinished)
      TraceChecksum.finish(&bad)
      let result = Result { () throws(TraceFileError) in
        try TraceFile(bytes: bad, path: "dir/a.npz")
      }
      switch result {
      case .success(let read):
        accepted += 1
        scoreInManyWays(read.recording)
      case .failure(let error):
        #expect(error.kind == .malformed || error.kind == .newerVersion)
      }
    }
    #expect(accepted > 10)
  }

  private func scoreInManyWays(_ recording: TracedRecording) {
    for measure in MotionMeasure.allCases {
      var settings = ScoringSettings(measure: measure)
      settings.cleaning = recording.trace.cleaning.union([.emptyArena, .keyframePulses])
      settings.trialStart = .at(0.35)
      _ = try? recording.score(settings)
    }
  }

  /// The members of a good file.
  private func members() throws -> [ZipArchive.Member] {
    let archive = try ZipReader(bytes(), commentLength: TraceChecksum.length)
    return try names.map {
      let name = TraceArray.fileName($0)
      return ZipArchive.Member(name: name, bytes: try archive.member(name, limit: 1 << 24))
    }
  }

  /// The names of a good file's arrays.
  private var names: [String] {
    TraceArray.allCases.flatMap { $0.names(pixelThresholds: recording.trace.pixelThresholds) }
  }

  /// A good file with a right checksum in which one array is another file, or none.
  private func file(replacing array: String, with content: [UInt8]?) throws -> [UInt8] {
    let changed = try members().compactMap { member -> ZipArchive.Member? in
      guard member.name == TraceArray.fileName(array) else { return member }
      return content.map { ZipArchive.Member(name: member.name, bytes: $0) }
    }
    var bytes = try ZipArchive.pack(changed, comment: TraceChecksum.unfinished)
    TraceChecksum.finish(&bytes)
    return bytes
  }
}
