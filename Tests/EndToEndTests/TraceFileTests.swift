import FixtureFiles
import Foundation
import Testing

/// Traces that are saved, scored in place of their recordings, refused, and read by Python.
@Suite struct TraceFileTests {
  private let short = Fixture.decoder("h264_cfr.mp4")

  /// A folder that is gone afterwards.
  private func inFolder(_ work: (String) throws -> Void) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try work(folder)
  }

  private func arenas(_ recording: String) throws -> [String] {
    try Fixture.behaviourTruth(recording).arenas.flatMap { ["--arena", $0.commandLineValue] }
  }

  private func score(_ file: String, _ options: [String]) throws -> Program.Run {
    try Program.run(["score", "--quiet", "--format", "json", file] + options)
  }

  /// The report with the name of the file that was given taken out.
  private func report(_ run: Program.Run, of file: String) -> String {
    run.output.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { $0 != "      \"path\" : \"\(file)\"," }.joined(separator: "\n")
  }

  /// Scores a recording and a trace of it, and expects the same report and the same samples.
  private func expectSame(
    _ recording: String, _ options: [String], trace: String, traceOptions: [String],
    in folder: String
  ) throws {
    let csv = [folder + "/recording.csv", folder + "/trace.csv"]
    let direct = try score(recording, options + ["--trace", csv[0]])
    let traced = try score(trace, traceOptions + ["--trace", csv[1]])
    #expect(direct.status == 0 && traced.status == 0, "\(direct.errors)\(traced.errors)")
    #expect(report(traced, of: trace) == report(direct, of: recording), "\(options)")
    #expect(FileManager.default.contentsEqual(atPath: csv[0], andPath: csv[1]), "\(options)")
    let found = try #require(try traced.recordings().first)
    #expect(found["path"] as? String == trace)
    #expect((found["video"] as? [String: Any])?["path"] as? String == recording)
  }

  /// A rung that was asked for by hand when the trace was made changes nothing at another one.
  @Test func rungOfAnotherRunChangesNothing() throws {
    try inFolder { folder in
      let path = Fixture.artefact("dimmed.mp4")
      let trace = folder + "/saved.npz"
      #expect(try score(path, ["--pixel-threshold", "60", "--save-trace", trace]).status == 0)
      for options in [["--pixel-threshold", "40"], []] {
        try expectSame(path, options, trace: trace, traceOptions: options, in: folder)
      }
    }
  }

  @Test(arguments: [
    ("fst_24fps.mp4", []), ("fst_60fps.mp4", []), ("fst_vfr.mp4", ["--protocol", "tst-mouse"]),
    ("fst_mjpeg.avi", ["--lag", "0.1"]),
    ("freezing_30fps.mp4", ["--protocol", "freezing"]),
    ("fst_late_trial.mp4", ["--trial-start", "6"]),
  ])
  func traceGivesWhatItsRecordingGives(recording: String, options: [String]) throws {
    try inFolder { folder in
      let path = Fixture.behaviour(recording)
      let trace = folder + "/saved.npz"
      let arenas = try arenas(recording)
      let saving = try score(path, arenas + options + ["--save-trace", trace])
      #expect(saving.status == 0, "\(saving.errors)")
      #expect(saving.output == (try score(path, arenas + options).output))
      try expectSame(path, arenas + options, trace: trace, traceOptions: options, in: folder)
      // The same arenas may be given again, so that recordings and traces can be mixed.
      try expectSame(
        path, arenas + options, trace: trace, traceOptions: arenas + options, in: folder)
    }
  }

  @Test func traceAnswersEverySetting() throws {
    try inFolder { folder in
      let path = Fixture.behaviour("fst_2997fps.mp4")
      let trace = folder + "/saved"
      let arenas = try arenas("fst_2997fps.mp4")
      // A rung of its own must not change what is chosen without it.
      #expect(
        try score(path, arenas + ["--pixel-threshold", "14", "--save-trace", trace]).status == 0)
      for options in [
        [], ["--pixel-threshold", "12"], ["--pixel-threshold", "40"], ["--pixel-threshold", "14"],
        ["--motion-threshold", "1.5", "--exit-ratio", "1.5", "--highly-mobile-threshold", "6"],
        ["--smoothing", "1.2", "--min-immobile", "2", "--min-mobile", "0.2", "--bin", "3"],
        ["--window", "3:9"], ["--measure", "changed"], ["--measure", "mean-abs-diff"],
        ["--measure", "movement"],
      ] {
        try expectSame(path, arenas + options, trace: trace, traceOptions: options, in: folder)
      }
      let other = try score(trace, ["--measure", "changed", "--lag", "0.25"])
      #expect(other.status == 65 && other.errors.contains("a lag of 0.25 s was asked for"))
    }
  }

  @Test func wholePictureAndMixedInputs() throws {
    try inFolder { folder in
      let trace = folder + "/a.mp4"
      #expect(try score(short, ["--save-trace", trace]).status == 0)
      try expectSame(short, [], trace: trace, traceOptions: [], in: folder)
      let mixed = try Program.run(["score", trace, short, trace])
      #expect(mixed.status == 0)
      #expect(mixed.output.contains("No arenas given"))
      let rows = mixed.output.split(separator: "\n").dropFirst().prefix(3)
        .map { $0.split(separator: " ").dropFirst() }
      try #require(rows.count == 3)
      #expect(rows[0] == rows[1] && rows[1] == rows[2])
      // A trace of a trace is the same trace.
      #expect(try score(trace, ["--save-trace", folder + "/b"]).status == 0)
      #expect(FileManager.default.contentsEqual(atPath: trace, andPath: folder + "/b"))
    }
  }

  @Test func bytesDependOnNeitherZoneNorLocaleNorThreads() throws {
    try inFolder { folder in
      let recording = Fixture.behaviour("fst_24fps.mp4")
      let settings: [([String: String], String)] = [
        ([:], "0"), (["TZ": "Pacific/Apia"], "1"),
        (["TZ": "America/St_Johns", "LANG": "de_DE"], "2"),
        (["TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"], "3"),
      ]
      for (index, (environment, threads)) in settings.enumerated() {
        let run = try Program.run(
          [
            "score", "--quiet", recording, "--threads", threads, "--save-trace",
            folder + "/\(index)",
          ], environment: environment)
        #expect(run.status == 0)
        #expect(
          FileManager.default.contentsEqual(atPath: folder + "/0", andPath: folder + "/\(index)"))
      }
    }
  }

  @Test func whatATraceCannotAnswerIsRefusedByName() throws {
    try inFolder { folder in
      let trace = folder + "/saved.npz"
      let recording = Fixture.behaviour("fst_late_trial.mp4")
      let making = ["--trial-start", "6", "--save-trace", trace]
      #expect(
        try Program.run(
          ["score", "--quiet", recording, "--arena", "a=rect:10,10,90,90"] + making
        ).status == 0)
      for options in [
        ["--arena", "a=rect:10,10,90,80"], ["--arena", "b=rect:10,10,90,90"],
        ["--lag", "0.1"], ["--pixel-threshold", "17"],
        ["--trial-start", "5"], ["--trial-start", "auto"], ["--analysis-rate", "15"],
        ["--cleaning", "none"],
      ] {
        let start = options[0] == "--trial-start" ? [] : ["--trial-start", "6"]
        let run = try Program.run(["score", "--quiet", trace] + start + options)
        #expect(run.status == 65, "\(options): \(run.errors)")
        #expect(run.errors.hasPrefix("stillwater: error: \(trace): "), "\(options)")
        #expect(run.errors.contains("analyse the recording again"), "\(options): \(run.errors)")
      }
    }
  }

  @Test func filesThatAreNotWholeTracesAreRefusedByName() throws {
    try inFolder { folder in
      let trace = folder + "/good.npz"
      #expect(try score(short, ["--save-trace", trace]).status == 0)
      let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: trace)))
      var files: [(name: String, bytes: [UInt8])] = [
        ("cut", Array(good.prefix(good.count / 2))), ("short", Array(good.dropLast())),
        ("longer", good + [10]), ("start", Array(good.prefix(4))),
        ("empty.zip", [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)),
      ]
      for place in stride(from: 0, to: good.count, by: good.count / 12) + [1, 2, good.count - 1] {
        var damaged = good
        damaged[place] ^= 0x10
        files.append(("damaged-\(place)", damaged))
      }
      for (name, bytes) in files {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let run = try Program.run(["score", "--quiet", path])
        #expect(run.status == 65, "\(name): \(run.errors)")
        #expect(run.errors.hasPrefix("stillwater: error: \(path): "), "\(name): \(run.errors)")
        #expect(run.errors.contains("trace"), "\(name): \(run.errors)")
      }
      // The others are not held up.
      #expect(try Program.run(["score", "--quiet", folder + "/cut", trace, short]).status == 3)
    }
  }

  @Test func newerVersionIsNamed() throws {
    try inFolder { folder in
      let trace = folder + "/newer.npz"
      try python(
        """
        import io, json, sys, zipfile, zlib, numpy
        text = json.dumps({"schema": "stillwater.trace/6", "software": {"version": "9.8.7"}})
        array = io.BytesIO()
        numpy.save(array, numpy.array(text.encode()))
        with zipfile.ZipFile(sys.argv[1], "w") as archive:
          archive.writestr("metadata.npy", array.getvalue())
          archive.comment = b"stillwater.trace crc32 00000000"
        with open(sys.argv[1], "r+b") as file:
          content = file.read()[:-8]
          file.seek(len(content))
          file.write(b"%08x" % zlib.crc32(content))
        """, [trace])
      let run = try Program.run(["score", "--quiet", trace])
      #expect(run.status == 65)
      #expect(run.errors.hasPrefix("stillwater: error: \(trace): "))
      #expect(run.errors.contains("newer version of Stillwater (9.8.7); update the program"))
    }
  }

  /// The line of the README, and the counts of `--trace` to compare with.
  @Test func pythonReadsWhatTheTableSays() throws {
    try inFolder { folder in
      let recording = Fixture.behaviour("fst_vfr.mp4")
      let (trace, csv) = (folder + "/t.npz", folder + "/t.csv")
      let run = try score(
        recording, try arenas("fst_vfr.mp4") + ["--save-trace", trace, "--trace", csv])
      #expect(run.status == 0, "\(run.errors)")
      try python(
        """
        import csv, json, sys, numpy as np
        z = np.load(sys.argv[1])
        metadata = json.loads(z["metadata"].item())
        description = json.loads(z["description"].item())
        for name, array in description["arrays"].items():
            assert z[name].ndim == len(array["axes"]), name
        assert sorted(z.files) == sorted(description["arrays"])
        python = description["python"]
        join = eval(python["join"])
        time = eval(python["time_s"])
        frame = eval(python["frame"])
        changed = eval(python["changed_pixels"])
        means = eval(python["mean_difference"])
        strokes, movement = eval(python["strokes"]), eval(python["movement"])
        assert changed.shape[1] == len(z["pixel_threshold"]) and changed.max() > 0
        assert (np.diff(changed, axis=1) <= 0).all()
        assert changed[:, 0].shape == means.shape == strokes.shape == movement.shape
        assert strokes.max() > 0 and movement.max() > 0
        for name in ["contrast", "area", "cell_noise", "from_rest"]:
            assert z[name].shape == z["noise"].shape and z[name].dtype == float
        arenas = [arena["name"] for arena in metadata["arenas"]]
        rows = list(csv.DictReader(open(sys.argv[2])))
        assert len(rows) == len(arenas) * len(time) > 100
        for place, row in enumerate(rows):
            sample, arena = divmod(place, len(arenas))
            rung = list(z["pixel_threshold"]).index(int(row["pixel_threshold"]))
            assert row["arena"] == arenas[arena]
            assert abs(float(row["time_s"]) - time[sample]) < 1e-6
            assert int(row["frame"]) == frame[sample]
            assert int(row["arena_pixels"]) == z["arena_pixels"][arena]
            if row["lag_s"]:
                assert int(row["changed_pixels"]) == changed[arena, rung, sample]
                assert abs(float(row["mean_abs_diff"]) - means[arena, sample]) < 1e-6
            if row["reach_s"]:
                assert abs(float(row["strokes_percent"]) - strokes[arena, sample]) < 1e-6
                assert abs(float(row["movement_percent"]) - movement[arena, sample]) < 1e-6
        """, [trace, csv])
    }
  }

  @Test func optionsThatCannotBeMet() throws {
    try inFolder { folder in
      let two = try Program.run(["score", short, short, "--save-trace", folder + "/a"])
      #expect(two.status == 64)
      #expect(two.errors.contains("--save-trace takes one recording"), "\(two.errors)")
      let trace = folder + "/a.npz"
      #expect(try score(short, ["--save-trace", trace]).status == 0)
      for (arguments, words) in [
        ([trace, "--save-trace", trace], "is one of the recordings"),
        (
          [short, "--save-trace", folder + "/b", "--trace", folder + "/b"], "would be written over"
        ),
        ([short, "--save-trace", folder], "not a regular file"),
      ] {
        let run = try Program.run(["score"] + arguments)
        #expect(run.status == 73 && run.errors.contains(words), "\(run.errors)")
      }
    }
  }

  /// Runs a Python program, which fails the test when it fails.
  private func python(_ program: String, _ arguments: [String]) throws {
    let quoted = ([program] + arguments)
      .map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(separator: " ")
    let run = try Program.shell("exec /usr/bin/python3 -c " + quoted)
    #expect(run.status == 0, "\(run.errors)")
  }
}
