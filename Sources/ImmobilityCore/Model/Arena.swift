/// The region of the picture that one animal can occupy, in displayed pixels or in parts of the
/// displayed picture (`coordinates`).
///
/// Displayed pixels are the coded picture's pixels after the display rotation: x grows to the
/// right and y downwards from the upper left corner, and a pixel with column `c` and row `r` has
/// its centre at (`c` + 0.5, `r` + 0.5). A pixel belongs to the arena when its centre lies inside
/// the shape. A sample aspect ratio other than 1:1 does not stretch the coordinates.
public struct Arena: Sendable, Equatable, Codable {
  /// The shape of an arena; all numbers in the arena's `coordinates`.
  public enum Shape: Sendable, Equatable, Codable {
    /// The whole picture, whatever its size.
    case wholePicture
    /// Left, top, width and height.
    case rectangle(x: Double, y: Double, width: Double, height: Double)
    /// Centre and the two radii.
    case ellipse(centerX: Double, centerY: Double, radiusX: Double, radiusY: Double)
    /// Corners in order, at least three; the even-odd rule decides what is inside.
    case polygon([Point])
  }

  /// What an arena's numbers count.
  public enum Coordinates: String, Sendable, Equatable, CaseIterable, Codable {
    /// Displayed pixels.
    case pixels
    /// Parts, 0-1, of the displayed picture's width (x, widths, radii in x) and height (y, heights,
    /// radii in y), so that one arena serves pictures of any size.
    case relative
  }

  /// A place in the displayed picture.
  public struct Point: Sendable, Equatable, Codable {
    /// Distance from the left edge, in the arena's coordinates.
    public var x: Double
    /// Distance from the upper edge, in the arena's coordinates.
    public var y: Double

    /// Makes a point from its distances to the left and upper edge.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The name of the arena, unique in a recording.
  public var name: String
  /// The animal in it, where the user said.
  public var animalID: String?
  /// The region.
  public var shape: Shape
  /// What the shape's numbers count.
  public var coordinates: Coordinates

  /// Makes an arena of a name, an optional animal and a shape.
  public init(
    name: String, animalID: String? = nil, shape: Shape, coordinates: Coordinates = .pixels
  ) {
    self.name = name
    self.animalID = animalID
    self.shape = shape
    self.coordinates = coordinates
  }

  /// The arena that is used when none is given: the whole picture, named `whole`.
  public static let whole = Arena(name: "whole", shape: .wholePicture)
}
