import Foundation
import Glibc
import Testing

/// The built program, run as a process of its own.
enum Program {
  /// What one run left behind.
  struct Run {
    var status: Int32
    var output: String
    var errors: String

    /// Standard output as a JSON object; fails when anything but JSON stands on it.
    func json() throws -> [String: Any] {
      try #require(
        JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(errors)")
    }

    /// The objects of `recordings`.
    func recordings() throws -> [[String: Any]] {
      try #require(try json()["recordings"] as? [[String: Any]])
    }
  }

  /// The program's path: STILLWATER_BINARY, else beside the test bundle.
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["STILLWATER_BINARY"] { return path }
    let running = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let places = [running] + CommandLine.arguments.map { URL(fileURLWithPath: $0).path as String? }
    for place in places.compactMap(\.self) {
      var folder = URL(fileURLWithPath: place).deletingLastPathComponent()
      for _ in 0..<6 {
        let candidate = folder.appendingPathComponent("stillwater").path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
          !isFolder.boolValue, access(candidate, X_OK) == 0
        {
          return candidate
        }
        folder = folder.deletingLastPathComponent()
      }
    }
    return "stillwater-was-not-found-beside-the-tests"
  }()

  /// A new empty folder.
  static func temporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("stillwater-test-" + UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Runs the program and waits for its end. `whileRunning` hears the process id and the path of
  /// the file that standard error goes to.
  static func run(
    _ arguments: [String], environment: [String: String] = [:],
    whileRunning: ((pid_t, String) throws -> Void)? = nil
  ) throws -> Run {
    try spawn([path] + arguments, environment: environment, whileRunning: whileRunning)
  }

  /// Runs a line of bash in which `$STILLWATER` is the program's path.
  static func shell(_ line: String, environment: [String: String] = [:]) throws -> Run {
    try spawn(["/bin/bash", "-c", line], environment: environment, whileRunning: nil)
  }

  private static func spawn(
    _ command: [String], environment: [String: String],
    whileRunning: ((pid_t, String) throws -> Void)?
  ) throws -> Run {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, name) in [(Int32(1), "/output"), (2, "/errors")] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, folder + name, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    // Test threads block signals, and a process inherits that: undo it, as a shell would have it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var values = ProcessInfo.processInfo.environment
    values.removeValue(forKey: "NO_COLOR")
    values["STILLWATER"] = path
    values.merge(environment) { _, new in new }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      values.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables)
    try #require(code == 0, "cannot start \(command[0]): \(String(cString: strerror(code)))")
    try whileRunning?(process, folder + "/errors")
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    // A process that a signal ended is told as 128 + the signal, as shells do.
    let signal = status & 0x7F
    return Run(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      output: try text(folder + "/output"), errors: try text(folder + "/errors"))
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}
