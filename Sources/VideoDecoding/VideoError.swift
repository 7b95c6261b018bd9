import CVideoShim

/// Why a video could not be opened or read further.
public struct VideoError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong, as far as a program needs to tell.
  public enum Code: Sendable, Equatable {
    /// There is no such file.
    case notFound
    /// A folder, pipe, socket or device.
    case notAFile
    /// Zero bytes.
    case empty
    /// No permission to read.
    case denied
    /// No demuxer recognises the file, or its header is damaged.
    case format
    /// A playlist, image sequence or script that names other files.
    case refused
    /// No video stream.
    case noVideo
    /// This libav has no decoder for the codec.
    case noDecoder
    /// The picture is larger than the limit.
    case limit
    /// The picture's size changed in mid-recording.
    case sizeChanged
    /// The pixel format cannot be converted to grey.
    case conversion
    /// Out of memory.
    case memory
    /// The file could not be read further.
    case read
    /// The decoder failed.
    case decoder
    /// Damaged so that nothing behind it can be read.
    case damaged
    /// A kind of file that is no recording.
    case kind

    /// Whether the machine was to blame and not the file: what was read until then is no short recording,
    /// and it may be otherwise the next time.
    public var isOfTheMachine: Bool { self == .memory || self == .read || self == .denied }
  }

  /// What went wrong.
  public var code: Code
  /// The file, as the user gave it.
  public var path: String
  /// libav's own last message about the file; empty if none.
  public var libavMessage: String

  /// Makes an error about a file.
  public init(code: Code, path: String, libavMessage: String = "") {
    self.code = code
    self.path = path
    self.libavMessage = libavMessage
  }

  /// What was wrong and what to do, without the file's name, with libav's own last message.
  public var message: String {
    libavMessage.isEmpty ? explanation : "\(explanation) (libav: \(libavMessage))"
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }

  private var explanation: String {
    switch code {
    case .notFound: "no such file; check the path"
    case .notAFile: "not a regular file; give the path of a recording"
    case .empty: "the file is empty (0 bytes); copy the recording again"
    case .denied: "no permission to read the file; change its permissions"
    case .format:
      "not a video that can be read, or its header is damaged or missing; play it in a video player "
        + "and copy or export it again"
    case .refused:
      "a playlist, image sequence or script that names other files, which are never opened; give "
        + "the recordings themselves"
    case .noVideo: "no video stream in the file; give the recording that holds the picture"
    case .noDecoder:
      "the installed libav cannot decode this codec; convert the recording, for example to H.264"
    case .limit: "the picture is larger than 67 megapixels, or its size is not known"
    case .sizeChanged:
      "the picture's size changes in mid-recording; split the recording where it changes"
    case .conversion: "the pixel format cannot be turned into grey; convert the recording"
    case .memory:
      "not enough memory to decode the recording\(MemoryLimit.inWords); give it more, or read fewer recordings "
        + "at once"
    case .read:
      "the file could not be read to its end because the disk or network failed; look at the disk, and read it "
        + "again"
    case .decoder: "the decoder failed; convert the recording, for example to H.264"
    case .damaged:
      "damaged so that nothing behind it can be read; copy the recording again"
    case .kind:
      "not a kind of file that recordings are kept in; give an MP4, MOV, AVI, MKV, WebM, MPEG or WMV file, or "
        + "convert it: ffmpeg -i FILE NEW.mp4"
    }
  }

  /// The error of a status of the shim; `nil` where the status is none.
  init?(status: cvs_status, path: String, libavMessage: String) {
    let code: Code
    switch status {
    case CVS_ERROR_NOT_FOUND: code = .notFound
    case CVS_ERROR_NOT_A_FILE: code = .notAFile
    case CVS_ERROR_EMPTY: code = .empty
    case CVS_ERROR_DENIED: code = .denied
    case CVS_ERROR_FORMAT: code = .format
    case CVS_ERROR_REFUSED: code = .refused
    case CVS_ERROR_NO_VIDEO: code = .noVideo
    case CVS_ERROR_NO_DECODER: code = .noDecoder
    case CVS_ERROR_LIMIT: code = .limit
    case CVS_ERROR_SIZE_CHANGED: code = .sizeChanged
    case CVS_ERROR_CONVERSION: code = .conversion
    case CVS_ERROR_MEMORY: code = .memory
    case CVS_ERROR_READ: code = .read
    case CVS_ERROR_DECODER: code = .decoder
    case CVS_ERROR_DAMAGED: code = .damaged
    case CVS_ERROR_KIND: code = .kind
    default: return nil
    }
    self.init(code: code, path: path, libavMessage: libavMessage)
  }
}
