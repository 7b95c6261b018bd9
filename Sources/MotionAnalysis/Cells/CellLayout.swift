import ImmobilityCore
import MotionKernels

/// The cells of all arenas, one arena after the other.
struct CellLayout {
  /// `[arena]`.
  let grids: [CellGrid]
  /// `[arena]`: its cells among all of them.
  let ranges: [Range<Int>]

  /// No cell is smaller, pixels: a single pixel averages nothing.
  private static let leastSide = 2

  init(_ rasters: [ArenaRaster]) {
    grids = rasters.map { raster in
      let side = Double(raster.pixelCount).squareRoot() / CellMotion.cellsPerSide
      return CellGrid(
        spans: raster.spans,
        side: min(max(Int(side.rounded()), Self.leastSide), CellGrid.mostSide))
    }
    var at = 0
    ranges = grids.map { grid in
      defer { at += grid.count }
      return at..<(at + grid.count)
    }
  }

  /// The number of cells of all arenas.
  var count: Int { ranges.last?.upperBound ?? 0 }
}
