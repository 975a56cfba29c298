// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Reading

struct Base64Tests {
  /// Foundation's own is the oracle.
  @Test(arguments: 0..<12)
  func agreesWithFoundation(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 250) }
    var text = Array("<".utf8)
    Base64.append(bytes, to: &text)
    #expect(String(decoding: text, as: UTF8.self) == "<" + Data(bytes).base64EncodedString())
    #expect(text.dropFirst().withContiguousStorageIfAvailable(Base64.decode) == bytes)
  }

  @Test(arguments: ["A", "AB=C", "AAA", "A\u{7F}AA", "=AAA", "AA A"])
  func refusesWhatIsNotOfThisForm(text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer(Base64.decode) == nil)
  }
}
