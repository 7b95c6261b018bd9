import ImmobilityCore
import MotionAnalysis
import Reports

/// The result of `arenas` as text.
struct ArenasReport {
  /// The name and version of the JSON document's form.
  static let schema = "stillwater.arenas/1"

  /// The program.
  var software: Software
  /// The recording, as the user gave it.
  var path: String
  /// The proposal, or why there is none.
  var result: Result<ArenaProposal, AnalysisError>
  /// Whether the arena file holds parts of the picture instead of pixels.
  var isRelative: Bool
  /// Where the arenas were written.
  var arenaFile: String
  /// Where the picture was written.
  var pictureFile: String

  private var proposal: ArenaProposal? { try? result.get() }

  /// The proposed arenas as they stand in the arena file.
  var arenas: [Arena] {
    guard let proposal else { return [] }
    return proposal.arenas.map {
      isRelative ? $0.relative(toWidth: proposal.width, height: proposal.height) : $0
    }
  }

  /// The JSON document: every key always present, missing values `null`.
  var json: JSONValue {
    var error: String?
    if case .failure(let failure) = result { error = failure.message }
    return .object([
      "schema": .string(Self.schema),
      "software": JSONReport.software(software),
      "path": .string(path),
      "width": .integer(proposal?.width),
      "height": .integer(proposal?.height),
      "arenas": .array((proposal?.arenas ?? []).map(arena)),
      "confidence": .number(proposal?.confidence),
      "frame_pairs": .integer(proposal?.framePairs),
      "covered_s": .number(proposal?.covered),
      "notes": .array((proposal?.notes ?? []).map(JSONValue.string)),
      "arena_file": .string(proposal == nil ? nil : arenaFile),
      "picture_file": .string(proposal == nil ? nil : pictureFile),
      "error": .string(error),
    ])
  }

  private func arena(_ arena: Arena) -> JSONValue {
    let relative = proposal.map { arena.relative(toWidth: $0.width, height: $0.height) }
    return .object([
      "name": .string(arena.name), "shape": .string(JSONReport.shape(arena.shape)),
      "coordinates_px": JSONReport.coordinates(arena.shape),
      "coordinates_relative": relative.map { JSONReport.coordinates($0.shape) } ?? .null,
    ])
  }

  /// A row for each arena, and under them how far to trust them; empty where there are none.
  func table(style: TerminalStyle) -> String {
    guard let proposal else { return "" }
    var table = TextTable(columns: [
      ("arena", .left), ("x px", .right), ("y px", .right), ("width px", .right),
      ("height px", .right),
    ])
    for arena in proposal.arenas {
      guard case .rectangle(let x, let y, let width, let height) = arena.shape else { continue }
      table.add([arena.name] + [x, y, width, height].map { DecimalText.text($0) })
    }
    var lines = [style.heading(table.lines.heading)] + table.lines.body
    lines += [
      "",
      "confidence \(DecimalText.fixed(proposal.confidence, decimals: 2)), from "
        + "\(proposal.framePairs) pairs of frames over \(DecimalText.fixed(proposal.covered, decimals: 1)) s; "
        + "picture \(proposal.width) x \(proposal.height) px",
    ]
    lines += proposal.notes.map { style.warning("note: ") + TextTable.printable($0) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What was written and what to do next.
  var remarks: [String] {
    guard proposal != nil else { return [] }
    return [
      "wrote \(arenaFile) and \(pictureFile); look at the picture, correct the file where it is wrong, "
        + "then:",
      "  stillwater score --protocol fst-mouse --arenas \(Self.shellWord(arenaFile)) "
        + Self.shellWord(path),
    ]
  }

  /// A path as a word of a shell's command line.
  private static func shellWord(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "/._-+,:=@%".unicodeScalars.contains($0)
    }
    guard !plain || text.isEmpty else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
