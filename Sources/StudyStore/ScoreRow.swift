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
    SELECT path, size, modified_ns, sha256, recording_id, run_id, scored_ms, software_version,
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

  /// The score in a row, without its animals.
  static func score(
    _ row: Row, settings: ScoringSettings, arenas: [Arena]
  ) -> StoredScore {
    let recording = StudyStore.recording(row)
    let key = ScoreKey(contentHash: row[8], readingHash: row[9], settingsHash: row[10])
    let video = RecordingInfo(
      path: recording.path, sha256: key.contentHash, container: row[13], codec: row[14],
      pixelFormat: row[15], width: row[16], height: row[17], rotationDegrees: row[18],
      framesDecoded: row[19], decodeErrors: row[20], firstPTS: row[21], duration: row[22],
      nominalFPS: row[23], variableFrameRate: row[24], pictureStart: row[25])
    return StoredScore(
      recording: recording,
      score: RecordingScore(
        path: recording.path, video: video, settings: settings, arenas: arenas,
        pixelThreshold: row[12]),
      key: key,
      provenance: Provenance(
        runID: row[5], scoredAt: Moment(milliseconds: row[6]), softwareVersion: row[7]))
  }
}
