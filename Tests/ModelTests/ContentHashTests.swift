// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Model

@Suite struct ContentHashTests {
  /// FIPS 180-4, examples of SHA-256: the empty message and "abc".
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func agreesWithTheStandard(text: String, hash: String) {
    #expect(ContentHash.of(text) == hash)
  }

  @Test func piecesGiveTheHashOfTheWhole() {
    var hash = ContentHash()
    for piece in ["a", "", "bc"] { Array(piece.utf8).withUnsafeBytes { hash.update($0) } }
    #expect(hash.finish() == ContentHash.of("abc"))
  }

  @Test func everyColumnOfAnEventEntersItsHash() {
    let event = RecordedEvent(
      number: 1, at: "2015-04-14T09:00:00.000Z", actor: "a", kind: "k", schema: 1, payload: "{}",
      previous: RecordedEvent.origin, hash: "")
    var hashes = Set([event.expectedHash])
    for change in [
      { $0.number = 2 }, { $0.at = "b" }, { $0.actor = "b" }, { $0.kind = "b" }, { $0.schema = 2 },
      { $0.payload = "[]" }, { $0.previous = "b" },
    ] as [(inout RecordedEvent) -> Void] {
      var changed = event
      change(&changed)
      hashes.insert(changed.expectedHash)
    }
    #expect(hashes.count == 8)
  }

  @Test func textCannotMoveFromOneColumnToTheNext() {
    let make = { (actor: String, kind: String) in
      RecordedEvent(
        number: 1, at: "", actor: actor, kind: kind, schema: 1, payload: "", previous: "", hash: ""
      ).expectedHash
    }
    #expect(make("ab", "c") != make("a", "bc"))
  }
}
