// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@Suite struct SharedTests {
  private struct Owner: Codable, Equatable {
    @Shared var text: String
    var number = 1
  }

  @Test func aCopyThatChangesLeavesTheOther() {
    let one = Owner(text: "a")
    var other = one
    #expect(one == other)
    other.text += "b"
    #expect(one.text == "a" && other.text == "ab" && one != other)
    other.text = "a"
    #expect(one == other)
  }

  @Test func isWrittenAsTheValueItself() throws {
    let text = #"{"number":2,"text":"a"}"#
    let owner = try JSONDecoder().decode(Owner.self, from: Data(text.utf8))
    #expect(owner == Owner(text: "a", number: 2))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(owner), as: UTF8.self) == text)
  }
}
