import ImmobilityCore
import StudyStore

/// What a worker process is asked to do, as one JSON object on its standard input.
public struct WorkerJob: Sendable, Codable {
  /// What is made of the recording. The result goes to the descriptor `WorkerOutput.descriptor`.
  public enum Task: Sendable, Codable {
    /// Its trace, read as a study reads it. With `hashFirst` the file is hashed first and read only when there is
    /// no trace of such content in one of the folders.
    case trace(Reading, readingHash: String, hashFirst: Bool, known: [String])
    /// Its trace, for settings and arenas as `SettingsText` has them, and for a frame rate that was given by hand.
    case read(settings: String, frameRate: Double?)
    /// What it really holds.
    case probe
    /// Arenas, for so many animals.
    case arenas(count: Int?)
    /// A frame near a time, seconds from the first.
    case picture(near: Double)
  }

  /// The recording's file.
  public var path: String
  /// The name that the trace gives the recording.
  public var name: String
  /// What is made of it.
  public var task: Task
  /// The folder that gets the trace of `trace`, which exists; `nil` for what the parent keeps in memory.
  public var traceFolder: String?
  /// The file's size, bytes; decides about the limits.
  public var size: Int64
  /// Decoding threads.
  public var threads: Int
  /// What its process may use; see `WorkerLimits`.
  public var limits = Limits(memory: 0, processor: 0)
  /// How it is caged.
  public var sandbox: Sandbox
  /// The version of the program, for the trace files.
  public var softwareVersion: String

  /// What the system lets the process use.
  public struct Limits: Sendable, Codable, Equatable {
    /// The most memory (address space) beside the program itself, bytes; 0 for no limit.
    public var memory: UInt64
    /// The most processor time, seconds; 0 for no limit.
    public var processor: UInt64
  }

  /// Makes a job; see the properties.
  public init(
    path: String, name: String, task: Task, traceFolder: String? = nil, size: Int64 = 0,
    threads: Int = 1, sandbox: Sandbox = .best, softwareVersion: String
  ) {
    self.path = path
    self.name = name
    self.task = task
    self.traceFolder = traceFolder
    self.size = size
    self.threads = threads
    self.sandbox = sandbox
    self.softwareVersion = softwareVersion
  }
}

/// Whether workers are caged: kept from every file but their recording, from the network, from other programs and
/// processes.
public enum Sandbox: String, Sendable, Codable, CaseIterable {
  /// They are not.
  case off
  /// As far as the kernel can.
  case best
  /// Wholly, or nothing is read.
  case required
}

/// What a worker process tells, one JSON object a line on its standard output. Any number of `progress`
/// and at last one of the others; without one the process has failed.
public enum WorkerMessage: Sendable, Codable, Equatable {
  /// So many frames have been analysed, up to a time of the recording, seconds; the container
  /// announces so many seconds (0 where it does not).
  case progress(frames: Int, seconds: Double, announced: Double)
  /// The result stands in its file.
  case done(WorkerResult)
  /// The recording cannot be used.
  case unusable(kind: WorkerFailure.Kind, message: String)
}

/// What a worker has done.
public struct WorkerResult: Sendable, Codable, Equatable {
  /// SHA-256 of the recording's bytes, 64 hexadecimal digits; empty where it was not asked for.
  public var sha256: String
  /// Frames that were decoded; 0 where a trace was there already.
  public var frames: Int
  /// Whether anything was decoded.
  public var decoded: Bool
  /// The largest resident memory of its process, bytes; 0 where the system does not tell.
  public var peakMemory: Int

  /// Makes a result of its parts.
  public init(sha256: String, frames: Int, decoded: Bool, peakMemory: Int = 0) {
    self.sha256 = sha256
    self.frames = frames
    self.decoded = decoded
    self.peakMemory = peakMemory
  }

  /// Whether the hash is one: it becomes part of a file's name.
  var hasHash: Bool {
    sha256.utf8.count == 64
      && sha256.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}

/// Why a worker process left no trace of a recording.
public struct WorkerFailure: Error, Sendable, Equatable {
  /// What happened.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The file cannot be used.
    case unusable
    /// It is not there any more.
    case notFound = "not_found"
    /// The machine did not let it be read: no permission, a failing disk or network.
    case unreadable
    /// The process died.
    case crashed
    /// Somebody ended the process: a person, or a machine that ran out of memory.
    case killed
    /// No progress, or longer than the limit.
    case timeLimit = "time_limit"
    /// It needed more memory than its limit.
    case memoryLimit = "memory_limit"
    /// The trace could not be written: no fault of the recording.
    case cannotWrite = "cannot_write"
    /// A fault of the program.
    case internalError = "internal_error"
  }

  /// What happened.
  public var kind: Kind
  /// What was wrong and what to do.
  public var message: String

  /// Makes a failure.
  public init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }
}
