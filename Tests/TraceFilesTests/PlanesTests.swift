import Testing

@testable import TraceFiles

@Suite struct PlanesTests {
  @Test func lowestByteComesFirst() {
    let array = NPYArray.planes([0x0102, 0x03, 0x7F7F] as [UInt32], shape: [3])
    #expect(array.shape == [2, 3] && array.descr == "|u1")
    #expect(array.bytes == [2, 3, 0x7F, 1, 0, 0x7F])
  }

  @Test(
    arguments: [
      (0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 3), (1 << 24, 4), (.max, 4),
    ] as [(UInt32, Int)])
  func thereAreAsManyPlanesAsTheLargestNumberNeeds(largest: UInt32, planes: Int) {
    let array = NPYArray.planes([0, 1, largest, largest / 2, 7, 0], shape: [2, 3])
    #expect(array.shape == [planes, 2, 3])
    #expect(array.row(0, count: 3) == [0, 1, largest])
    #expect(array.row(1, count: 3) == [largest / 2, 7, 0])
  }

  @Test func nothingHasOnePlane() {
    let array = NPYArray.planes([] as [UInt16], shape: [4, 0])
    #expect(array.shape == [1, 4, 0])
    #expect(array.row(3, count: 0) == [] as [UInt16])
  }
}
