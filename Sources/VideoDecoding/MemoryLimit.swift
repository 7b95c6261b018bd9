import CVideoShim

/// The memory that this process may use.
enum MemoryLimit {
  /// ` (limit: 400 MB)`; empty where there is none.
  static var inWords: String {
    let limit = cvs_memory_limit()
    return limit == 0 ? "" : " (its process may use \(limit >> 20) MB)"
  }
}
