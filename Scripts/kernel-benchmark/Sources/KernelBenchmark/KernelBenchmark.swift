import MotionKernels

/// Measures the forms of the difference kernel side by side on the same pictures.
///
/// GB/s count the bytes of both pictures of every comparison. The ratios are what carries over to other
/// machines. Before anything is timed, all forms must give the same counts and sums.
@main
enum KernelBenchmark {
  struct Case {
    var name: String
    var width: Int
    var height: Int
    /// Twelve small pictures stay in the caches; many large ones do not.
    var pictures = 12
    var noise = 2.0
    var changing: Double
    var thresholds: [UInt8] = [12, 16, 20, 24, 28, 40]
    var shape = Shape.rows
  }

  enum Shape {
    /// Whole rows of one arena.
    case rows
    /// Four arenas side by side and one above the other, which share each row.
    case quarters
    /// An ellipse of a quarter of the picture's width and nearly its height, like a cylinder.
    case ellipse
  }

  static let cases = [
    Case(name: "640x360 still", width: 640, height: 360, changing: 0),
    Case(
      name: "640x360 still, lowest rung 8", width: 640, height: 360, changing: 0,
      thresholds: [8, 12, 16, 20, 24, 32]),
    Case(name: "640x360 still, ellipse", width: 640, height: 360, changing: 0, shape: .ellipse),
    Case(
      name: "640x360 still, four arenas", width: 640, height: 360, changing: 0, shape: .quarters),
    Case(name: "640x360 noise 10", width: 640, height: 360, noise: 5, changing: 0),
    Case(
      name: "640x360 noise 10, ellipse", width: 640, height: 360, noise: 5, changing: 0,
      shape: .ellipse),
    Case(name: "640x360 10 % changed", width: 640, height: 360, changing: 0.1),
    Case(name: "640x360 all changed", width: 640, height: 360, changing: 1),
    Case(name: "1080p still", width: 1_920, height: 1_080, pictures: 30, changing: 0),
    Case(name: "1080p 10 % changed", width: 1_920, height: 1_080, pictures: 30, changing: 0.1),
  ]

  static func main() {
    print("GB/s, and in brackets the ratio to the blocked loop")
    print(row(["", "reference", "blocked loop", "baseline", "measure"]))
    for item in cases { print(row([item.name] + measure(item))) }
  }

  static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let padding = String(repeating: " ", count: max(0, (index == 0 ? 30 : 15) - cell.count))
      return index == 0 ? cell + padding : padding + cell
    }.joined()
  }

  /// The table cells of a case.
  static func measure(_ item: Case) -> [String] {
    let scene = Scene(
      width: item.width, height: item.height, count: item.pictures, noise: item.noise,
      changing: item.changing)
    let spans = spans(item)
    let pixels = spans.reduce(0) { $0 + Int($1.end - $1.start) }
    let kernel = DifferenceKernel(pixelThresholds: item.thresholds)
    let baseline = DifferenceKernel(pixelThresholds: item.thresholds, instructions: .baseline)
    let loop = BlockedLoop(pixelThresholds: item.thresholds)
    let stride = item.width
    let counts = Counts(rungs: kernel.rungs)
    return spans.withUnsafeBufferPointer { spans in
      let forms: [(Int) -> Void] = [
        {
          kernel.referenceMeasure(
            current: scene.picture($0), currentStride: stride, earlier: scene.picture($0 + 2),
            earlierStride: stride, spans: spans, into: counts.tally)
        },
        {
          loop.measure(
            current: scene.picture($0), currentStride: stride, earlier: scene.picture($0 + 2),
            earlierStride: stride, spans: spans, into: counts.tally)
        },
        {
          baseline.measure(
            current: scene.picture($0), currentStride: stride, earlier: scene.picture($0 + 2),
            earlierStride: stride, spans: spans, into: counts.tally)
        },
        {
          kernel.measure(
            current: scene.picture($0), currentStride: stride, earlier: scene.picture($0 + 2),
            earlierStride: stride, spans: spans, into: counts.tally)
        },
      ]
      let results = forms.map { form in
        counts.clear()
        form(0)
        return counts.values
      }
      precondition(results.allSatisfy { $0 == results[0] }, "\(item.name): the forms disagree")
      // In short turns and many of them, so that other load on the machine falls on all forms alike
      // and each has some turns without it. The pictures go on from turn to turn.
      var seconds = forms.map { _ in Double.infinity }
      let repetitions = forms.indices.map { max(1, ($0 == 0 ? 500_000 : 5_000_000) / pixels) }
      for turn in 0..<100 {
        for (index, form) in forms.enumerated() {
          let first = turn * repetitions[index]
          let time = ContinuousClock().measure {
            for picture in first..<first + repetitions[index] { form(picture) }
          }.components
          seconds[index] = min(
            seconds[index], Double(time.seconds) + Double(time.attoseconds) * 1e-18)
        }
      }
      let rates = forms.indices.map {
        Double(2 * pixels * repetitions[$0]) / seconds[$0] / 1e9
      }
      return rates.map { "\(decimal($0)) (\(decimal($0 / rates[1])))" }
    }
  }

  static func spans(_ item: Case) -> [RowSpan] {
    let (width, height) = (item.width, item.height)
    switch item.shape {
    case .rows:
      return (0..<height).map { RowSpan(row: Int32($0), start: 0, end: Int32(width)) }
    case .quarters:
      return (0..<height).flatMap { row in
        [0..<width / 2, width / 2..<width].map {
          RowSpan(row: Int32(row), start: Int32($0.lowerBound), end: Int32($0.upperBound))
        }
      }
    case .ellipse:
      return (5..<height - 5).map { row in
        let y = (Double(row) + 0.5 - Double(height) / 2) / (Double(height) / 2 - 5)
        let half = Double(width) / 8 * max(0, 1 - y * y).squareRoot()
        let centre = Double(width) / 3
        return RowSpan(row: Int32(row), start: Int32(centre - half), end: Int32(centre + half))
      }
    }
  }

  static func decimal(_ value: Double) -> String {
    let hundredths = Int(value * 100 + 0.5)
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
