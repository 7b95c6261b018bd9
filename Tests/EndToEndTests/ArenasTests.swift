import FixtureFiles
import Foundation
import Testing

/// `stillwater arenas`: from a recording to an arena file that `score` reads.
@Suite struct ArenasTests {
  private let swim = Fixture.behaviour("fst_24fps.mp4")
  private let four = ["left", "centre-left", "centre-right", "right"]

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// The arenas that a score says it used.
  private func scored(_ arguments: [String]) throws -> [[String: Any]] {
    let run = try Program.run(["score", "--quiet", "--format", "json"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    let settings = try #require(try run.recordings()[0]["settings"] as? [String: Any])
    return try #require(settings["arenas"] as? [[String: Any]])
  }

  @Test func aProposalIsWrittenAndScored() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/box 1.toml"
    let run = try Program.run(["arenas", "--output", file, swim])
    #expect(run.status == 0, "\(run.errors)")
    for name in four { #expect(run.output.contains(name)) }
    #expect(run.output.contains("confidence 1.00"))
    #expect(run.errors.contains("score --protocol fst-mouse --arenas '\(file)' \(swim)"))
    #expect(try bytes(folder + "/box 1.png").prefix(4) == Data([137, 80, 78, 71]))
    #expect(try scored(["--arenas", file, swim]).map { $0["name"] as? String } == four)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
  }

  @Test func theSameRecordingGivesTheSameBytes() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for threads in ["1", "3"] {
      let run = try Program.run([
        "arenas", "--quiet", "--threads", threads, "--output", "\(folder)/\(threads).toml", swim,
      ])
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    }
    for ending in ["toml", "png"] {
      #expect(try bytes("\(folder)/1.\(ending)") == bytes("\(folder)/3.\(ending)"))
    }
  }

  @Test func jsonStandsAlone() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try Program.run(["arenas", "--format", "json", "--output", folder + "/a.toml", swim])
    #expect(run.status == 0)
    let json = try run.json()
    #expect(json["schema"] as? String == "stillwater.arenas/1")
    #expect(json["error"] is NSNull)
    #expect(json["confidence"] as? Double == 1)
    let arenas = try #require(json["arenas"] as? [[String: Any]])
    let read = try scored(["--arenas", folder + "/a.toml", swim])
    #expect(
      arenas.map { $0["coordinates_px"] as? [Double] }
        == read.map { $0["coordinates_px"] as? [Double] })
  }

  /// The same scene at 320 x 240 and at 192 x 144: one relative file serves both.
  @Test func aRelativeFileServesPicturesOfAnySize() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/a.toml"
    let run = try Program.run(["arenas", "--relative", "--quiet", "--output", file, swim])
    #expect(run.status == 0, "\(run.errors)")
    #expect(String(decoding: try bytes(file), as: UTF8.self).contains("coordinates = \"relative\""))
    let large = try scored(["--arenas", file, swim])
    let small = try scored(["--arenas", file, Fixture.behaviour("fst_mjpeg.avi")])
    for (large, small) in zip(large, small) {
      let inLarge = try #require(large["coordinates_px"] as? [Double])
      let inSmall = try #require(small["coordinates_px"] as? [Double])
      for (a, b) in zip(inLarge, inSmall) { #expect(abs(0.6 * a - b) < 0.02) }
      #expect(inLarge.allSatisfy { $0 == $0.rounded() })
      let relative = try #require(small["coordinates_relative"] as? [Double])
      #expect(relative.allSatisfy { (0...1).contains($0) })
    }
  }

  /// A recording that is to be turned by a quarter: the row of cylinders stands upright.
  @Test func aTurnedRecordingIsProposedAsDisplayed() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var video = try bytes(swim)
    let header = try #require(video.range(of: Data("tkhd".utf8)))
    // The matrix of the track header, version 0: 40 bytes after the version; 16.16 numbers.
    let matrix: [Int32] = [0, 0x10000, 0, -0x10000, 0, 0, 240 << 16, 0, 0x4000_0000]
    let big = Data(matrix.flatMap { value in withUnsafeBytes(of: value.bigEndian, Array.init) })
    video.replaceSubrange((header.upperBound + 40)..<(header.upperBound + 76), with: big)
    let turned = folder + "/turned.mp4"
    try video.write(to: URL(fileURLWithPath: turned))
    let run = try Program.run([
      "arenas", "--quiet", "--format", "json", "--output", folder + "/a.toml", turned,
    ])
    #expect(run.status == 0, "\(run.errors)")
    let json = try run.json()
    #expect(json["width"] as? Int == 240 && json["height"] as? Int == 320)
    let arenas = try #require(json["arenas"] as? [[String: Any]])
    #expect(arenas.map { $0["name"] as? String } == (1...4).map { "arena-\($0)" })
    // Left in the coded picture is up when it is turned clockwise: the truth's x are rows now.
    let truth = [(8.0, 70.0), (86, 148), (164, 226), (242, 304)]
    for (arena, rows) in zip(arenas, truth) {
      let px = try #require(arena["coordinates_px"] as? [Double])
      let common = min(px[1] + px[3], rows.1) - max(px[1], rows.0)
      #expect(common / (max(px[1] + px[3], rows.1) - min(px[1], rows.0)) > 0.7)
      // The water's surface, 96 to 150 pixels from the top, is now as far from the right edge.
      #expect(px[0] < 240 - 140 && px[0] + px[2] > 240 - 106)
    }
  }

  @Test func withoutEvidenceNothingIsWritten() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = Fixture.decoder("one_frame.mp4")
    let run = try Program.run(["arenas", "--output", folder + "/a.toml", file])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("no arenas proposed") && run.errors.contains("by hand"))
    let json = try Program.run(["arenas", "--format", "json", "--output", folder + "/a.toml", file])
    #expect(json.status == 65)
    #expect((try json.json()["error"] as? String)?.contains("too short") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func aNumberThatTheMotionContradictsExits65() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try Program.run(["arenas", "--count", "7", "--output", folder + "/a.toml", swim])
    #expect(run.status == 65)
    #expect(run.errors.contains("4 regions") && run.errors.contains("--count"))
  }

  @Test func missingRecordingExits66() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try Program.run(["arenas", "--output", folder + "/a.toml", "/nowhere/a.mp4"])
    #expect(run.status == 66)
  }

  @Test func whatIsThereIsNotLost() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/a.mp4"
    try FileManager.default.copyItem(atPath: swim, toPath: copy)
    for options in [["--output", copy], ["--output", folder + "/b.toml", "--picture", copy]] {
      let run = try Program.run(["arenas"] + options + [copy])
      // A picture must end in .png, so a recording's name is refused as usage already.
      #expect(run.status == (options.count == 2 ? 73 : 64), "\(run.errors)")
    }
    #expect(try bytes(copy) == bytes(swim))
    // The default name, and a file of that name which somebody corrected.
    let first = try Program.shell("cd '\(folder)' && \"$STILLWATER\" arenas --quiet a.mp4")
    #expect(first.status == 0, "\(first.errors)")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/arenas.toml"))
    let second = try Program.shell("cd '\(folder)' && \"$STILLWATER\" arenas --quiet a.mp4")
    #expect(second.status == 73)
    #expect(second.errors.contains("--output arenas.toml"))
    #expect(try bytes(folder + "/arenas.toml") == Data("mine".utf8))
    let named = try Program.shell(
      "cd '\(folder)' && \"$STILLWATER\" arenas --quiet --output arenas.toml a.mp4")
    #expect(named.status == 0, "\(named.errors)")
  }

  @Test func aFolderThatCannotBeWrittenExits73() throws {
    let run = try Program.run(["arenas", "--output", "/nowhere/a.toml", swim])
    #expect(run.status == 73)
    #expect(run.errors.contains("/nowhere/a.toml"))
  }
}
