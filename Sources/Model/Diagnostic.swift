// SPDX-License-Identifier: EUPL-1.2

/// Something about a document or a row of input that a person should know; the run goes on.
///
/// ```swift
/// Diagnostic(.error, .intake, file: "units.csv", line: 12,
///   problem: "de code JZ7 komt niet voor", expected: "een code uit de kolom code",
///   remedy: "verbeter de code of voeg de regio toe")
/// ```
public struct Diagnostic: Codable, Sendable, Equatable, Hashable {
  public enum Severity: String, Codable, Sendable { case error, warning, note }
  public enum Stage: String, Codable, Sendable {
    case intake, reading, indexing, journaling, anchoring, assessment, reporting
  }

  public var severity: Severity
  public var stage: Stage
  /// The file, relative to the study folder.
  public var file: String
  /// The line in a text file, counted from 1.
  public var line: Int?
  /// The page in a document, counted from 1.
  public var page: Int?
  /// What is wrong, in Dutch, without a full stop.
  public var problem: String
  /// What was expected, in Dutch.
  public var expected: String?
  /// What the user can do, in Dutch.
  public var remedy: String

  public init(
    _ severity: Severity, _ stage: Stage, file: String = "", line: Int? = nil, page: Int? = nil,
    problem: String, expected: String? = nil, remedy: String
  ) {
    self.severity = severity
    self.stage = stage
    self.file = file
    self.line = line
    self.page = page
    self.problem = problem
    self.expected = expected
    self.remedy = remedy
  }

  /// One line a person can act on: place, problem, expectation, way out.
  public var text: String {
    var place = file
    if let line { place += place.isEmpty ? "regel \(line)" : ", regel \(line)" }
    if let page { place += place.isEmpty ? "p. \(page)" : ", p. \(page)" }
    let head = place.isEmpty ? problem : "\(place): \(problem)"
    let middle = expected.map { "; verwacht: \($0)" } ?? ""
    return "\(head)\(middle). \(remedy)\(remedy.hasSuffix(".") ? "" : ".")"
  }
}
