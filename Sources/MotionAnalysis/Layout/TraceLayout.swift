import ImmobilityCore
import MotionKernels

/// Which pixels of the coded picture are counted for what.
struct TraceLayout {
  /// The arenas with their pixels, in the order of the trace.
  let arenas: [(arena: Arena, raster: ArenaRaster)]
  /// What lies outside all of them; without parts when that is too little to tell anything.
  let background: BackgroundCells
  /// The pixels that stand for each arena and, last, for the background.
  let grid: PixelGrid
  /// The same for looks now and then.
  let looks: PixelGrid
  /// The grid's pixels in the bands that light may run over.
  let bands: LightBands.Layout
  /// All pixels in the order of their rows; group `n` is arena `n`, the background's parts follow.
  let spans: [RowSpan]

  init(arenas: [(arena: Arena, raster: ArenaRaster)], width: Int, height: Int) {
    self.arenas = arenas
    background = BackgroundCells(arenas: arenas.map(\.raster), width: width, height: height)
    let groups = arenas.map(\.raster.spans) + background.cells
    let shown =
      arenas.map(\.raster.spans)
      + [background.cells.flatMap(\.self).sorted { ($0.row, $0.start) < ($1.row, $1.start) }]
    grid = PixelGrid(groups: shown)
    looks = PixelGrid(groups: shown, .looks)
    bands = LightBands.Layout(grid: grid, height: height)
    spans = groups.enumerated().flatMap { group, spans in
      spans.map { RowSpan(row: $0.row, start: $0.start, end: $0.end, group: Int32(group)) }
    }.sorted { ($0.row, $0.start, $0.group) < ($1.row, $1.start, $1.group) }
  }

  /// The number of groups of `spans`.
  var groupCount: Int { arenas.count + background.cells.count }

  /// The groups of `spans` that are parts of the background.
  var backgroundGroups: Range<Int> { arenas.count..<groupCount }

  /// The grid's group that stands for a group of `spans`.
  func gridGroup(of group: Int) -> Int { min(group, arenas.count) }
}
