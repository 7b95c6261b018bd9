import Testing

@testable import TraceFiles

@Suite struct BytePlanesTests {
  @Test func planesStandLowestFirst() {
    let array = BytePlanes.split([0x0102, 0x03, 0xFFFF] as [UInt32], shape: [3])
    #expect(array.shape == [2, 3] && array.descr == "|u1")
    #expect(array.bytes == [2, 3, 0xFF, 1, 0, 0xFF])
    #expect(BytePlanes.join(array, as: UInt32.self) == [0x0102, 0x03, 0xFFFF])
    #expect(BytePlanes.join(array, as: UInt8.self) == nil)
  }

  @Test func nothingHasOnePlane() {
    let array = BytePlanes.split([] as [UInt64], shape: [4, 0])
    #expect(array.shape == [1, 4, 0])
    #expect(BytePlanes.join(array, as: UInt64.self) == [])
    #expect(BytePlanes.join(BytePlanes.splitSigned([], shape: [0]), as: Int64.self) == [])
  }

  @Test func signedDigitsOfSmallNumbersFillOnePlane() {
    let array = BytePlanes.splitSigned([-128, 127, -1, 0], shape: [4])
    #expect(array.shape == [1, 4] && array.descr == "|i1")
    let wide = BytePlanes.splitSigned([128, -129], shape: [2])
    #expect(wide.bytes.map { Int8(bitPattern: $0) } == [-128, 127, 1, -1])
  }

  @Test func signedNumbersComeBack() {
    let edges: [Int64] = [8, 16, 24, 32, 40].flatMap { (bits: Int64) -> [Int64] in
      let power = Int64(1) << bits
      return [power - 1, power, -power, power / 2, power / 2 - 1, -power / 2, -power / 2 - 1]
    }
    for values in [edges, edges.map { -$0 }] + edges.map({ [$0] }) {
      let array = BytePlanes.splitSigned(values, shape: [values.count])
      #expect(BytePlanes.join(array, as: Int64.self) == values)
    }
  }
}
