/// Finds the key that somebody probably meant.
enum NearestKey {
  /// The known key with the smallest edit distance to `key`; among equals the first.
  static func nearest(to key: String, among known: [String]) -> String? {
    known.min { distance(key, $0) < distance(key, $1) }
  }

  /// The edit distance of Levenshtein (1966): the fewest insertions, deletions and replacements of
  /// one character that turn `left` into `right`. Time grows with the product of the lengths.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased())
    let right = Array(right.lowercased())
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
