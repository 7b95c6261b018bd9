/// Rows of whole numbers, one for each arena and rung, as a file keeps them: less their centres, in byte
/// planes, the rungs apart, so that a reader can leave out those that it does not need.
struct LadderRows {
  /// `[arena][rung][sample]`.
  private let rows: [[[Int64]]]
  private let rungs: Int
  private let samples: Int
  /// `[arena][rung]`: a middle value of the row, around which what is left is small.
  private let middles: [[Int64]]

  init(_ rows: [[[Int64]]], rungs: Int, samples: Int) {
    self.rows = rows
    self.rungs = rungs
    self.samples = samples
    middles = rows.map { $0.map { $0.isEmpty ? 0 : $0.sorted()[$0.count / 2] } }
  }

  /// The centres `[arena, rung]`.
  var centres: NPYArray {
    .integers(middles.flatMap(\.self), shape: [rows.count, rungs])
  }

  /// The planes `[byte, arena, sample]` of a rung.
  func planes(_ rung: Int) -> NPYArray {
    let rest = rows.indices.flatMap { arena in
      rows[arena][rung].map { $0 - middles[arena][rung] }
    }
    return BytePlanes.split(rest, shape: [rows.count, samples])
  }
}
