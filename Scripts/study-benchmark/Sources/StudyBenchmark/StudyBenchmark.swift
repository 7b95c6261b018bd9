import MadeStudies
import StudyStore

/// `StudyBenchmark STORE COUNT`: fills a new store with COUNT recordings and prints, one `name seconds` a
/// line, what saving and reading took.
@main
struct StudyBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let count = Int(arguments[2]) else {
      print("use: StudyBenchmark STORE COUNT")
      return
    }
    let path = arguments[1]
    let scores = (0..<min(count, 200)).map { MadeScore($0, path: "again \($0).mp4").stored }
    try time("fill_in_batches_of_200") { try MadeStore.fill(path: path, with: 0..<count) }
    let store = try StudyStore(path: path, access: .readWrite)
    // One transaction for each recording, as a batch does, in a store of this size.
    try time("save_200_singly") { for score in scores { try store.save(score) } }
    try time("forget_200") { for score in scores { try store.forget(path: score.recording.path) } }
    // What a rescore reads before it begins, and all that it replaces.
    try time("plan_keys_and_files") {
      let (keys, files) = (try store.scoreKeys(), try store.recordings())
      precondition(keys.count == count && files.count == count)
    }
    var animals = 0
    try time("read_all_scores") { try store.forEachScore { animals += $0.score.animals.count } }
    precondition(animals == 4 * count)
    try time("replace_all_in_batches_of_200") {
      var batch: [StoredScore] = []
      for number in 0..<count {
        batch.append(MadeScore(number, motionThreshold: 5).stored)
        if batch.count == 200 || number == count - 1 {
          try store.save(batch)
          batch = []
        }
      }
    }
    try time("make_the_scores_alone") {
      for number in 0..<count { precondition(MadeScore(number).stored.score.animals.count == 4) }
    }
    try time("one_animal") {
      let found = try store.scores(animalID: "M\(count)")
      precondition(found.count == 1)
    }
  }

  private static func time(_ name: String, _ body: () throws -> Void) rethrows {
    print("\(name) \(try ContinuousClock().measure(body) / .seconds(1))")
  }
}
