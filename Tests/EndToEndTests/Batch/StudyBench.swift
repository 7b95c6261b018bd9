import FixtureFiles
import Foundation
import Testing

/// A study in a folder of its own, with recordings, for tests of whole runs.
final class StudyBench {
  let root: String
  /// The study's folder.
  let study: String
  /// The folder of recordings, in the study.
  let recordings: String

  /// Makes a study whose files need not have stood still, and whose limits are short.
  init(settings: String = "", limits: String = "") throws {
    root = try Program.temporaryFolder()
    study = root + "/study"
    recordings = study + "/recordings"
    try FileManager.default.createDirectory(
      atPath: recordings, withIntermediateDirectories: true)
    try write(settings: settings, limits: limits)
  }

  deinit {
    chmod(study, 0o700)
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Writes study.toml anew.
  func write(settings: String = "", limits: String = "", more: String = "") throws {
    try write(
      "study.toml",
      """
      name = "bench"
      protocol = "freezing"
      \(more)
      [settings]
      \(settings)
      [recordings]
      folders = ["recordings"]
      [limits]
      settle_s = 0
      \(limits)
      """)
  }

  /// Writes a file of the study.
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: study + "/" + name))
  }

  /// Copies a fixture of the decoder under a name below the folder of recordings.
  func add(_ fixture: String, as name: String) throws {
    try add(file: Fixture.decoder(fixture), as: name)
  }

  /// Copies a file under a name below the folder of recordings.
  func add(file: String, as name: String) throws {
    let place = recordings + "/" + name
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: place).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: file, toPath: place)
  }

  /// Recordings of one or two seconds in several codecs and containers.
  static let fixtures = [
    "h264_cfr.mp4", "mjpeg.avi", "hevc.mp4", "h264_vfr.mkv", "mpeg2.ts", "odd_size_vp9.webm",
    "fps_10.mp4", "h264_bframes.mp4",
  ]

  /// Adds one recording of each of the fixtures.
  func addFixtures() throws {
    for (index, name) in Self.fixtures.enumerated() {
      try add(name, as: "day \(index % 2)/\(name)")
    }
  }

  /// Runs `batch` with JSON lines.
  func batch(
    _ arguments: [String] = [], environment: [String: String] = [:],
    whileRunning: ((pid_t, String) throws -> Void)? = nil
  ) throws -> Messages {
    Messages(
      try Program.run(
        ["batch", "--study", study, "--json"] + arguments, environment: environment,
        whileRunning: whileRunning))
  }

  /// Runs another subcommand on the study.
  func command(_ name: String, _ arguments: [String] = []) throws -> Messages {
    Messages(try Program.run([name, "--study", study] + arguments))
  }

  /// Every file that `export` writes, in one text.
  func export() throws -> String {
    let folder = root + "/export-" + UUID().uuidString
    let run = try Program.run(["export", "--study", study, "--output-dir", folder])
    try #require(run.status == 0, "\(run.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    try #require(names.count == 10)
    return try names.map { name in
      name + "\n" + (try String(contentsOfFile: folder + "/" + name, encoding: .utf8))
    }.joined()
  }

  /// The names in one of the study's folders, hidden ones too.
  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: study + "/" + folder)) ?? []).sorted()
  }

  /// What `status --json` says.
  func status() throws -> [String: Any] {
    try Program.run(["status", "--study", study, "--json"]).json()
  }
}

/// One run's JSON lines.
struct Messages {
  let run: Program.Run
  let all: [[String: Any]]

  init(_ run: Program.Run) {
    self.run = run
    all = run.output.split(separator: "\n").compactMap { line in
      try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
  }

  var status: Int32 { run.status }

  /// The messages of a type.
  func of(_ type: String) -> [[String: Any]] {
    all.filter { $0["message_type"] as? String == type }
  }

  /// The summary.
  func summary() throws -> [String: Any] {
    try #require(of("summary").last, "no summary: \(run.errors)")
  }

  /// A number of the summary.
  func count(_ key: String) throws -> Int {
    try #require(try summary()[key] as? Int, "\(key)")
  }

  /// Name -> message of the failures.
  var failures: [String: String] {
    Dictionary(
      of("failure").compactMap { message in
        (message["recording"] as? String).map { ($0, message["message"] as? String ?? "") }
      }, uniquingKeysWith: { $1 })
  }

  /// Name -> reason of the failures.
  var reasons: [String: String] {
    Dictionary(
      of("failure").compactMap { message in
        (message["recording"] as? String).map { ($0, message["reason"] as? String ?? "") }
      }, uniquingKeysWith: { $1 })
  }

  /// The recordings with an outcome or action.
  func recordings(_ key: String, _ value: String) -> [String] {
    of("recording").filter { $0[key] as? String == value }.compactMap { $0["recording"] as? String }
  }
}
