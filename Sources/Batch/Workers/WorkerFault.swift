import CProcess
import Glibc

/// A fault that tests have a worker process suffer in the middle of a recording, since no recording is
/// known that makes a decoder fail in each of these ways: `crash:NAME`, `stall:NAME`, `spin:NAME`, `memory:NAME` or,
/// in debug builds, a way out of the cage (`open:NAME`, `write:NAME`, `connect:NAME`, `fork:NAME`, `exec:NAME`,
/// `kill:NAME`), NAME being the last name of the recording's path; several joined by `/`.
public struct WorkerFault: Sendable {
  /// The environment variable that holds faults. Only worker processes look at it.
  public static let variable = "STILLWATER_TEST_WORKER"

  private enum Kind: String {
    case crash
    case stall
    case spin
    case memory
    case open
    case write
    case connect
    case fork
    case exec
    case kill
  }

  private let kind: Kind

  /// The fault that is meant for a recording; `nil` when there is none.
  init?(_ text: String, path: String) {
    let name = path.split(separator: "/").last ?? ""
    for entry in text.split(separator: "/") {
      let parts = entry.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[1] == name, let kind = Kind(rawValue: String(parts[0])) {
        self.kind = kind
        return
      }
    }
    return nil
  }

  /// Suffers it.
  ///
  /// - Returns: what a way out of the cage came to, in words; `nil` for none.
  func strike() -> String? {
    switch kind {
    case .crash: raise(SIGSEGV)
    case .stall: while true { sleep(1) }
    case .spin:
      var count: UInt64 = 1
      while count != 0 { count &+= 2 }
    case .memory:
      // As a decoder with a mad size would, page by page; in Swift, a failed allocation is the end.
      var blocks: [[UInt8]] = []
      while true { blocks.append([UInt8](repeating: UInt8(blocks.count & 0xFF), count: 1 << 24)) }
    case .open: return escape(CPS_ESCAPE_OPEN)
    case .write: return escape(CPS_ESCAPE_WRITE)
    case .connect: return escape(CPS_ESCAPE_CONNECT)
    case .fork: return escape(CPS_ESCAPE_FORK)
    case .exec: return escape(CPS_ESCAPE_EXEC)
    case .kill: return escape(CPS_ESCAPE_KILL)
    }
    return nil
  }

  private func escape(_ way: cps_escape) -> String? {
    #if DEBUG
      let code = cps_try_to_escape(way)
      return code == 0
        ? "escaped from the cage (\(kind.rawValue))"
        : "was refused by the cage (\(kind.rawValue): \(String(cString: strerror(code))))"
    #else
      return nil
    #endif
  }
}
