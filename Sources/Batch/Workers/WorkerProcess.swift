import CProcess
import Glibc

/// One worker process with its three pipes, in a process group of its own.
///
/// The system kills it when the thread that started it ends, so that thread has to be one that lives as
/// long as the run. (swift-subprocess gives process groups, but starts its children on threads of its
/// own choosing; their end would be the children's.)
final class WorkerProcess {
  /// What a process has used.
  struct Usage: Sendable, Equatable {
    /// Its largest resident memory, bytes; `nil` where it was less than this program's own, which the
    /// system counts for it since its first moment was in this program's memory.
    var peakMemory: Int?
    /// Seconds of processor time.
    var processorTime: Double
  }

  /// How a process ended.
  enum End: Sendable, Equatable {
    case status(Int32)
    case signal(Int32)
  }

  let process: pid_t
  private let inheritedPeak: Int
  private var input: Int32
  private(set) var output: Int32
  private(set) var errors: Int32
  private var pending: ArraySlice<UInt8>
  /// What was read of a line of standard output that has not ended.
  private var line: [UInt8] = []
  /// The end of what it wrote to standard error, bytes.
  private(set) var lastErrors: [UInt8] = []

  /// Starts `executable` with arguments and gives it `input` to read, and `result` to write, as descriptor 3. It
  /// inherits no other.
  ///
  /// - Throws: an errno in words.
  init(
    executable: String, arguments: [String], input: [UInt8], result: Int32
  ) throws(WorkerFailure) {
    var pipes: [[Int32]] = []
    func closeAll() { for descriptor in pipes.joined() { close(descriptor) } }
    func failure(_ code: Int32) -> WorkerFailure {
      WorkerFailure(
        kind: .internalError,
        message: "no worker process can be started (\(String(cString: strerror(code))))")
    }
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      let code = cps_pipe(&ends)
      guard code == 0 else {
        closeAll()
        throw failure(code)
      }
      pipes.append(ends)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0][0], 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1][1], 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[2][1], 2)
    posix_spawn_file_actions_adddup2(&actions, result, WorkerOutput.descriptor)
    _ = cps_close_from(&actions, WorkerOutput.descriptor + 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var handled = sigset_t()
    sigemptyset(&handled)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&handled, signal) }
    posix_spawnattr_setsigdefault(&attributes, &handled)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    words.append(nil)
    var variables = Self.environment().map { strdup($0) }
    variables.append(nil)
    defer { for pointer in words + variables { free(pointer) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, executable, &actions, &attributes, &words, &variables)
    guard code == 0 else {
      closeAll()
      throw failure(code)
    }
    process = started
    inheritedPeak = ProcessMemory().peak()
    for descriptor in [pipes[0][0], pipes[1][1], pipes[2][1]] { close(descriptor) }
    self.input = pipes[0][1]
    output = pipes[1][0]
    errors = pipes[2][0]
    pending = input[...]
    for descriptor in [self.input, output, errors] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
    feed()
  }

  deinit {
    for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
  }

  /// Whether both its outputs have ended.
  var isSilent: Bool { output < 0 && errors < 0 }

  /// The descriptor that takes more of the input; `nil` when it has all.
  var hungry: Int32? { input >= 0 ? input : nil }

  /// Gives it more of its input, as much as it takes now.
  func feed() {
    while input >= 0, !pending.isEmpty {
      let count = pending.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      // A worker that reads no more has failed; its end will tell.
      pending = count < 0 ? [] : pending.dropFirst(count)
    }
    if input >= 0 { close(input) }
    input = -1
  }

  /// Reads what it has written and returns the whole lines of standard output.
  func read() -> [String] {
    var text: [UInt8] = []
    output = drain(output, into: &text)
    errors = drain(errors, into: &lastErrors)
    if lastErrors.count > 4096 { lastErrors.removeFirst(lastErrors.count - 4096) }
    var lines: [String] = []
    for byte in text {
      if byte == UInt8(ascii: "\n") {
        lines.append(String(decoding: line, as: UTF8.self))
        line = []
      } else {
        line.append(byte)
      }
    }
    return lines
  }

  /// The descriptor, or -1 once it has ended.
  private func drain(_ descriptor: Int32, into bytes: inout [UInt8]) -> Int32 {
    guard descriptor >= 0 else { return -1 }
    while true {
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, used in
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        used = max(0, count)
      }
      if count > 0 {
        bytes += part
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        return descriptor
      } else {
        close(descriptor)
        return -1
      }
    }
  }

  /// How it ended and what it used; `nil` while it runs.
  func end() -> (end: End, usage: Usage)? {
    var status: Int32 = 0
    var usage = rusage()
    var result: pid_t
    repeat { result = wait4(process, &status, WNOHANG, &usage) } while result < 0 && errno == EINTR
    guard result == process else {
      return result == 0 ? nil : (.status(-1), Usage(peakMemory: nil, processorTime: 0))
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    let used = Usage(
      peakMemory: usage.ru_maxrss * 1024 > inheritedPeak ? usage.ru_maxrss * 1024 : nil,
      processorTime: seconds(usage.ru_utime) + seconds(usage.ru_stime))
    let signal = status & 0x7F
    return (signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal), used)
  }

  /// Ends it and whatever it has started.
  func kill() {
    _ = Glibc.kill(-process, SIGKILL)
    // The group does not exist before the process has got so far.
    _ = Glibc.kill(process, SIGKILL)
  }

  /// The bytes that it has read so far, from files and pipes; `nil` where the system does not tell.
  var bytesRead: UInt64? {
    let descriptor = open("/proc/\(process)/io", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
      count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
    }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
    return line?.split(separator: " ").last.flatMap { UInt64($0) }
  }

  /// What a worker needs of this program's environment: where libraries are, what sanitizers and tests ask for.
  private static let inherited = [
    "LD_LIBRARY_PATH", "LD_PRELOAD", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS",
    "UBSAN_OPTIONS",
    "LLVM_PROFILE_FILE", WorkerFault.variable,
  ]

  private static func environment() -> [String] {
    // Crash reports of Swift take their time.
    ["SWIFT_BACKTRACE=enable=no"]
      + inherited.compactMap { name in
        getenv(name).map { name + "=" + String(cString: $0) }
      }
  }
}
