// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@testable import Model

struct SourceEventReaderTests {
  private static let plain = SourceDescription(units: ["JZ01", "GM0014"], basis: .table)
  private static let full = SourceDescription(
    units: [], basis: .none, kind: "visie", level: "regionaal", date: "2014-11", validFrom: "2015",
    validUntil: "2018", status: "vastgesteld", usage: "openbaar", origin: "één", foundWith: "b",
    address: "https://x.example/a,b", note: "{[]}:")

  /// Of each the quick reading must be what the general decoder gives.
  @Test(arguments: [
    Event.sourceRegistered(id: "s0001", path: "a/b c.pdf", version: "ab", description: plain),
    .sourceRegistered(id: "s0002", path: "é.pdf", version: "", description: full),
    .sourceDescribed(id: "s0002", description: full), .versionFound(id: "s1", version: "cd"),
  ])
  func readsWhatTheGeneralDecoderReads(event: Event) throws {
    let payload = try CanonicalJSON.encode(event)
    #expect(SourceEventReader.read(payload, kind: event.kind) == event)
    #expect(try CanonicalJSON.decode(Event.self, from: payload) == event)
  }

  @Test func leavesEverythingElseToTheGeneralDecoder() throws {
    let quoted = Event.sourceRegistered(
      id: "s1", path: "een \"stuk\".pdf", version: "a", description: Self.plain)
    let payload = try CanonicalJSON.encode(quoted)
    #expect(SourceEventReader.read(payload, kind: quoted.kind) == nil)
    let found = #"{"versionFound":{"id":"s1","version":"a"}}"#
    #expect(SourceEventReader.read(found, kind: "versionFound") != nil)
    for broken in [
      #"{"versionFound":{"id":"s1","version":"a","new":"b"}}"#,
      #"{"versionFound":{"id":"s1"}}"#, #"{"versionFound":{"id":"s1","version":"a"}"#,
      #"{"versionFound":{"id":"s1","version":"a"}} "#, #"{"versionFound":{"id":"s1","version":1}}"#,
      #"{"sourceMissing":{"id":"s1"}}"#, "",
    ] {
      #expect(SourceEventReader.read(broken, kind: "versionFound") == nil, "\(broken)")
    }
  }
}
