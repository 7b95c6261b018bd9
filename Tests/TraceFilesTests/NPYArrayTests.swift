import Testing

@testable import TraceFiles

@Suite struct NPYArrayTests {
  /// What `numpy.save` of NumPy 1.24 writes for `numpy.arange(3, dtype="<u2")`.
  @Test func bytesAreThoseOfNumpy() {
    let header = "{'descr': '<u2', 'fortran_order': False, 'shape': (3,), }"
    let padding = String(repeating: " ", count: 128 - 10 - header.utf8.count - 1)
    let expected: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array((header + padding + "\n").utf8)
      + [0, 0, 1, 0, 2, 0]
    #expect(NPYArray.integers([0, 1, 2] as [UInt16], shape: [3]).file == expected)
  }

  @Test func arraysComeBack() throws {
    for array: NPYArray in [
      .text("ä"), .doubles([.nan, -0.0, .infinity], shape: [3, 1]),
      .bools([true, false], shape: [2]),
      .integers([.min, .max] as [Int64], shape: [1, 2, 1]), .integers([] as [Int8], shape: [4, 0]),
      .integers([7] as [UInt8], shape: []),
    ] {
      #expect(try NPYArray(file: array.file) == array)
    }
  }

  @Test(arguments: [
    "{'descr': '<u2', 'fortran_order': True, 'shape': (3,), }",
    "{'descr': '>u2', 'fortran_order': False, 'shape': (3,), }",
    "{'descr': '<u2', 'fortran_order': False, 'shape': (-3,), }",
    "{'descr': '<u2', 'fortran_order': False, 'shape': (4,), }",
    "{'descr': '<u2', 'fortran_order': False, 'shape': (9223372036854775807, 4), }",
    "{'descr': '|O8', 'fortran_order': False, 'shape': (3,), }",
    "{'descr': '<u3', 'fortran_order': False, 'shape': (2,), }", "{", "",
  ])
  func otherHeadersAreRefused(header: String) {
    let file: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
      + [0, 0, 1, 0, 2, 0]
    #expect(throws: NPYArray.FormatError.self) { try NPYArray(file: file) }
  }
}
