import AtomicFiles
import Batch
import Configuration
import ImmobilityCore
import Reports
import StudyStore

/// Makes a study's report and writes it.
struct StudyReportFile {
  let studyOptions: StudyOptions
  let path: String
  let pictures: Bool
  let comparison: ComparisonOptions
  let sandbox: Sandbox

  /// What was written.
  struct Written {
    var bytes: Int
    var scored: Int
    var comparison: StudyReport.GroupsCompared
  }

  /// Tries the file before the work begins.
  ///
  /// - Throws: when it cannot be written, or is one of the study's own files.
  func prepare(for study: Study) throws(CommandFailure) {
    let folder = study.folder
    let own =
      [folder.studyFile, folder.store]
      + [study.file.profile, study.file.manifest, study.file.arenas].compactMap(\.self)
      .map(folder.resolve)
    do throws(FileWriteError) {
      for file in own where AtomicFile.isSameFile(path, file) {
        throw FileWriteError(path: path, message: "is a file of the study; choose another name")
      }
      if path == folder.report {
        try AtomicFile.makeFolder(folder.reports, beside: folder.studyFile)
      }
      AtomicFile.removeAbandoned(beside: path)
      _ = try AtomicFile(path: path)
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  /// Makes the report and writes it.
  @discardableResult
  func write(_ study: Study) throws -> Written {
    let report = try report(study)
    let page = StudyHTML(
      dygraphs: ChartLibrary.dygraphs.library(), chart: ChartLibrary.chart.library()
    ).text(of: report)
    do throws(FileWriteError) {
      if path == study.folder.report {
        try AtomicFile.makeFolder(study.folder.reports, beside: study.folder.studyFile)
      }
      var file = try AtomicFile(path: path)
      try file.write(page)
      try file.commit()
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
    return Written(
      bytes: page.utf8.count, scored: report.status.done, comparison: report.comparison)
  }

  private func report(_ study: Study) throws -> StudyReport {
    do {
      let contents = try StudyContents(study: study, store: try studyOptions.storeToRead())
      if let problem = contents.plans.problems.first {
        for problem in contents.plans.problems { Console.error("\(problem)") }
        throw CommandFailure(
          status: .inputUnusable,
          message: "\(problem.path): correct the manifest and make the report again")
      }
      // So late that no file counts as growing: the report must not depend on when it is made.
      let work = try StudyCommand.pending(
        of: studyOptions, now: Moment(milliseconds: 9_000_000_000_000))
      var status = try contents.status(runs: nil, work: work)
      status.pending.sort { StudyContents.precedes($0.recording, $1.recording) }
      status.failures.sort { StudyContents.precedes($0.recording, $1.recording) }
      var recordings: [StudyRecording] = []
      try contents.forEachRecording { recordings.append($0) }
      let compared = try StudyComparison(contents: contents, options: comparison).compared(
        recordings)
      recordings += contents.waiting
      let views = StudyViews(
        of: recordings, study: study, files: try contents.store?.recordings() ?? [],
        pictures: pictures,
        workers: RecordingWorkers(
          command: WorkerCommand.command, sandbox: sandbox, threads: 1,
          softwareVersion: Stillwater.software.version))
      return StudyReport(
        status: status, covariates: study.manifest?.covariates ?? [], recordings: recordings,
        views: recordings.map(views.view), comparison: compared, profile: study.described)
    } catch let error as StudyStoreError {
      throw CommandFailure(error)
    }
  }
}
