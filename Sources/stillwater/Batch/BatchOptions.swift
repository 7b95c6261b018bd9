import ArgumentParser
import Batch
import Configuration
import Foundation
import Glibc
import ImmobilityCore
import Reports
import StudyStore

/// The options of commands that change a study.
struct BatchOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Recordings at once, 0-1024; 0 is one for each core. Default: the study's, else 0. Results do "
        + "not depend on it.", valueName: "n"))
  var jobs: Int?

  @Flag(
    help: """
      Prints JSON lines on standard output, each with message_type status, recording, failure or \
      summary.
      """)
  var json = false

  @Flag(help: "No progress on standard error; errors and warnings remain.")
  var quiet = false

  func validate() throws {
    if let jobs, !(0...1024).contains(jobs) {
      throw ValidationError("--jobs: \(jobs) is not allowed; it must be from 0 to 1024")
    }
  }
}

/// A command's study, ready to be worked on.
struct StudyCommand {
  let context: StudyContext
  let session: StudySession
  let display: BatchDisplay
  private let options: BatchOptions
  private let study: StudyOptions
  private let sandbox: Sandbox

  /// Reads the study and listens to signals from now on.
  init(
    _ name: String, study: StudyOptions, options: BatchOptions, sandbox: Sandbox = .best
  ) throws(CommandFailure) {
    self.sandbox = sandbox
    do throws(InputFileError) {
      context = try StudyContext(folder: study.folder)
    } catch {
      throw CommandFailure(error)
    }
    self.options = options
    self.study = study
    for remark in context.study.remarks { Console.warning(remark) }
    Interruption.listen()
    display = BatchDisplay(json: options.json, quiet: options.quiet)
    session = StudySession(
      context: context,
      identity: RunIdentity(
        command: name, softwareVersion: Stillwater.software.version, host: Self.host,
        processID: getpid(), now: { Self.now }),
      means: StudySession.Means(
        worker: WorkerCommand.command,
        jobs: options.jobs ?? context.study.file.limits.jobs,
        cores: Self.cores, sandbox: sandbox,
        isInterrupted: { Interruption.isRequested }),
      observer: display)
  }

  /// Does the work and ends with its summary on both outputs, in a file, and for the notify command.
  ///
  /// - Parameters:
  ///   - keepsSummary: whether the study keeps a file; shards leave the study alone.
  ///   - requiresRecordings: whether a search that finds none is an error.
  func run(
    keepsSummary: Bool = true, requiresRecordings: Bool = false,
    _ work: (StudySession) throws(BatchError) -> BatchSummary
  ) throws(CommandFailure) {
    let summary: BatchSummary
    do throws(BatchError) {
      summary = try work(session)
    } catch {
      throw CommandFailure(error)
    }
    let text = summary.text(study: context.study.file.name)
    try display.summarise(summary, text: text)
    var status = summary.exitStatus
    if keepsSummary {
      do throws(BatchError) {
        let path = try session.write(text, run: summary.run.id)
        if !options.quiet { Console.line("summary: \(path)") }
      } catch {
        Console.error("\(error)")
        if status == .done { status = .cannotWrite }
      }
      writeReport()
      if session.isWholeRun { Notification(command: context.study.file.notify).send(text, status) }
    }
    if requiresRecordings, summary.foundNothing { throw nothingFound }
    if let error = summary.error {
      throw CommandFailure(status: status, message: error)
    }
    if status != .done { throw CommandFailure(status: status) }
  }

  /// What is told where a search found no recording.
  var nothingFound: CommandFailure {
    let file = context.study.file
    let places = file.folders.isEmpty ? [study.folder.path] : file.folders.map(study.folder.resolve)
    return CommandFailure(
      status: .inputNotFound,
      message: "no recording was found in \(places.joined(separator: ", ")) with the extensions "
        + file.extensions.joined(separator: ", ")
        + "; name the folders with recordings under [recordings] in \(study.folder.studyFile)")
  }

  /// Writes the study's report where it asks for that. That it fails is told and changes nothing else.
  private func writeReport() {
    guard context.study.file.writesReport else { return }
    guard !Interruption.isRequested else {
      Console.warning("the run was interrupted: the study's report is not written anew")
      return
    }
    do {
      let path = study.folder.report
      try StudyReportFile(
        studyOptions: study, path: path, pictures: true,
        comparison: try ComparisonOptions.parse([]),
        sandbox: sandbox
      ).write(try study.study())
      if !options.quiet { Console.line("report: \(path)") }
    } catch {
      let message = (error as? CommandFailure)?.message ?? "\(error)"
      Console.warning("the study's report could not be written: \(message)")
    }
  }

  /// What a run would still have to do, from a look at the study's folders.
  ///
  /// - Parameter now: what time it is, for files that may still be growing.
  static func pending(
    of study: StudyOptions, now: Moment = now
  ) throws(CommandFailure) -> [StudyStatus.Pending] {
    let context: StudyContext
    do throws(InputFileError) {
      context = try StudyContext(folder: study.folder)
    } catch {
      throw CommandFailure(error)
    }
    let plan: BatchPlan
    do throws(BatchError) {
      plan = try BatchPlan(of: context, now: now)
    } catch {
      throw CommandFailure(error)
    }
    return plan.list.items.compactMap { item in
      let why: String
      switch item.action {
      case .decode: why = "not scored as it is now"
      case .rescore: why = "settings have changed: scored from its trace"
      case .contradictory: why = "contradictory in the manifest"
      case .done, .excluded, .failed, .beyondLimit: return nil
      }
      return StudyStatus.Pending(recording: item.recording.name, why: why)
    } + plan.waiting.map { StudyStatus.Pending(recording: $0.path, why: $0.reason) }
  }

  /// What a job of a cluster may use, not what the machine has.
  private static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static var now: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(
      milliseconds: Saturating.sum(
        Saturating.product(Int64(time.tv_sec), 1000), Int64(time.tv_nsec) / 1_000_000))
  }
}

extension CommandFailure {
  /// The failure of a run that could not begin.
  init(_ error: BatchError) {
    self.init(status: ExitStatus(error.kind), message: error.description)
  }
}

extension ExitStatus {
  init(_ kind: BatchError.Kind) {
    self =
      switch kind {
      case .locked: .studyLocked
      case .cannotWrite: .cannotWrite
      case .unusable: .inputUnusable
      case .notFound: .inputNotFound
      case .internalError: .internalError
      }
  }
}

extension BatchSummary {
  /// The exit status of the run. What failed in earlier runs was told then; recordings left by a limit
  /// were left on purpose, those left by a signal were not.
  var exitStatus: ExitStatus {
    if let errorKind { return ExitStatus(errorKind) }
    switch outcome {
    case .done: return .done
    case .someFailed: return .someFailed
    case .allFailed: return .inputUnusable
    case .failed: return .internalError
    case .interrupted:
      return isInterrupted || run.counts.failed > 0 || !manifestProblems.isEmpty
        ? .someFailed : .done
    }
  }
}
