import MotionKernels
import VideoDecoding

/// What the light did between two frames.
enum Light {
  /// `[group of the grid]`: it changed evenly; `nil` where it did not.
  case groups([LightChange?])
  /// Bands of it run over the picture.
  case bands(LightBands)
}

/// An earlier picture in the light of the current one.
struct RelitPicture {
  private var luma: [UInt8] = []
  private var width = 0

  /// Makes the picture of a frame: each group as its light change says, groups without a change as they
  /// were, nothing outside the groups.
  mutating func make(of frame: VideoFrame, light: Light, _ layout: TraceLayout) {
    switch light {
    case .groups(let changes): make(of: frame, changes: changes, layout)
    case .bands(let bands): make(of: frame, bands: bands, layout)
    }
  }

  private mutating func prepare(for frame: VideoFrame) {
    width = frame.width
    if luma.count != width * frame.height {
      luma = [UInt8](repeating: 0, count: width * frame.height)
    }
  }

  private mutating func make(of frame: VideoFrame, bands: LightBands, _ layout: TraceLayout) {
    prepare(for: frame)
    luma.withUnsafeMutableBufferPointer { target in
      frame.withLuma { source, rowStride in
        for span in layout.spans {
          let from = source + Int(span.row) * rowStride
          let row = Int(span.row) * width
          let factor = bands.factors[Int(span.row)]
          for column in Int(span.start)..<Int(span.end) {
            target[row &+ column] = LightBands.relit(from[column], factor: factor)
          }
        }
      }
    }
  }

  private mutating func make(of frame: VideoFrame, changes: [LightChange?], _ layout: TraceLayout) {
    prepare(for: frame)
    luma.withUnsafeMutableBufferPointer { target in
      frame.withLuma { source, rowStride in
        for span in layout.spans {
          let from = source + Int(span.row) * rowStride
          let row = Int(span.row) * width
          let columns = Int(span.start)..<Int(span.end)
          if let expected = changes[layout.gridGroup(of: Int(span.group))]?.expected {
            expected.withUnsafeBufferPointer { table in
              for column in columns { target[row &+ column] = table[Int(from[column])] }
            }
          } else {
            for column in columns { target[row &+ column] = from[column] }
          }
        }
      }
    }
  }

  /// Calls `body` with the first pixel of the first row and the bytes from one row to the next.
  func withLuma(_ body: (_ firstPixel: UnsafePointer<UInt8>, _ stride: Int) -> Void) {
    luma.withUnsafeBufferPointer { pixels in
      if let first = pixels.baseAddress { body(first, width) }
    }
  }
}
