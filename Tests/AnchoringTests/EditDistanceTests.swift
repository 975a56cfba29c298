// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Anchoring

/// Letters laid along letters with as few edits as possible.
@Suite struct EditDistanceTests {
  private func align(_ before: String, _ wanted: String, _ after: String, in text: String)
    -> (found: String, edits: [Int])?
  {
    let pattern = Array((before + wanted + after).utf8)
    let range = before.utf8.count..<(before.utf8.count + wanted.utf8.count)
    let letters = Array(text.utf8)
    guard
      let laid = EditDistance.align(
        pattern, wanted: range, along: letters, diagonal: 0, slack: 40)
    else { return nil }
    return (
      String(decoding: letters[laid.range], as: UTF8.self),
      [laid.edits.before, laid.edits.wanted, laid.edits.after]
    )
  }

  @Test func findsThePartBetweenItsSides() throws {
    let plain = try #require(align("voor", "WOORDEN", "na", in: "xxvoorWOORDENnaxx"))
    #expect(plain.found == "WOORDEN")
    #expect(plain.edits == [0, 0, 0])
    let edited = try #require(align("voor", "WOORDEN", "daarna", in: "voorWOEORDNdaarna"))
    #expect(edited.found == "WOEORDN")
    #expect(edited.edits == [0, 2, 0])
  }

  @Test func whatIsPutBesideItIsNotPartOfIt() throws {
    let laid = try #require(align("links", "WOORDEN", "rechts", in: "links__WOORDEN__rechts"))
    #expect(laid.found == "WOORDEN")
    #expect(laid.edits == [2, 0, 2])
  }

  @Test func whatWasLeftOutIsNowhere() {
    #expect(align("aanhetbegin", "QQQQQ", "aanheteinde", in: "aanhetbeginaanheteinde") == nil)
  }

  /// Edits of a band wide enough are those of the whole table (Wagner and Fischer, 1974).
  @Test func likenessIsThatOfTheWholeTable() {
    var state: UInt64 = 3
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    for _ in 0..<300 {
      let first = (0..<(1 + next(20))).map { _ in UInt8(0x61 + next(3)) }
      let second = (0..<next(20)).map { _ in UInt8(0x61 + next(3)) }
      var last = Array(0...second.count)
      for (row, letter) in first.enumerated() {
        var next = [row + 1]
        for (column, other) in second.enumerated() {
          next.append(
            min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, next[column] + 1))
        }
        last = next
      }
      let expected = max(0, 1 - Double(last.min() ?? 0) / Double(first.count))
      #expect(EditDistance.likeness(first, second) == expected)
    }
  }
}
