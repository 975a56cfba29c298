// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Anchoring

/// A quote whose parts stand in another order.
struct ScatteredQuoteTests {
  private static let quote = "dehoogtevanderenteopleningenbedraagtachtprocent"

  private func places(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return (ScatteredQuote(Array(Self.quote.utf8))?.places(in: bytes) ?? []).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test func findsPartsThatChangedPlaces() {
    #expect(
      places("antwoordja.bedraagtachtprocentdehoogtevanderenteopleningen.vraag")
        == ["bedraagtachtprocentdehoogtevanderenteopleningen"])
  }

  @Test func findsPartsWithSomethingBetweenThem() {
    #expect(
      places("xxdehoogtevanderentexxxxxxxxxxxxxxxopleningenbedraagtachtprocentxx")
        == ["dehoogtevanderentexxxxxxxxxxxxxxxopleningenbedraagtachtprocent"])
  }

  @Test func takesNoPlaceWithLessThanThreeQuarters() {
    #expect(places("dehoogtevanderenteopiets" + String(repeating: "x", count: 60)) == [])
    #expect(
      places(
        "dehoogtevanderente" + String(repeating: "x", count: 90) + "opleningenbedraagtachtprocent")
        == [])
  }

  @Test func showsEachOfSeveralPlacesTheFullestFirst() {
    let part = "bedraagtachtprocentdehoogtevanderente"
    let gap = String(repeating: "x", count: 200)
    #expect(places(part + gap + part + "opleningen") == [part + "opleningen", part])
  }

  @Test func doesNotLookForAShortQuote() {
    #expect(ScatteredQuote(Array("kort".utf8)) == nil)
  }

  /// As many runs as may be looked at, and no more: a text of one letter costs no more than another.
  @Test func staysBoundedInATextOfOneLetter() throws {
    let quote = try #require(ScatteredQuote([UInt8](repeating: 0x61, count: 600)))
    #expect(quote.places(in: [UInt8](repeating: 0x61, count: 2_000_000)).isEmpty)
  }
}
