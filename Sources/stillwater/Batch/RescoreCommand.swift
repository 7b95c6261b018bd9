import ArgumentParser
import Batch

/// `stillwater rescore`: a study's traces to scores, with the settings that hold now.
struct RescoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore",
    abstract: "Scores a study's recordings again from their traces, decoding nothing.",
    discussion: """
      For thresholds, windows, bins, profiles, animals and protocols that have changed in study.toml \
      or the manifest. What other arenas or lags would need is left for 'stillwater batch', which does \
      all of this too. The recordings themselves need not be there.

      Examples:
        stillwater rescore --study rats-2026

      \(ExitStatus.help)
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @OptionGroup
  var options: BatchOptions

  func run() throws {
    try StudyCommand("rescore", study: studyOptions, options: options)
      .run { session throws(BatchError) in try session.rescore() }
  }
}

/// `stillwater collect`: what shards have read to scores in a study's store.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Brings the results of 'batch --shard' into a study's store.",
    discussion: """
      Each result is taken once, however often this is called and wherever it is interrupted; then its \
      files are removed. Shards may still be at work meanwhile.

      Examples:
        stillwater collect --study rats-2026

      \(ExitStatus.help)
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @OptionGroup
  var options: BatchOptions

  func run() throws {
    try StudyCommand("collect", study: studyOptions, options: options)
      .run { session throws(BatchError) in try session.collect() }
  }
}
