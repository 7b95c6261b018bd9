import VideoDecoding

extension VideoReader {
  /// Opens a file for analysis.
  static func open(
    path: String, threads: Int, frameRate: Double? = nil
  ) throws(AnalysisError) -> VideoReader {
    do {
      return try VideoReader(path: path, threads: threads, frameRate: frameRate)
    } catch {
      throw AnalysisError(error)
    }
  }

  /// Ends reading and tells whether anything was damaged; see `finish`.
  mutating func end() throws(AnalysisError) -> Bool {
    do {
      return try finish()
    } catch {
      throw AnalysisError(error)
    }
  }

  /// Reads what is left without decoding it; see `scanToEnd`.
  mutating func passOver() throws(AnalysisError) {
    do {
      try scanToEnd()
    } catch {
      throw AnalysisError(error)
    }
  }

  /// The next frame, `nil` after the last, or why the recording cannot be read further.
  mutating func next() -> Result<VideoFrame?, VideoError> {
    do {
      return .success(try nextFrame())
    } catch {
      return .failure(error)
    }
  }
}

extension AnalysisError {
  /// The analysis' view of a decoding error.
  init(_ error: VideoError) {
    let kind: Kind =
      switch error.code {
      case .notFound: .inputNotFound
      case .memory: .outOfMemory
      case .read, .denied: .unreadable
      default: .inputUnusable
      }
    self.init(kind: kind, path: error.path, message: error.message)
  }

  /// The message for a recording without a single frame.
  static func noFrame(_ libavMessage: String) -> String {
    let message = "not a single frame could be decoded; copy the recording again"
    return libavMessage.isEmpty ? message : "\(message) (libav: \(libavMessage))"
  }
}
