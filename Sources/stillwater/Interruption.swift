import Glibc
import Synchronization

/// Whether somebody asked the program to stop (SIGINT or SIGTERM).
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether a signal has come.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// From now on the first signal asks for an orderly end and the second ends the program at once.
  static func listen() {
    // Made before the handler can run: the first use of a static value is not safe in a handler.
    flag.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
