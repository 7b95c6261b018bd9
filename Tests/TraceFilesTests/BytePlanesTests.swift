import Testing

@testable import TraceFiles

@Suite struct BytePlanesTests {
  @Test func planesStandLowestFirst() {
    let array = BytePlanes.split([0x0102, 0x03, 0x7F7F], shape: [3])
    #expect(array.shape == [2, 3] && array.descr == "|i1")
    #expect(array.bytes == [2, 3, 0x7F, 1, 0, 0x7F])
    #expect(joined(array) == [0x0102, 0x03, 0x7F7F])
  }

  /// The numbers of planes, added to zeros.
  private func joined(_ array: NPYArray) -> [Int64] {
    array.withJoining { joining in
      var values = [Double](repeating: 0, count: joining.count)
      values.withUnsafeMutableBufferPointer {
        guard let values = $0.baseAddress else { return }
        joining.add(from: 0, count: joining.count, to: values)
      }
      return values.map { Int64($0) }
    }
  }

  /// A carry makes a digit more than a number has bytes.
  @Test func largestNumbersComeBack() {
    let most = BytePlanes.split([Int64(Int32.max), Int64(Int32.min)], shape: [2])
    #expect(most.shape == [5, 2])
    #expect(joined(most) == [Int64(Int32.max), Int64(Int32.min)])
    let sum = Int64(Int32.max) * 255
    #expect(BytePlanes.split([sum, -sum], shape: [2]).shape[0] <= BytePlanes.mostPlanesRead)
  }

  @Test func nothingHasOnePlane() {
    let array = BytePlanes.split([], shape: [4, 0])
    #expect(array.shape == [1, 4, 0])
    #expect(joined(array) == [])
  }

  @Test func signedDigitsOfSmallNumbersFillOnePlane() {
    let array = BytePlanes.split([-128, 127, -1, 0], shape: [4])
    #expect(array.shape == [1, 4] && array.descr == "|i1")
    let wide = BytePlanes.split([128, -129], shape: [2])
    #expect(wide.bytes.map { Int8(bitPattern: $0) } == [-128, 127, 1, -1])
  }

  @Test func signedNumbersComeBack() {
    let edges: [Int64] = [8, 16, 24, 32, 40].flatMap { (bits: Int64) -> [Int64] in
      let power = Int64(1) << bits
      return [power - 1, power, -power, power / 2, power / 2 - 1, -power / 2, -power / 2 - 1]
    }
    for values in [edges, edges.map { -$0 }] + edges.map({ [$0] }) {
      let array = BytePlanes.split(values, shape: [values.count])
      #expect(joined(array) == values)
    }
  }
}
