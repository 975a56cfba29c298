// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model
import Reading

/// What a verification looked at and found, in a form that a third party can keep: by which version of the
/// program, on which journal, how much of each kind, and every difference with its place.
///
/// It holds no clock and no path of the machine, so that two parties who check the same thing with the same
/// version get the same bytes.
public struct VerificationStatement: Codable, Sendable, Equatable {
  /// How much was looked at of one kind.
  public struct Check: Codable, Sendable, Equatable {
    public var name: String
    public var count: Int
  }

  /// A difference, or what could not be checked.
  public struct Entry: Codable, Sendable, Equatable {
    public var place: String
    public var problem: String
  }

  /// The form of this file.
  public var form = 1
  public var programVersion: String
  public var readerVersion: String
  /// The hash of the journal's last event; empty where the journal cannot be read.
  public var headHash: String
  public var checks: [Check]
  public var differences: [Entry]
  /// What a replicate does not hold the documents for.
  public var unrepeatable: [Entry]
  public var notes: [String]
  /// `klopt` or `verschilt`.
  public var verdict: String

  public init(_ report: VerificationReport) {
    programVersion = Program.version
    readerVersion = DocumentReader.version
    headHash = report.headHash
    checks = [
      Check(name: "gebeurtenissen", count: report.events),
      Check(name: "bewaarde stukken", count: report.documents),
      Check(name: "citaten", count: report.quotes),
      Check(name: "zoekacties", count: report.searches),
      Check(name: "bestanden van het concept", count: report.draftFiles),
      Check(name: "uitgaven", count: report.editions),
      Check(name: "openbare uitgaven doorzocht", count: report.publicEditions),
    ]
    differences = report.findings.map { Entry(place: $0.place, problem: $0.problem) }
    unrepeatable = report.unrepeatable.map { Entry(place: $0.place, problem: $0.problem) }
    notes = report.notes
    verdict = report.isClean ? "klopt" : "verschilt"
  }

  /// JSON with one way to write it, ending in a line feed.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String { try CanonicalJSON.encode(self) + "\n" }

  /// The same in lines for a person.
  public var text: String {
    var lines = [
      "Controle door Vindplaats \(programVersion), lezer \(readerVersion)",
      "Controlegetal van het logboek: \(headHash.isEmpty ? "niet te lezen" : headHash)", "",
      "Nagegaan:",
    ]
    lines += checks.map { "  \($0.count) \($0.name)" }
    lines += ["", differences.isEmpty ? "Verschillen: geen" : "Verschillen: \(differences.count)"]
    lines += differences.map { "  \($0.place): \($0.problem)" }
    if !unrepeatable.isEmpty {
      lines += ["", "Niet te herhalen: \(unrepeatable.count)"]
      lines += unrepeatable.map { "  \($0.place): \($0.problem)" }
    }
    if !notes.isEmpty {
      lines += ["", "Opmerkingen:"]
      lines += notes.map { "  \($0)" }
    }
    lines += ["", verdict == "klopt" ? "Alles wat is nagegaan, klopt." : "Er zijn verschillen."]
    return lines.joined(separator: "\n") + "\n"
  }
}
