import VideoDecoding

/// That memory runs out while a recording is read, for whoever watches the process that reads it.
public enum MemoryFailure {
  /// What is written when an allocation fails.
  public static let words = FailedAllocations.words

  /// Has `words` and a line end written to a descriptor when the next allocation of this process fails, once.
  public static func tell(_ descriptor: Int32) { FailedAllocations.tell(descriptor) }
}
