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
  /// - Throws: `WorkflowError`, `CorpusError`.
  public func search(_ text: String, unit: String?, limit: Int) throws -> SearchAnswer {
    try StudySearch(self, unit: unit).answer(text, limit: limit)
  }

  fileprivate func sources(of unit: String?) throws -> [Source] {
    let counted = study.sortedSources.filter(study.counts)
    guard let unit else { return counted }
    guard let round = study.openRound ?? study.rounds.last,
      let known = round.units.first(where: { $0.code.rawValue.lowercased() == unit.lowercased() })
    else { throw WorkflowError(.unknownUnit, "‘\(unit)’ staat niet in units.csv") }
    return counted.filter { $0.description.units.contains(known.code) }
  }
}

/// Searches through the same papers of a study, one after another.
///
/// ```swift
/// let search = try StudySearch(StudyDesk(paths: paths), unit: nil)
/// for query in queries { print(try search.answer(query, limit: 20).passages) }
/// ```
public struct StudySearch {
  private let corpus: Corpus
  private let scope: SearchScope
  private let searchable: [Source]
  private let bearers: [VersionHash: [Source]]
  private let notSearched: [String]
  private let recognized: [VersionHash: [PageRecognition]]
  private let values: SearchFields

  /// - Parameter unit: the unit whose papers alone are searched; all where nil.
  /// - Throws: `WorkflowError`, `CorpusError`.
  public init(_ desk: StudyDesk, unit: String?) throws {
    corpus = desk.session.corpus
    let sources = try desk.sources(of: unit)
    let documents = try corpus.searchFacts()
    searchable = sources.filter { documents[$0.current]?.state.isSearchable == true }
    notSearched = sources.filter { documents[$0.current]?.state.isSearchable != true }.map(\.path)
    bearers = Dictionary(grouping: searchable, by: \.current)
    recognized = documents.mapValues(\.recognized).filter { !$0.value.isEmpty }
    scope = try corpus.searchScope(Set(searchable.map(\.current)))
    values = SearchFields(
      round: desk.study.openRound ?? desk.study.rounds.last,
      datesInDocuments: documents.compactMapValues(\.date))
  }

  /// The passages that answer a query, best first.
  ///
  /// - Parameter limit: the number of passages to give.
  /// - Throws: `WorkflowError` with a caret under the place where the query is wrong, `CorpusError`.
  public func answer(_ text: String, limit: Int) throws -> SearchAnswer {
    let query: SearchQuery
    let tests: [(Source) -> Bool]
    do throws(SearchQuery.Mistake) {
      query = try SearchQuery(text)
      tests = try Self.tests(query.fields, values)
    } catch {
      throw WorkflowError(.badInput, error.text(in: text))
    }
    let results = try corpus.search(
      query, limit: limit, in: scope,
      fields: tests.map { test in Set(searchable.filter(test).map(\.current)) })
    let rows = results.found.compactMap { found in
      // Of papers with the same bytes, the one that fits the fields best is shown.
      bearers[found.document]?.max { left, right in
        tests.count { $0(left) } < tests.count { $0(right) }
      }.map { row(found, $0) }
    }
    return SearchAnswer(
      table: Table(columns: Self.columns, rows: rows), passages: results.passageCount,
      isComplete: results.isComplete, searched: results.documentCount, notSearched: notSearched)
  }

  private static let columns = [
    "bestand", "pagina", "regio's", "niveau", "citaat", "passage", "koppen", "ocr",
  ]

  private static func tests(
    _ fields: [SearchField], _ values: SearchFields
  ) throws(SearchQuery.Mistake) -> [(Source) -> Bool] {
    var tests: [(Source) -> Bool] = []
    for field in fields { tests.append(try values.test(field)) }
    return tests
  }

  private func row(_ found: SearchResults.Found, _ source: Source) -> [String] {
    let excerpt = Excerpt(found.text, marks: found.marks)
    // A passage may run over a page end: it is as sure as the least sure of its pages with a hit.
    let pages = Set(found.hits.flatMap { $0.stretches.map(\.page) })
    let confidence = recognized[found.document].flatMap { sure in
      pages.compactMap(sure.confidence(ofPage:)).min()
    }
    return [
      source.path, String(found.page),
      source.description.units.map(\.rawValue).joined(separator: " "),
      Set(found.hits.map(\.level.rawValue)).sorted().joined(separator: " "), excerpt.quote,
      excerpt.marked, found.headings.joined(separator: " › "), confidence.map(String.init) ?? "",
    ]
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

  /// How many passages there are, in words: `12 passages`, `ten minste 12 passages`.
  public var passagesInWords: String {
    let number = isComplete ? "\(passages)" : "ten minste \(passages)"
    return isComplete && passages == 1 ? "1 passage" : "\(number) passages"
  }
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
