import GRDB
import ImmobilityCore

/// A recording's score as a row of the table `score`.
enum ScoreRow {
  static let insertion = """
    INSERT INTO score (recording_id, run_id, scored_ms, software_version, content_hash,
      reading_hash, settings_hash, settings_id, pixel_threshold, container, codec, pixel_format,
      width, height, rotation_degrees, frames_decoded, decode_errors, first_pts_s, duration_s,
      nominal_fps, variable_frame_rate, picture_start_s)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  /// Begins as rows of recordings do.
  static let query = """
    SELECT \(StudyStore.recordingColumns), recording_id, run_id, scored_ms, software_version,
      content_hash, reading_hash, settings_hash, settings_id, pixel_threshold, container, codec,
      pixel_format, width, height, rotation_degrees, frames_decoded, decode_errors, first_pts_s,
      duration_s, nominal_fps, variable_frame_rate, picture_start_s
    FROM score JOIN recording ON recording.id = recording_id
    """

  static func arguments(
    _ stored: StoredScore, video: RecordingInfo, recording: Int64, settings: Int64
  ) -> StatementArguments {
    [
      recording, stored.provenance.runID, stored.provenance.scoredAt.milliseconds,
      stored.provenance.softwareVersion, stored.key.contentHash, stored.key.readingHash,
      stored.key.settingsHash, settings, stored.score.pixelThreshold, video.container, video.codec,
      video.pixelFormat, video.width, video.height, video.rotationDegrees, video.framesDecoded,
      video.decodeErrors, video.firstPTS, video.duration, video.nominalFPS,
      video.variableFrameRate, video.pictureStart,
    ]
  }

  /// The numbers of the recording and of the settings in a row.
  static func numbers(_ row: Row) throws -> (recording: Int64, settings: Int64) {
    let cells = Cells(row, from: StudyStore.recordingWidth)
    return (try cells[0], try cells[7])
  }

  /// The score in a row, without its animals.
  static func score(
    _ row: Row, settings: ScoringSettings, arenas: [Arena]
  ) throws -> StoredScore {
    let recording = try StudyStore.recording(row)
    let cells = Cells(row, from: StudyStore.recordingWidth)
    let key = ScoreKey(
      contentHash: try cells[4], readingHash: try cells[5], settingsHash: try cells[6])
    let video = RecordingInfo(
      path: recording.path, sha256: key.contentHash, container: try cells[9],
      codec: try cells[10], pixelFormat: try cells[11], width: try cells[12],
      height: try cells[13], rotationDegrees: try cells[14], framesDecoded: try cells[15],
      decodeErrors: try cells[16], firstPTS: try cells[17], duration: try cells[18],
      nominalFPS: try cells.optional(19), variableFrameRate: try cells[20],
      pictureStart: try cells[21])
    return StoredScore(
      recording: recording,
      score: RecordingScore(
        path: recording.path, video: video, settings: settings, arenas: arenas,
        pixelThreshold: try cells.optional(8)),
      key: key,
      provenance: Provenance(
        runID: try cells[1], scoredAt: Moment(milliseconds: try cells[2]),
        softwareVersion: try cells[3]))
  }
}
