import CProcess
import Glibc

/// What of the cage around workers there is.
public struct Cage: Sendable, Equatable {
  /// No new privileges.
  public let hasNoNewPrivileges: Bool
  /// The version of Landlock; `nil` where there is none.
  public let landlock: Int?
  /// The filter of system calls.
  public let hasFilter: Bool

  private init(_ cage: cps_cage) {
    hasNoNewPrivileges = cage.privileges
    landlock = cage.landlock > 0 ? Int(cage.landlock) : nil
    hasFilter = cage.filter
  }

  /// What this kernel has.
  public static var ofKernel: Cage { Cage(cps_cage_of_kernel()) }

  /// What it lacks, in words; empty where it is whole.
  public var missing: [String] {
    (hasNoNewPrivileges ? [] : ["no_new_privs"]) + (landlock == nil ? ["Landlock"] : [])
      + (hasFilter ? [] : ["seccomp"])
  }

  /// Closes it around this process, which must have one thread. Files and folders named can still be read.
  static func enter(reading paths: [String]) -> Cage {
    // The system's own: how many processors there are, and what this process is.
    let all = paths + ["/proc/self", "/sys/devices/system/cpu"]
    let words = all.map { strdup($0) }
    defer { for word in words { free(word) } }
    return words.map { UnsafePointer($0) }.withUnsafeBufferPointer { pointers in
      Cage(cps_enter_cage(pointers.baseAddress, pointers.count))
    }
  }
}
