import CVideoShim

/// Allocations that fail in this process, by the C library's count.
public enum FailedAllocations {
  /// What is written when one fails.
  public static let words = CVS_OUT_OF_MEMORY

  /// Has `words` and a line end written to a descriptor when the next one fails, once: whoever runs out of memory may
  /// die of it.
  public static func tell(_ descriptor: Int32) { cvs_tell_failed_allocations(descriptor) }
}
