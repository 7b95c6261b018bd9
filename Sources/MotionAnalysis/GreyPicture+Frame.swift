import VideoDecoding

extension GreyPicture {
  /// A frame of the recording at `path`: of the last keyframe at or before `time` (seconds of
  /// the player's clock), or the first undamaged one after it, where keyframes are marked; else the frame at `time`.
  ///
  /// Between the first frame and that one nothing is decoded where keyframes allow it. A recording that
  /// ends before has its first frame shown.
  ///
  /// - Returns: the picture and its time, seconds of the player's clock.
  /// - Throws: `AnalysisError` when the recording cannot be opened or holds no frame.
  public static func frame(
    of path: String, near time: Double
  ) throws(AnalysisError) -> (picture: GreyPicture, time: Double) {
    // One thread: what several make of damaged frames is not the same every time.
    var reader = try VideoReader.open(path: path, threads: 1)
    let first: VideoFrame
    switch reader.next() {
    case .success(let frame?): first = frame
    case .success(nil):
      throw AnalysisError(
        kind: .inputUnusable, path: path, message: AnalysisError.noFrame(reader.libavMessage))
    case .failure(let error): throw AnalysisError(error)
    }
    let video = reader.info
    let tick = video.timeBase.value
    var shown = first
    let pictureStart = reader.delay(ofFirst: first.tick)
    let time = time - pictureStart
    if time > tick {
      reader.skipToKeyframe(before: first.tick + Int64(min(time / tick, 1e15)))
      for _ in 0..<mostDamaged {
        guard case .success(let frame?) = reader.next() else { break }
        shown = frame
        if !frame.hasDecodeError { break }
      }
    }
    return (
      GreyPicture(shown, orientation: Orientation(video)),
      Double(shown.tick - first.tick) * tick + pictureStart
    )
  }

  /// Damaged frames looked at for one that is not.
  private static let mostDamaged = 100

  /// The picture, made smaller so that its longer side has at most `side` pixels: means over the areas.
  public func reduced(toLongerSide side: Int) -> GreyPicture {
    let longer = max(width, height)
    guard side > 0, longer > side else { return self }
    let newWidth = max(1, (width * side + longer / 2) / longer)
    let newHeight = max(1, (height * side + longer / 2) / longer)
    var reduced: [UInt8] = []
    reduced.reserveCapacity(newWidth * newHeight)
    for row in 0..<newHeight {
      let rows =
        row * height / newHeight..<max((row + 1) * height / newHeight, row * height / newHeight + 1)
      for column in 0..<newWidth {
        let from = column * width / newWidth
        let columns = from..<max((column + 1) * width / newWidth, from + 1)
        var sum = 0
        for y in rows { for x in columns { sum += Int(levels[y * width + x]) } }
        let count = rows.count * columns.count
        reduced.append(UInt8((sum + count / 2) / count))
      }
    }
    return GreyPicture(width: newWidth, height: newHeight, levels: reduced)
  }
}
