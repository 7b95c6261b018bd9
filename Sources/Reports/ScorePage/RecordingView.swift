import ImmobilityCore

/// What a report shows of a recording beside its numbers: a frame, and the motion of each animal.
public struct RecordingView: Sendable, Equatable {
  /// The frame on which the arenas are drawn, or why there is none.
  public enum Frame: Sendable, Equatable {
    /// A picture.
    case picture(FramePicture)
    /// No picture, and why, as a sentence.
    case missing(reason: String)
  }

  /// The frame.
  public var frame: Frame
  /// `[animal]`: the motion that was classified, thinned.
  public var motion: [ThinnedMotion]
  /// Why no motion is known, as a sentence; `nil` where it is.
  public var motionMissing: String?

  /// A view without motion.
  ///
  /// - Parameter motionMissing: why there is none, as a sentence.
  public init(frame: Frame, motionMissing: String) {
    self.frame = frame
    motion = []
    self.motionMissing = motionMissing
  }

  /// Takes from a score what a report shows of it.
  ///
  /// - Parameters:
  ///   - score: a score with its trace and samples.
  ///   - points: the most points kept of each animal's motion; see `points(animals:)`.
  public init(of score: RecordingScore, frame: Frame, points: Int) {
    self.frame = frame
    motion = score.animals.map { animal in
      // The trace counts from the first frame.
      var animal = animal
      animal.trialStart -= score.video?.pictureStart ?? 0
      return ThinnedMotion(
        score.trace?.classifiedMotion(of: animal, settings: score.settings) ?? [], most: points)
    }
  }

  /// The points to keep of each animal's motion in a report of so many animals, so that the report's
  /// size stays bounded: 1,500 up to 40 animals, 60,000 in all beyond, and never below 200.
  public static func points(animals: Int) -> Int { min(1500, max(200, 60_000 / max(animals, 1))) }

  /// The longer side of a frame's picture in a report of so many recordings, pixels: the more, the smaller,
  /// so that even 500 pictures of noise, which nothing packs, stay below 8 MB.
  public static func pictureSide(recordings: Int) -> Int {
    switch recordings {
    case ...24: 480
    case ...100: 240
    case ...200: 160
    default: 96
    }
  }
}

/// A frame of a recording as a picture file.
public struct FramePicture: Sendable, Equatable {
  /// Columns, pixels of the file.
  public var width: Int
  /// Rows, pixels of the file.
  public var height: Int
  /// The bytes of a PNG file.
  public var png: [UInt8]
  /// When the frame is shown, seconds from the recording's first frame.
  public var time: Double

  /// A picture of its parts.
  public init(width: Int, height: Int, png: [UInt8], time: Double) {
    self.width = width
    self.height = height
    self.png = png
    self.time = time
  }
}

/// The motion that was classified, thinned by `CurveThinning`; see `Trace.classifiedMotion`.
public struct ThinnedMotion: Sendable, Equatable {
  /// The samples before thinning.
  public private(set) var samples: Int
  /// Runs of what was kept; between them there was no evidence.
  public private(set) var runs: [[Trace.ClassifiedMotion]]

  /// Keeps at most `most` samples, and at least the ends of every run.
  init(_ runs: [[Trace.ClassifiedMotion]], most: Int) {
    let samples = runs.reduce(0) { $0 + $1.count }
    self.samples = samples
    self.runs = runs.map { run in
      let share = max(3, most * run.count / max(samples, 1))
      let kept = CurveThinning.kept(x: run.map(\.time), y: run.map(\.percent), most: share)
      return kept.map { run[$0] }
    }
  }

  /// The samples that were kept.
  var kept: Int { runs.reduce(0) { $0 + $1.count } }
}
