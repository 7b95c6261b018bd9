/// Tells from a grid's pixels when a camera froze and its last frame is encoded on and on.
///
/// Then nothing moves anywhere and the noise stands still as well, also outside the arenas, where no
/// animal's stopping can still it.
struct FrozenPicture {
  /// Outside the arenas at least this part of the pixels usually differs, by noise, 0-1.
  private static let leastNoise = 0.003
  /// With fewer pixels outside the arenas their noise tells nothing.
  private static let leastOutside = 256
  /// Of a frozen picture no more than this part of the usual number differs, 0-1.
  private static let partOfUsual = 0.05
  /// From so many such frames in a row on the picture is frozen: encoders pass over a frame or two.
  private static let leastFrames = 4
  /// And once usually so many pixels would have differed in them outside the arenas: the less noise there
  /// is, the longer it has to be missing.
  private static let leastMissing = 100
  /// What is usual is the median of so many frames.
  private static let remembered = 24

  /// The pixels outside the arenas.
  private let outside: Range<Int>
  /// How many pixels in all, and of these, differed in the frames before that were not frozen.
  private var usual: [(all: Int, outside: Int)] = []
  /// For how many frames the picture stands still, and how many pixels would have differed in them.
  private var still = (frames: 0, missing: 0)

  /// - Parameter outside: the grid's pixels outside the arenas.
  init(outside: Range<Int>) { self.outside = outside }

  /// Whether a frame with these pixels after one with the others shows that the picture is frozen.
  mutating func shows(_ pixels: [UInt8], after before: [UInt8]) -> Bool {
    guard outside.count >= Self.leastOutside else { return false }
    let now = (
      all: pixels.indices.count { pixels[$0] != before[$0] },
      outside: outside.count { pixels[$0] != before[$0] }
    )
    if usual.count == Self.remembered {
      let middle = usual.count / 2
      let all = usual.map(\.all).sorted()[middle]
      let noise = usual.map(\.outside).sorted()[middle]
      let isLittle = { (part: Int, usual: Int) in
        Double(part) <= Self.partOfUsual * Double(usual)
      }
      if Double(noise) >= Self.leastNoise * Double(outside.count),
        isLittle(now.outside, noise), isLittle(now.all, all)
      {
        still.frames += 1
        still.missing += noise
        return still.frames >= Self.leastFrames && still.missing >= Self.leastMissing
      }
    }
    still = (0, 0)
    usual.append(now)
    if usual.count > Self.remembered { usual.removeFirst() }
    return false
  }
}
