import CMemory

/// What the C library does with memory that was given back.
enum FreedMemory {
  /// Bytes of freed memory that are kept, and the largest piece that is taken from them.
  private static let most: Int32 = 32 << 20

  /// Keeps freed memory for the next trace. By itself the C library gives it back to the system after each
  /// one, and getting it again takes a fifth of the time of scoring a trace.
  static func keep() { _ = isKept }

  private static let isKept: Bool =
    mallopt(M_MMAP_THRESHOLD, most) == 1 && mallopt(M_TRIM_THRESHOLD, most) == 1
}
