import Foundation
import Testing

@testable import Reports

@Suite struct Base64Tests {
  @Test(arguments: 0...17)
  func isThatOfFoundation(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + 250) }
    #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
  }
}
