/// What a worker process is told to do, as one JSON object on its standard input.
public struct WorkerJob: Sendable, Codable {
  /// The recording's file.
  public var path: String
  /// The name that the trace gives the recording.
  public var name: String
  /// How it is read.
  public var reading: Reading
  /// The hash of the reading.
  public var readingHash: String
  /// The folder for the trace, which exists.
  public var traceFolder: String
  /// Further folders in which a trace that is already there will do.
  public var knownTraceFolders: [String]
  /// Whether to hash the file first and to read it only when there is no trace of such content.
  public var hashFirst: Bool
  /// Decoding threads.
  public var threads: Int
  /// The most memory (address space) beside the program itself, bytes; 0 for no limit.
  public var memoryLimit: UInt64
  /// The version of the program, for the trace files.
  public var softwareVersion: String

  /// Makes a job; see the properties.
  public init(
    path: String, name: String, reading: Reading, readingHash: String, traceFolder: String,
    knownTraceFolders: [String] = [], hashFirst: Bool = false, threads: Int = 1,
    memoryLimit: UInt64 = 0, softwareVersion: String
  ) {
    self.path = path
    self.name = name
    self.reading = reading
    self.readingHash = readingHash
    self.traceFolder = traceFolder
    self.knownTraceFolders = knownTraceFolders
    self.hashFirst = hashFirst
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.softwareVersion = softwareVersion
  }
}

/// What a worker process tells, one JSON object a line on its standard output. Any number of `progress`
/// and at last one of the others; without one the process has failed.
public enum WorkerMessage: Sendable, Codable, Equatable {
  /// So many frames have been analysed, up to a time of the recording, seconds; the container
  /// announces so many seconds (0 where it does not).
  case progress(frames: Int, seconds: Double, announced: Double)
  /// The trace stands in its file.
  case done(WorkerResult)
  /// The recording cannot be used.
  case unusable(kind: WorkerFailure.Kind, message: String)
}

/// What a worker has done.
public struct WorkerResult: Sendable, Codable, Equatable {
  /// SHA-256 of the recording's bytes, 64 hexadecimal digits.
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
}

/// Why a worker process left no trace of a recording.
public struct WorkerFailure: Error, Sendable, Equatable {
  /// What happened.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The file cannot be used.
    case unusable
    /// It is not there any more.
    case notFound = "not_found"
    /// The process died.
    case crashed
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
