// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Model

/// The quick reading of events gives what the general decoder gives, or leaves it to it.
struct EventReaderTests {
  private static let plain = SourceDescription(units: ["JZ01", "GM0014"], basis: .table)
  private static let full = SourceDescription(
    units: [], basis: .none, kind: "visie", level: "regionaal", date: "2014-11", validFrom: "2015",
    validUntil: "2018", status: "vastgesteld", usage: "openbaar", origin: "één", foundWith: "b",
    address: "https://x.example/a,b", note: "{[]}:")
  private static let cell = Cell(unit: "JZ01", field: "4.1")
  private static let item = Cell(unit: "JZ01", field: "2.1", item: "politie")
  private static let bare = Locator(
    version: "ab", readerVersion: "12", stretches: [Stretch(page: 3, utf8Range: 0..<9)],
    quote: "een citaat", before: "", after: "")
  private static let locator = Locator(
    version: "ab", readerVersion: "12",
    stretches: [Stretch(page: 3, utf8Range: 2_980..<3_012), Stretch(page: 4, utf8Range: 0..<40)],
    quote: "hij zei: \"zo\\so\" / één 😀\tregel\n\u{1}\u{7f}\u{2028} eind", before: "vóór ",
    after: " na", headings: ["1 Inleiding", "1.1 \"Waarom\""], repeats: 2,
    marks: [
      MarkedStretch(
        page: 3,
        rectangles: [
          PageRectangle(left: 70.9, top: 0, right: 510.25, bottom: 12),
          PageRectangle(left: -3.5, top: 100.1, right: 0.1, bottom: 999_999.9),
        ])
    ])

  private static func coding(_ locator: Locator, _ cell: Cell) -> Event {
    .passageCoded(
      Coding(id: "c0001", source: "s0001", cell: cell, locator: locator, coder: "lezer-1"))
  }

  private static func answer(_ value: AnswerValue, _ evidence: Evidence, _ note: String = "")
    -> Event
  {
    .answerRecorded(
      wave: "2015",
      answer: Answer(cell: cell, value: value, evidence: evidence, coder: "lezer-1", note: note))
  }

  private static func search(
    _ setAside: String?, _ states: [DocumentState], by finder: String? = nil
  ) -> Event {
    .searchRecorded(
      SearchRecord(
        id: "z0001", cell: item, terms: ["privacy+", "a \"b\""], termsFingerprint: "f",
        searched: states.map {
          SearchRecord.Searched(
            source: "s0001", version: "ab", state: $0, hits: 12, isCore: $0 == .read)
        }, setAside: setAside, finder: finder))
  }

  private static let events: [Event] = [
    .sourceRegistered(id: "s0001", path: "a/b c.pdf", version: "ab", description: plain),
    .sourceRegistered(id: "s0002", path: "é \"b\".pdf", version: "", description: full),
    .sourceDescribed(id: "s0002", description: full), .versionFound(id: "s1", version: "cd"),
    coding(bare, cell), coding(locator, item),
    .codingWithdrawn(id: "c0001", reason: "dubbel"), .codingPlaced(id: "c0001", locator: locator),
    search(nil, []), search(nil, [.read], by: "reader 8, matcher 3"),
    search("gaat over iets anders", DocumentState.allCases),
    .hitsSetAside(cell: item, setAside: nil),
    .hitsSetAside(
      cell: cell, setAside: SetAside(reason: "r", versions: ["a", "b"], termsFingerprint: "f")),
    answer(.categories(["a"]), .codings(["c0001", "c0002"]), "zie \"zo\""),
    answer(.categories([]), .search("z0001")), answer(.notApplicable, .reason, "n.v.t."),
    answer(.undetermined(reason: "onleesbaar"), .collectionLog),
    .answerWithdrawn(wave: "2015", cell: item, coder: "lezer-1", reason: "verkeerd"),
    .rowAdopted(fingerprint: "f", cell: cell, coder: "lezer-1"),
    .rowRefused(fingerprint: "f", cell: item, coder: "lezer-1"),
  ]

  @Test(arguments: events)
  func readsWhatTheGeneralDecoderReads(event: Event) throws {
    let payload = try CanonicalJSON.encode(event)
    #expect(EventReader.read(payload, kind: event.kind) == event)
    #expect(try CanonicalJSON.decode(Event.self, from: payload) == event)
  }

  /// What stands in the journal in another way than expected is never half believed.
  @Test(arguments: events)
  func leavesEverythingThatIsCutOrLongerToTheGeneralDecoder(event: Event) throws {
    let payload = try CanonicalJSON.encode(event)
    let bytes = Array(payload.utf8)
    for length in bytes.indices {
      let cut = String(decoding: bytes[..<length], as: UTF8.self)
      #expect(EventReader.read(cut, kind: event.kind) == nil, "\(cut)")
    }
    for longer in [payload + " ", payload + "}", " " + payload] {
      #expect(EventReader.read(longer, kind: event.kind) == nil)
    }
    // A property of a later version, at every place where one may come.
    for place in bytes.indices.dropLast() where bytes[place] == UInt8(ascii: ",") {
      var more = bytes
      more.insert(contentsOf: Array(#","zz":"new""#.utf8), at: place)
      let text = String(decoding: more, as: UTF8.self)
      guard let read = EventReader.read(text, kind: event.kind) else { continue }
      // A comma within a text is no such place.
      #expect(try CanonicalJSON.decode(Event.self, from: text) == read, "\(text)")
    }
  }

  @Test func leavesEverythingElseToTheGeneralDecoder() throws {
    for broken in [
      #"{"versionFound":{"id":"s1","version":"a","new":"b"}}"#,
      #"{"versionFound":{"id":"s1"}}"#, #"{"versionFound":{"id":"s1","version":1}}"#,
      #"{"versionFound":{"id":"s1","version":"a\ud83d\ude00"}}"#,
      #"{"versionFound":{"id":"s1","version":"a\q"}}"#, #"{"sourceMissing":{"id":"s1"}}"#, "",
    ] {
      #expect(EventReader.read(broken, kind: "versionFound") == nil, "\(broken)")
    }
    #expect(EventReader.read(#"{"sourceMissing":{"id":"s1"}}"#, kind: "sourceMissing") == nil)
  }

  /// Where numbers come in other forms, the general decoder reads them.
  @Test(arguments: ["1e3", "1.5e-2", "0.1234567890123456", "12345678901234567", "1.", ".5"])
  func leavesNumbersInOtherFormsToTheGeneralDecoder(number: String) throws {
    let event = Self.coding(Self.locator, Self.cell)
    let payload = try CanonicalJSON.encode(event).replacing("510.25", with: number)
    #expect(EventReader.read(payload, kind: event.kind) == nil)
  }

  @Test func decimalsAreThoseOfTheGeneralDecoder() throws {
    var numbers = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let tenths = Double(numbers.number(below: 100_000_000)) / 10
      let value = numbers.number(below: 2) == 0 ? tenths : -tenths / 100
      var locator = Self.locator
      locator.marks?[0].rectangles[0].left = value
      let event = Self.coding(locator, Self.cell)
      let payload = try CanonicalJSON.encode(event)
      if let read = EventReader.read(payload, kind: event.kind) { #expect(read == event) }
    }
  }
}
