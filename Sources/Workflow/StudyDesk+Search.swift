// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Indexing
import Model

extension StudyDesk {
  /// The passages that answer a query, best first, with what was searched beside it.
  ///
  /// - Parameters:
  ///   - unit: the unit whose papers alone are searched; all where nil.
  ///   - limit: the number of passages to give.
  public func search(_ text: String, unit: String?, limit: Int) throws -> SearchAnswer {
    let sources = try sources(of: unit)
    let facts = try session.corpus.facts()
    let searchable = sources.filter { facts[$0.current]?.state.isSearchable == true }
    let query: SearchQuery
    let tests: [(Source) -> Bool]
    do throws(SearchQuery.Mistake) {
      query = try SearchQuery(text)
      let fields = SearchFields(
        round: study.openRound ?? study.rounds.last,
        datesInDocuments: facts.compactMapValues(\.metadataDate))
      tests = try Self.tests(query.fields, fields)
    } catch {
      throw WorkflowError(.badInput, error.text(in: text))
    }
    let results = try session.corpus.search(
      query, limit: limit, documents: Set(searchable.map(\.current)),
      fields: tests.map { test in Set(searchable.filter(test).map(\.current)) })
    let bearers = Dictionary(grouping: searchable, by: \.current)
    let rows = results.found.compactMap { found in
      // Of papers with the same bytes, the one that fits the fields best is shown.
      bearers[found.document]?.max { left, right in
        tests.count { $0(left) } < tests.count { $0(right) }
      }.map { Self.row(found, $0) }
    }
    return SearchAnswer(
      table: Table(columns: Self.columns, rows: rows), passages: results.passageCount,
      isComplete: results.isComplete, searched: results.documentCount,
      notSearched: sources.filter { facts[$0.current]?.state.isSearchable != true }.map(\.path))
  }

  private static let columns = [
    "bestand", "pagina", "regio's", "niveau", "citaat", "passage", "koppen",
  ]

  private static func tests(
    _ fields: [SearchField], _ values: SearchFields
  ) throws(SearchQuery.Mistake) -> [(Source) -> Bool] {
    var tests: [(Source) -> Bool] = []
    for field in fields { tests.append(try values.test(field)) }
    return tests
  }

  private static func row(_ found: SearchResults.Found, _ source: Source) -> [String] {
    let excerpt = Excerpt(found.text, marks: found.marks)
    return [
      source.path, String(found.page),
      source.description.units.map(\.rawValue).joined(separator: " "),
      Set(found.hits.map(\.level.rawValue)).sorted().joined(separator: " "), excerpt.quote,
      excerpt.marked, found.headings.joined(separator: " › "),
    ]
  }

  private func sources(of unit: String?) throws -> [Source] {
    let counted = study.sortedSources.filter(study.counts)
    guard let unit else { return counted }
    guard let round = study.openRound ?? study.rounds.last,
      let known = round.units.first(where: { $0.code.rawValue.lowercased() == unit.lowercased() })
    else { throw WorkflowError(.unknownUnit, "‘\(unit)’ staat niet in units.csv") }
    return counted.filter { $0.description.units.contains(known.code) }
  }
}

/// What a search found, and what could not be searched.
public struct SearchAnswer: Sendable {
  /// One row per passage, best first.
  public var table: Table
  /// The number of passages that answer the query.
  public var passages: Int
  /// Whether those are all; where false there are more.
  public var isComplete: Bool
  /// The number of documents searched.
  public var searched: Int
  /// The paths of the documents that could not be searched.
  public var notSearched: [String]
}

/// A part of a passage that shows its hits in square brackets.
struct Excerpt {
  /// The first hit as it stands in the text.
  var quote: String
  /// The text around the hits on one line, each hit in square brackets; what was left out is `…`.
  var marked: String

  /// How much is shown before the first hit, and in all, in bytes of UTF-8.
  static let lead = 160
  static let length = 640

  /// - Parameter marks: in UTF-8 bytes of the text; in order, none within another.
  init(_ text: String, marks: [Range<Int>]) {
    let bytes = Array(text.utf8)
    let first = marks.first ?? 0..<0
    quote = Self.string(bytes[first.clamped(to: 0..<bytes.count)])
    var start = 0
    var end = bytes.count
    if bytes.count > Self.length {
      start = Self.wordStart(bytes, max(0, first.lowerBound - Self.lead), before: first.lowerBound)
      end = Self.wordEnd(bytes, max(first.upperBound, min(bytes.count, start + Self.length)))
    }
    var result = start > 0 ? "…" : ""
    var place = start
    for mark in marks where mark.lowerBound >= place && mark.upperBound <= end {
      result += Self.string(bytes[place..<mark.lowerBound])
      result += "[" + Self.string(bytes[mark]) + "]"
      place = mark.upperBound
    }
    result += Self.string(bytes[place..<end])
    marked = result + (end < bytes.count ? "…" : "")
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 < 32 ? 32 : $0 }, as: UTF8.self)
  }

  /// The start of the word after a place, unless that is the very start or beyond another place.
  private static func wordStart(_ bytes: [UInt8], _ place: Int, before limit: Int) -> Int {
    if place == 0 { return 0 }
    return bytes[place..<limit].firstIndex { $0 <= 32 }.map { $0 + 1 } ?? limit
  }

  /// The end of the word before a place, unless that is the very end.
  private static func wordEnd(_ bytes: [UInt8], _ place: Int) -> Int {
    if place == bytes.count { return place }
    return bytes[place...].firstIndex { $0 <= 32 } ?? bytes.count
  }
}
