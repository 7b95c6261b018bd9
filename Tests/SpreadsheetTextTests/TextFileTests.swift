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

  @Test func utf16OfWindowsProgramsIsRead() throws {
    #expect(try TextFile.text([0xFF, 0xFE, 0x61, 0x00, 0xFC, 0x00], path: "a.csv") == "aü")
    #expect(try TextFile.text([0xFE, 0xFF, 0x00, 0x61, 0x00, 0xFC], path: "a.csv") == "aü")
  }

  @Test func packedTextIsUnpacked() throws {
    // "a,b\n" as gzip -n packs it.
    let packed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4B, 0xD4, 0x49, 0xE2, 0x02,
      0x00,
      0xC5, 0x10, 0x97, 0x24, 0x04, 0x00, 0x00, 0x00,
    ]
    #expect(try TextFile.text(packed, path: "a.csv.gz") == "a,b\n")
    #expect(try TextFile.text(packed + packed, path: "a.csv.gz") == "a,b\na,b\n")
    #expect(error(Array(packed.dropLast(6)))?.message.contains("damaged") == true)
  }

  @Test func whatIsNotUTF8IsRefusedWithItsLine() {
    #expect(error([0xFF, 0xFE, 0x61])?.message.contains("UTF-16") == true)
    #expect(error([0xFF, 0xFE, 0x00, 0xD8])?.message.contains("UTF-16") == true)
    // "ä" in the code page of Windows, on line 3.
    let latin = error(Array("a,b\nc,d\nK".utf8) + [0xE4] + Array("fig,1\n".utf8))
    #expect(latin?.line == 3 && latin?.message.contains("UTF-8") == true)
    let zero = error(Array("a\nb".utf8) + [0])
    #expect(zero?.line == 2)
    #expect(error([0x50, 0x4B, 0x03, 0x04, 0x14])?.message.contains("spreadsheet") == true)
  }
}
