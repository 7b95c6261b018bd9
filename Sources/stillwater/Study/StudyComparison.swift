import Configuration
import GroupComparison
import ImmobilityCore
import Reports

/// Compares the groups of a study: the way of `export` and `compare`, without the file between them.
struct StudyComparison {
  let contents: StudyContents
  let options: ComparisonOptions

  /// The table's name in messages.
  private static let table = "the study's animals"

  /// The comparison of the animals in these recordings, and of those that the manifest still waits for.
  ///
  /// - Throws: `CommandFailure` when it cannot be made as the options ask. Without options the report says
  ///   why there is none.
  func compared(_ recordings: [StudyRecording]) throws(CommandFailure) -> StudyReport.GroupsCompared
  {
    let groups = Set((recordings + contents.waiting).flatMap { $0.animals.compactMap(\.group) })
    guard groups.count > 1 else {
      let reason =
        groups.first.map { "All animals are of one group ('\($0)'): there is nothing to compare." }
        ?? "The manifest names no groups: there is nothing to compare."
      if options.areGiven {
        throw CommandFailure(status: .inputUnusable, message: "comparison: \(reason)")
      }
      return .notMade(reason: reason)
    }
    do {
      return .made(try report(recordings))
    } catch let error as CommandFailure where options.areGiven {
      throw error
    } catch let error as ComparisonError where options.areGiven {
      throw CommandFailure(status: .inputUnusable, message: "\(error)")
    } catch let error as CommandFailure {
      return .notMade(reason: "The groups cannot be compared: \(error.message)")
    } catch {
      return .notMade(reason: "The groups cannot be compared: \(error)")
    }
  }

  private func report(_ recordings: [StudyRecording]) throws -> ComparisonReport {
    let covariates = contents.study.manifest?.covariates ?? []
    let description = StudyDescription(
      name: contents.study.file.name, software: Stillwater.software, covariates: covariates)
    let (printer, binsPrinter) = (StudyAnimalsCSV(description), StudyBinsCSV(description))
    var bins = binsPrinter.head
    var warnings: [String] = []
    var text = printer.head
    var left = 0
    for recording in recordings + awaited {
      var grouped = recording
      grouped.animals.removeAll { $0.group == nil && !$0.isExcluded }
      left += recording.animals.count - grouped.animals.count
      text += printer.text(of: grouped, isFirst: false)
      bins += binsPrinter.text(of: grouped, isFirst: false)
    }
    if left > 0 {
      warnings.append(
        "\(left) animals in recordings have no group in the manifest and are not compared.")
    }
    let input = ComparisonInput(
      tables: [try AnimalsTable.read(text: text, path: Self.table)], manifest: nil,
      bins: [try BinsTable(text: bins, path: "the study's bins")])
    let (observations, remarks) = try input.observations()
    let design = try options.design(observations, factors: input.factors)
    return ComparisonReport(
      software: Stillwater.software, inputs: [Self.table],
      comparison: try Comparison(observations, design: design), warnings: remarks + warnings)
  }

  /// The recordings that wait, in the form of failed ones; each animal has a place of its own there.
  private var awaited: [StudyRecording] {
    contents.waiting.map { recording in
      var awaited = recording
      awaited.recording.error = "it waits"
      for index in awaited.animals.indices where awaited.animals[index].arena == nil {
        awaited.animals[index].arena = awaited.animals[index].animalID
      }
      return awaited
    }
  }
}
