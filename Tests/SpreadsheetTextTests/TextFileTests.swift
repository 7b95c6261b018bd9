import ImmobilityCore
import Testing

@testable import SpreadsheetText

@Suite struct TextFileTests {
  private func error(_ bytes: [UInt8]) -> InputFileError? {
    #expect(throws: InputFileError.self) { try TextFile.text(bytes, path: "a.csv") }
  }

  @Test func byteOrderMarkIsLeftOut() throws {
    #expect(try TextFile.text([0xEF, 0xBB, 0xBF] + Array("a,ü".utf8), path: "a.csv") == "a,ü")
    #expect(try TextFile.text(Array("a,ü".utf8), path: "a.csv") == "a,ü")
  }

  @Test func whatIsNotUTF8IsRefusedWithItsLine() {
    #expect(error([0xFF, 0xFE, 0x61, 0x00])?.message.contains("UTF-16") == true)
    // "ä" in the code page of Windows, on line 3.
    let latin = error(Array("a,b\nc,d\nK".utf8) + [0xE4] + Array("fig,1\n".utf8))
    #expect(latin?.line == 3 && latin?.message.contains("UTF-8") == true)
    let zero = error(Array("a\nb".utf8) + [0])
    #expect(zero?.line == 2)
    #expect(error([0x50, 0x4B, 0x03, 0x04, 0x14])?.message.contains("spreadsheet") == true)
  }
}
