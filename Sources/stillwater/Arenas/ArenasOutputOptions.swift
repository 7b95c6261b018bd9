import ArgumentParser
import AtomicFiles
import Configuration
import Glibc
import ImmobilityCore
import MotionAnalysis
import Reports
import VideoDecoding

/// The options that say where proposed arenas go.
struct ArenasOutputOptions: ParsableArguments {
  private static let defaultOutput = "arenas.toml"

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      """
      The arena file to write. Default: \(defaultOutput) in the working directory, unless there is \
      one already.
      """, valueName: "file.toml"), completion: .file(extensions: ["toml"]))
  var givenOutput: String?

  @Option(
    help: ArgumentHelp(
      """
      The picture to write, PNG: a frame with the arenas drawn on it. Default: named like the arena \
      file, with .png.
      """, valueName: "file.png"), completion: .file(extensions: ["png"]))
  var picture: String?

  /// The arena file's path.
  var output: String { givenOutput ?? Self.defaultOutput }

  /// The picture's path.
  var picturePath: String {
    if let picture { return picture }
    return (output.lowercased().hasSuffix(".toml") ? String(output.dropLast(5)) : output) + ".png"
  }

  func validate() throws {
    if let picture, !picture.lowercased().hasSuffix(".png") {
      throw ValidationError(
        "--picture: '\(picture)' must end in .png: the picture is written as PNG")
    }
  }

  /// Tries both files, so that nobody waits for what cannot be kept.
  func prepare(recording: String) throws(CommandFailure) {
    do throws(FileWriteError) {
      if AtomicFile.isSameFile(output, picturePath) {
        throw FileWriteError(
          path: output, message: "is to be arena file and picture; choose another name for one")
      }
      for path in [output, picturePath] {
        if AtomicFile.isSameFile(path, recording) {
          throw FileWriteError(path: path, message: "is the recording; choose another name")
        }
        // What was corrected by hand shall not be lost because somebody forgot about it.
        if givenOutput == nil, path != picture, access(path, F_OK) == 0 {
          throw FileWriteError(
            path: path,
            message:
              "is there already; write over it with --output \(output), or choose another name"
          )
        }
        _ = try AtomicFile(path: path)
      }
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  /// Writes the arena file and the picture; `arenas` are the proposal's in the form to be written.
  func write(_ proposal: ArenaProposal, arenas: [Arena]) throws(CommandFailure) {
    let comments = [
      "Arenas proposed by \(Stillwater.software.name) \(Stillwater.software.version) from "
        + proposal.path,
      "(\(proposal.width) x \(proposal.height) pixels as displayed), confidence "
        + DecimalText.fixed(proposal.confidence, decimals: 2) + ". Look at the picture beside it, "
        + "correct what is wrong.",
      "rectangle = [x, y, width, height] from the upper left corner",
    ]
    do {
      try Self.write(Array(ArenaFile.text(of: arenas, comments: comments).utf8), to: output)
      let frame = proposal.picture
      let drawn = ArenaPicture(
        grey: frame.levels, width: frame.width, height: frame.height, arenas: proposal.arenas)
      let bytes = try PNGPicture.encode(rgb: drawn.rgb, width: drawn.width, height: drawn.height)
      try Self.write(bytes, to: picturePath)
    } catch let error as PNGPicture.EncodingError {
      throw CommandFailure(status: .cannotWrite, message: "\(picturePath): \(error)")
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(FileWriteError) {
    var file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }
}
