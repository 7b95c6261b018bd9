import Foundation

/// Paths of the files under `Fixtures`, and the truth that stands beside them.
///
/// `Scripts/make-fixtures` makes all of them.
public enum Fixture {
  /// The folder `Fixtures` of the package.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// The path of a recording with known bouts, such as `fst_24fps.mp4`.
  public static func behaviour(_ name: String) -> String { path("behaviour", name) }

  /// The path of a recording with known bouts and one artefact, such as `light_step.mp4`.
  public static func artefact(_ name: String) -> String { path("artefacts", name) }

  /// The path of a small file that puts one question to the decoder, such as `h264_bframes.mp4`.
  public static func decoder(_ name: String) -> String { path("decoder", name) }

  /// The path of a recording whose clock is not what it seems, such as `late_video.mp4`: immobile from 8 to 14 s
  /// of its 20 s of picture, which starts 3 s after the sound.
  public static func clock(_ name: String) -> String { path("clocks", name) }

  /// The path of a file for users' first steps, such as `fst_four_mice.mp4` or `arenas.toml`.
  public static func quickstart(_ name: String) -> String { path("quickstart", name) }

  /// The path of a file of manual scores, such as `four_raters.csv`.
  public static func scores(_ name: String) -> String { path("scores", name) }

  /// The path of a file about comparing groups, such as `made_study.csv`.
  public static func comparison(_ name: String) -> String { path("comparison", name) }

  /// The truth beside a behaviour recording, such as `fst_24fps.mp4`.
  ///
  /// - Throws: an error of Foundation when there is no such truth or it cannot be read.
  public static func behaviourTruth(_ recording: String) throws -> BehaviourTruth {
    try truth("behaviour", recording)
  }

  /// The truth beside a recording with an artefact, such as `light_step.mp4`.
  ///
  /// - Throws: an error of Foundation when there is no such truth or it cannot be read.
  public static func artefactTruth(_ recording: String) throws -> BehaviourTruth {
    try truth("artefacts", recording)
  }

  /// The truth beside a quickstart recording, such as `fst_four_mice.mp4`.
  ///
  /// - Throws: an error of Foundation when there is no such truth or it cannot be read.
  public static func quickstartTruth(_ recording: String) throws -> BehaviourTruth {
    try truth("quickstart", recording)
  }

  /// Every decoder case of the manifest, in its order.
  ///
  /// - Throws: an error of Foundation when the manifest cannot be read.
  public static func decoderCases() throws -> [DecoderCase] {
    try decode([DecoderCase].self, from: path("decoder", "manifest.json"))
  }

  /// The decoder case of one file.
  ///
  /// - Throws: `MissingCase` when the manifest does not name the file.
  public static func decoderCase(_ file: String) throws -> DecoderCase {
    guard let found = try decoderCases().first(where: { $0.file == file }) else {
      throw MissingCase(file: file)
    }
    return found
  }

  /// The manifest names no such file.
  public struct MissingCase: Error, CustomStringConvertible {
    /// The file that was asked for.
    public var file: String
    /// What is missing, in words.
    public var description: String { "Fixtures/decoder/manifest.json does not name \(file)" }
  }

  private static func path(_ folder: String, _ name: String) -> String {
    root.appendingPathComponent(folder).appendingPathComponent(name).path
  }

  private static func truth(_ folder: String, _ recording: String) throws -> BehaviourTruth {
    let stem = (recording as NSString).deletingPathExtension
    return try decode(BehaviourTruth.self, from: path(folder, stem + ".truth.json"))
  }

  private static func decode<T: Decodable>(_ type: T.Type, from path: String) throws -> T {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
