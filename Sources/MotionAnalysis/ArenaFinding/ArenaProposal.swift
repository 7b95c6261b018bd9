import ImmobilityCore

/// Arenas proposed for a recording, and how far they can be trusted.
public struct ArenaProposal: Sendable, Equatable, Codable {
  /// The recording, as the user gave it.
  public var path: String
  /// Displayed width of the picture, pixels.
  public var width: Int
  /// Displayed height of the picture, pixels.
  public var height: Int
  /// Rectangles in displayed pixels, named; row by row, each from left to right. They lie in the
  /// picture and do not overlap.
  public var arenas: [Arena]
  /// The part of repeated searches that found the same arenas, 0-1.
  public var confidence: Double
  /// Pairs of frames that were compared.
  public var framePairs: Int
  /// The seconds of the recording that they were spread over, from its first frame.
  public var covered: Double
  /// What the user should look at.
  public var notes: [String]
  /// A frame from the middle of the recording, to draw the arenas on.
  public var picture: GreyPicture
}
