import ImmobilityCore
import VideoDecoding

extension VideoInfo {
  /// The frame rate that the file states, frames per second; `nil` where it states none.
  var statedRate: Double? { rateIsAssumed ? nil : nominalRate?.value }

  /// What whoever reads a score has to know of the stream that was scored: the notes' flags and details.
  ///
  /// The first frame has to be read before.
  var notes: [(flag: String, detail: String)] {
    var notes: [(flag: String, detail: String)] = []
    if rateIsAssumed {
      let rate = nominalRate.map { Rounding.text($0.value) + " frames/s were assumed" }
      notes.append(
        (
          "frame_rate_assumed",
          "the file holds neither time stamps nor a frame rate; \(rate ?? "a rate was assumed"), and where "
            + "that is wrong every time here is; write it with its true rate R and score that: "
            + "ffmpeg -r R -i FILE -c:v libx264 -crf 12 NEW.mp4"
        ))
    }
    if videoStreams > 1 {
      notes.append(
        (
          "several_video_streams",
          "the file holds \(videoStreams) video streams; scored was 0:v:\(videoStream) (\(codec), \(width) x "
            + "\(height) pixels); to score another one write it to a file of its own: "
            + "ffmpeg -i FILE -map 0:v:N -c copy NEW.mkv"
        ))
    }
    if rotationUnusable {
      notes.append(
        (
          "rotation_ignored",
          "the file asks for a display rotation that is no multiple of 90 degrees; arenas are taken in "
            + "unrotated pixels"
        ))
    }
    return notes
  }
}
