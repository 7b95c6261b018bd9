import FoundationEssentials
import ImmobilityCore

/// What a trace file says in words: the JSON text of its array `metadata`.
///
/// A number that JSON cannot hold is the text `inf`, `-inf` or `nan`, as Python's `float` reads it.
struct TraceMetadata: Codable {
  /// The part that every version's file has, read before anything else, and the rest where it is of the
  /// version that this program knows.
  struct Versioned: Decodable {
    private struct Header: Decodable {
      struct Software: Decodable {
        var version: String
      }

      var schema: String
      var software: Software
    }

    var schema: String
    var softwareVersion: String
    /// `nil` for another schema.
    var metadata: TraceMetadata?

    init(from decoder: any Decoder) throws {
      let header = try Header(from: decoder)
      schema = header.schema
      softwareVersion = header.software.version
      metadata = schema == TraceFile.schema ? try TraceMetadata(from: decoder) : nil
    }
  }

  struct Software: Codable {
    var name = "stillwater"
    var version: String
  }

  struct Video: Codable {
    var path: String
    var sha256: String
    var container: String
    var codec: String
    var pixelFormat: String
    var width: Int
    var height: Int
    var rotationDegrees: Int
    var framesDecoded: Int
    var decodeErrors: Int
    var firstPtsS: Double
    var durationS: Double
    var nominalFps: Double?
    var variableFrameRate: Bool
    /// Nothing: the picture starts with the file.
    var pictureStartS: Double?
  }

  struct Region: Codable {
    var name: String
    var animalId: String?
    /// `whole_picture`, `rectangle`, `ellipse` or `polygon`, as in arena files.
    var shape: String
    /// Whether the numbers are parts of the picture's width and height; nothing for displayed pixels.
    var relative: Bool?
    /// The shape's numbers in the order of arena files: x, y, width, height; centre x
    /// and y, radius x and y; or x and y of each corner.
    var numbers: [Double]
  }

  struct Background: Codable {
    var pixels: Int
    var cells: Int
  }

  struct Note: Codable {
    /// The arena's place; nothing for all.
    var arena: Int?
    var flag: String
    var startS: Double
    var endS: Double
    var detail: String
  }

  var schema: String
  var software: Software
  var video: Video
  var arenas: [Region]
  var background: Background
  var lagS: Double
  /// Nothing: every frame is a sample.
  var analysisRateHz: Double?
  /// Names of `Cleaning`.
  var cleaning: [String]
  var coveredS: [Double]
  var lastFrameDurationTicks: Int64
  var flagBits: [String: UInt16]
  var notes: [Note]
}

extension TraceMetadata {
  /// The text, with sorted keys.
  func text() throws(TraceFormatError) -> String { try TraceText.json(self) }

  /// Reads the text.
  static func read(from bytes: [UInt8]) throws(TraceFormatError) -> Versioned {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(Versioned.self, from: Data(bytes))
    } catch {
      throw TraceFormatError("its metadata is not the JSON text that belongs there")
    }
  }
}

extension TraceMetadata.Video {
  init(_ info: RecordingInfo) {
    self.init(
      path: info.path, sha256: info.sha256, container: info.container, codec: info.codec,
      pixelFormat: info.pixelFormat, width: info.width, height: info.height,
      rotationDegrees: info.rotationDegrees, framesDecoded: info.framesDecoded,
      decodeErrors: info.decodeErrors, firstPtsS: info.firstPTS, durationS: info.duration,
      nominalFps: info.nominalFPS, variableFrameRate: info.variableFrameRate,
      pictureStartS: info.pictureStart == 0 ? nil : info.pictureStart)
  }

  /// The video.
  var info: RecordingInfo {
    RecordingInfo(
      path: path, sha256: sha256, container: container, codec: codec, pixelFormat: pixelFormat,
      width: width, height: height, rotationDegrees: rotationDegrees, framesDecoded: framesDecoded,
      decodeErrors: decodeErrors, firstPTS: firstPtsS, duration: durationS,
      nominalFPS: nominalFps, variableFrameRate: variableFrameRate,
      pictureStart: pictureStartS ?? 0)
  }
}

extension TraceMetadata.Region {
  init(_ arena: Arena) {
    name = arena.name
    animalId = arena.animalID
    relative = arena.coordinates == .relative ? true : nil
    switch arena.shape {
    case .wholePicture: (shape, numbers) = ("whole_picture", [])
    case .rectangle(let x, let y, let width, let height):
      (shape, numbers) = ("rectangle", [x, y, width, height])
    case .ellipse(let centerX, let centerY, let radiusX, let radiusY):
      (shape, numbers) = ("ellipse", [centerX, centerY, radiusX, radiusY])
    case .polygon(let corners): (shape, numbers) = ("polygon", corners.flatMap { [$0.x, $0.y] })
    }
  }

  /// The arena.
  func arena() throws(TraceFormatError) -> Arena {
    let region: Arena.Shape
    switch (shape, numbers.count) {
    case ("whole_picture", 0): region = .wholePicture
    case ("rectangle", 4):
      region = .rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    case ("ellipse", 4):
      region = .ellipse(
        centerX: numbers[0], centerY: numbers[1], radiusX: numbers[2], radiusY: numbers[3])
    case ("polygon", let count) where count.isMultiple(of: 2):
      region = .polygon(
        stride(from: 0, to: count, by: 2).map { .init(x: numbers[$0], y: numbers[$0 + 1]) })
    default: throw TraceFormatError("the shape of arena \"\(name)\" is not known")
    }
    return Arena(
      name: name, animalID: animalId, shape: region,
      coordinates: relative == true ? .relative : .pixels)
  }
}

extension TraceMetadata.Note {
  init(_ note: TracedRecording.Note) {
    self.init(
      arena: note.arena, flag: note.quality.flag, startS: note.quality.start,
      endS: note.quality.end, detail: note.quality.detail)
  }

  /// The note.
  var note: TracedRecording.Note {
    TracedRecording.Note(
      arena: arena,
      quality: QualityNote(flag: flag, start: startS, end: endS, detail: detail))
  }
}
