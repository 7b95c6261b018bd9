import ArgumentParser
import AtomicFiles
import Configuration
import Reports
import StudyStore

/// `stillwater report`: a study as one page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes a study's report.html: animals, bouts, groups, methods and provenance.",
    discussion: """
      One file without anything from the network: the table of all animals (to sort and filter), their \
      bouts under each other by group, the comparison of groups as 'stillwater compare' makes it, what \
      failed, is excluded or waits and why, methods to paste with a list after ARRIVE 2.0, a section for \
      each animal, all settings, runs and hashes. It tells what the store holds and changes nothing; \
      nothing is decoded but one frame of each recording that is at hand. The same study gives the same \
      bytes: dates come from its runs.

      Groups come from the manifest. Where the vehicle has another name than vehicle, saline or control, \
      where the levels of a column are kept apart, or sessions are paired, say so as for 'compare'.

      Examples:
        stillwater report --study rats-2026
        stillwater report --study rats-2026 --stratum stress=none --pair pretest:test
        stillwater report --study rats-2026 --no-pictures --output for-the-meeting.html

      Exit codes:
        0   done, also where the study has no scores yet: the page says so
        64  usage: an option is wrong or contradicts another
        65  a file of the study is not usable, or the comparison cannot be made as the options ask
        66  there is no such study
        70  internal error
        73  cannot write output
        75  the study is locked by another run
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @Option(
    help: ArgumentHelp(
      "The file. Default: reports/report.html in the study's folder.", valueName: "file.html"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @Flag(
    help: "Leaves out the frames of recordings: the page is smaller, and no recording is opened.")
  var noPictures = false

  @OptionGroup(title: "Comparison")
  var comparison: ComparisonOptions

  @OptionGroup
  var sandboxOption: SandboxOption

  @Flag(help: "No remarks on standard error; errors remain.")
  var quiet = false

  func validate() throws {
    if let output, !output.lowercased().hasSuffix(".html") {
      throw ValidationError(
        "--output: '\(output)' must end in .html: the report is written as HTML")
    }
  }

  func run() throws {
    let study = try studyOptions.study()
    let file = StudyReportFile(
      studyOptions: studyOptions, path: output ?? studyOptions.folder.report,
      pictures: !noPictures, comparison: comparison,
      sandbox: sandboxOption.sandbox)
    try file.prepare(for: study)
    let written = try file.write(study)
    guard !quiet else { return }
    let megabytes = DecimalText.fixed(Double(written.bytes) / 1_000_000, decimals: 1)
    Console.line("wrote \(file.path), \(megabytes) MB")
    if case .notMade(let reason) = written.comparison { Console.line("no comparison: \(reason)") }
    if written.scored == 0 { Console.line("nothing is scored yet; the report says so") }
  }
}
