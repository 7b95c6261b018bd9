import StudyStore

/// Stores that are filled for tests and measurements.
public enum MadeStore {
  /// A run that begins.
  public static let run = StoredRun(
    command: "batch", softwareVersion: "9.9.9", host: "lab1", processID: 4711,
    startedAt: Moment(milliseconds: 1_770_000_000_000))

  /// Makes a store with one run that ended and these recordings, `batch` of them in a transaction.
  public static func fill(
    path: String, with recordings: some Sequence<Int>, batch: Int = 200
  ) throws {
    let store = try StudyStore(path: path, access: .create)
    let id = try store.beginRun(run)
    var waiting: [StoredScore] = []
    var count = 0
    for number in recordings {
      waiting.append(MadeScore(number, run: id).stored)
      count += 1
      if waiting.count == batch {
        try store.save(waiting)
        waiting = []
      }
    }
    try store.save(waiting)
    try store.endRun(
      id, at: Moment(milliseconds: 1_770_000_600_000), outcome: .done,
      counts: .init(found: count, decoded: count))
  }
}
