import MotionAnalysis
import Reports

/// The results of `probe` as text.
///
/// It stands here and not among the other reports because a probe is a value of the analysis,
/// which reports do not know.
struct ProbeReport {
  /// The name and version of the JSON document's form.
  static let schema = "stillwater.probe/1"

  /// The program.
  var software: Software
  /// Each recording's probe, or why there is none.
  var outcomes: [(path: String, result: Result<RecordingProbe, AnalysisError>)]

  /// The JSON document: every key always present, missing values `null`.
  var json: JSONValue {
    .object([
      "schema": .string(Self.schema),
      "software": JSONReport.software(software),
      "recordings": .array(
        outcomes.map { outcome in
          switch outcome.result {
          case .success(let probe): Self.recording(outcome.path, probe, error: nil)
          case .failure(let error): Self.recording(outcome.path, nil, error: error.message)
          }
        }),
    ])
  }

  private static func recording(
    _ path: String, _ probe: RecordingProbe?, error: String?
  ) -> JSONValue {
    let flag = { (value: Bool?) in value.map(JSONValue.bool) ?? .null }
    return .object([
      "path": .string(path),
      "video": probe.map { JSONReport.video($0.info) } ?? .null,
      "coded_width": .integer(probe?.codedWidth),
      "coded_height": .integer(probe?.codedHeight),
      "mirrored": flag(probe?.mirrored),
      "sample_aspect": .string(probe?.sampleAspect),
      "luma_range": .string(probe?.lumaRange),
      "luma_in_place": flag(probe?.lumaInPlace),
      "interlaced": flag(probe?.interlaced),
      "announced_duration_s": .number(probe?.announcedDuration),
      "announced_frames": .integer(probe?.announcedFrames),
      "assumed_fps": .number(probe?.assumedRate),
      "video_streams": .integer(probe?.videoStreams),
      "video_stream": .integer(probe?.videoStream),
      "keyframes": .integer(probe?.keyframes),
      "timestamps_filled": .integer(probe?.timestampsFilled),
      "interval_shortest_s": .number(probe?.intervals?.shortest),
      "interval_median_s": .number(probe?.intervals?.median),
      "interval_longest_s": .number(probe?.intervals?.longest),
      "libav_message": .string(probe?.libavMessage),
      "error": .string(error),
    ])
  }

  /// One block for each recording: its path and under it what was found.
  func table(style: TerminalStyle) -> String {
    outcomes.map { outcome in
      let heading = style.heading(TextTable.printable(outcome.path)) + "\n"
      switch outcome.result {
      case .failure(let error):
        return heading + "  " + style.failure("not usable: \(TextTable.printable(error.message))")
          + "\n"
      case .success(let probe):
        var table = TextTable(columns: [("", .left), ("", .left), ("", .left)])
        for (name, value) in Self.lines(of: probe) { table.add(["", name, value]) }
        return heading + table.lines.body.map { $0 + "\n" }.joined()
      }
    }.joined(separator: "\n")
  }

  private static func lines(of probe: RecordingProbe) -> [(name: String, value: String)] {
    let info = probe.info
    let yes = { (value: Bool) in value ? "yes" : "no" }
    let seconds = { (value: Double?) in value.map { "\(DecimalText.text($0)) s" } ?? "unknown" }
    var lines = [
      ("container", info.container),
      ("codec", "\(info.codec), \(info.pixelFormat), luma range \(probe.lumaRange)"),
      ("luma", probe.lumaInPlace ? "read in place" : "converted to grey"),
      ("picture", "\(info.width) x \(info.height) pixels as displayed"),
      (
        "coded picture",
        "\(probe.codedWidth) x \(probe.codedHeight) pixels, turned \(info.rotationDegrees) degrees"
          + (probe.mirrored ? ", mirrored" : "")
      ),
      ("pixel aspect", probe.sampleAspect ?? "not stated"),
      ("interlaced", yes(probe.interlaced)),
      (
        "frames",
        "\(info.framesDecoded), announced \(probe.announcedFrames.map(String.init) ?? "no number")"
      ),
      ("keyframes", "\(probe.keyframes)"),
      ("duration", "\(seconds(info.duration)), announced \(seconds(probe.announcedDuration))"),
      ("first time stamp", seconds(info.firstPTS)),
      (
        "picture starts",
        info.pictureStart > 0
          ? "\(seconds(info.pictureStart)) after the sound (the player's clock at the first frame)"
          : "with the file"
      ),
      (
        "frame rate",
        (info.nominalFPS.map { "\(DecimalText.text($0)) frames/s announced" } ?? "not announced")
          + (probe.assumedRate.map { ", \(DecimalText.text($0)) frames/s assumed" } ?? "")
          + (info.variableFrameRate ? ", variable" : ", constant")
      ),
    ]
    if let intervals = probe.intervals {
      lines.append(
        (
          "frame intervals",
          "shortest \(seconds(intervals.shortest)), median \(seconds(intervals.median)), "
            + "longest \(seconds(intervals.longest))"
        ))
    }
    lines += [
      ("time stamps filled", "\(probe.timestampsFilled)"),
      ("decode errors", "\(info.decodeErrors)"),
    ]
    if probe.videoStreams > 1 {
      lines.append(
        ("video streams", "\(probe.videoStreams); read is 0:v:\(probe.videoStream)"))
    }
    if !probe.libavMessage.isEmpty { lines.append(("libav says", probe.libavMessage)) }
    lines.append(("sha256", info.sha256))
    return lines
  }
}
