import Testing

@testable import TraceFiles

@Suite struct BytePlanesTests {
  @Test func planesStandLowestFirst() {
    let array = BytePlanes.split([0x0102, 0x03, 0x7F7F], shape: [3])
    #expect(array.shape == [2, 3] && array.descr == "|i1")
    #expect(array.bytes == [2, 3, 0x7F, 1, 0, 0x7F])
    #expect(BytePlanes.join(array, as: Int32.self) == [0x0102, 0x03, 0x7F7F])
  }

  @Test func numbersLargerThanTheTypeAreNotJoined() {
    let array = BytePlanes.split([1 << 40], shape: [1])
    #expect(BytePlanes.join(array, as: Int32.self) == nil)
    // The largest number of a type needs a digit more than it has bytes.
    let most = BytePlanes.split([Int64(Int32.max), Int64(Int32.min)], shape: [2])
    #expect(most.shape == [5, 2])
    #expect(BytePlanes.join(most, as: Int32.self) == [.max, .min])
  }

  @Test func nothingHasOnePlane() {
    let array = BytePlanes.split([], shape: [4, 0])
    #expect(array.shape == [1, 4, 0])
    #expect(BytePlanes.join(array, as: Int64.self) == [])
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
      #expect(BytePlanes.join(array, as: Int64.self) == values)
    }
  }
}
