import Glibc

/// The memory that this process may use.
enum MemoryLimit {
  /// ` (limit: 400 MB)`; empty where there is none.
  static var inWords: String {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
      limit.rlim_cur != rlim_t.max
    else { return "" }
    return " (its process may use \(limit.rlim_cur >> 20) MB)"
  }
}
