// SPDX-License-Identifier: EUPL-1.2
import Model

/// The hits of all terms in one document in one blob.
///
/// First the number of terms; for each its number, the length of its part, and the part: the number of hits
/// and then level, passage, zone, stretches and words of each. Last the headings among the passages that hold
/// hits, so that passages can be ranked without reading them.
enum PackedHits {
  /// - Parameters:
  ///   - terms: with their numbers, ascending; each with its hits.
  ///   - headings: the passages with hits that are headings, ascending.
  static func pack(_ terms: [(number: Int64, hits: [Hit])], headings: [Int]) -> [UInt8] {
    var writer = PackedWriter()
    writer.number(terms.count)
    for (number, hits) in terms {
      writer.number(Int(number))
      var part = PackedWriter()
      part.number(hits.count)
      for hit in hits {
        part.number(levels.firstIndex(of: hit.level) ?? 0)
        part.number(hit.passage)
        part.number(PackedPassages.zones.firstIndex(of: hit.zone) ?? 0)
        part.stretches(hit.stretches)
        part.text(hit.matched)
      }
      writer.part(part.bytes)
    }
    writer.number(headings.count)
    for heading in headings { writer.number(heading) }
    return writer.bytes
  }

  /// The hits of the terms wanted, term by term.
  ///
  /// - Parameters:
  ///   - name: the identifier of a term by its number; nil for one that is not wanted.
  ///   - isWanted: whether the hits of a passage are wanted.
  /// - Throws: `PackedReader.Broken`.
  static func unpack(
    _ bytes: [UInt8], _ name: (Int64) -> TermID?, where isWanted: (Int) -> Bool = { _ in true }
  ) throws -> [Hit] {
    var reader = PackedReader(bytes)
    var hits: [Hit] = []
    for _ in 0..<(try reader.count()) {
      let number = Int64(try reader.number())
      let length = try reader.count()
      guard let term = name(number) else {
        try reader.skip(length)
        continue
      }
      for _ in 0..<(try reader.count()) {
        let level = try reader.oneOf(levels)
        let passage = try reader.number()
        let zone = try reader.oneOf(PackedPassages.zones)
        guard isWanted(passage) else {
          try reader.skipStretches()
          try reader.skip(try reader.count())
          continue
        }
        let stretches = try reader.stretches()
        hits.append(
          Hit(
            term: term, level: level, passage: passage, zone: zone, stretches: stretches,
            matched: try reader.text()))
      }
    }
    return hits
  }

  /// How often each term occurs in each passage of the body, and which of those passages are headings.
  ///
  /// - Throws: `PackedReader.Broken`.
  static func unpackPlaces(_ bytes: [UInt8], _ name: (Int64) -> TermID?) throws -> PassageTerms {
    var reader = PackedReader(bytes)
    let count = try reader.count()
    var places = PassageTerms(capacity: count)
    for _ in 0..<count {
      let number = Int64(try reader.number())
      let length = try reader.count()
      guard let term = name(number) else {
        try reader.skip(length)
        continue
      }
      places.begin()
      for _ in 0..<(try reader.count()) {
        _ = try reader.number()
        let passage = try reader.number()
        if try reader.oneOf(PackedPassages.zones) == .body { places.add(passage) }
        try reader.skipStretches()
        try reader.skip(try reader.count())
      }
      places.end(term)
    }
    for _ in 0..<(try reader.count()) { places.headings.append(try reader.number()) }
    return places
  }

  // The order is part of the stored form: only add at the end.
  private static let levels: [MatchLevel] = [
    .word, .inflection, .inside, .prefix, .phrase, .near,
  ]
}

/// How often terms occur in the passages of a document: enough to rank them, without their words.
///
/// Thousands of documents are held at once, so that all places stand in one array.
public struct PassageTerms: Sendable {
  /// How often a term occurs in a passage of the body.
  public struct Place: Sendable, Equatable {
    /// The number of the passage, from 0.
    public var passage: Int32
    public var count: Int32
  }

  private var places: [Place] = []
  private var ranges: [TermID: Range<Int32>] = [:]
  private var start = 0
  /// The passages that hold hits and are headings, ascending.
  public fileprivate(set) var headings: [Int] = []

  /// Without a place.
  public init() {}

  fileprivate init(capacity: Int) { ranges.reserveCapacity(capacity) }

  /// The places of a term, each passage once, ascending.
  public subscript(term: TermID) -> ArraySlice<Place> {
    guard let range = ranges[term] else { return [] }
    return places[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// The terms that have a place.
  public var terms: some Collection<TermID> { ranges.keys }

  fileprivate mutating func begin() { start = places.count }

  /// Adds a place of the term that was begun; its passages come in ascending order.
  fileprivate mutating func add(_ passage: Int) {
    if places.count > start, let last = places.last, last.passage == Int32(passage) {
      places[places.count - 1].count += 1
    } else {
      places.append(Place(passage: Int32(passage), count: 1))
    }
  }

  fileprivate mutating func end(_ term: TermID) {
    if places.count > start { ranges[term] = Int32(start)..<Int32(places.count) }
  }
}

/// The counts of terms in a block of documents: for each document its place in the block and the number of
/// terms that occur in its body, then number and count of each term.
struct PackedCounts {
  /// By the document's number.
  var rows: [Int64: [(term: Int64, count: Int)]] = [:]

  init() {}

  /// - Throws: `PackedReader.Broken`.
  init(_ bytes: [UInt8], block: Int64) throws {
    try Self.read(bytes, block: block) { rows[$0] = $1 }
  }

  /// - Throws: `PackedReader.Broken`.
  static func read(
    _ bytes: [UInt8], block: Int64, _ body: (Int64, [(term: Int64, count: Int)]) -> Void
  ) throws {
    var reader = PackedReader(bytes)
    var row: [(term: Int64, count: Int)] = []
    while !reader.isAtEnd {
      let place = try reader.number()
      row.removeAll(keepingCapacity: true)
      for _ in 0..<(try reader.count()) {
        let term = Int64(try reader.number())
        row.append((term, try reader.number()))
      }
      body(block << CorpusSchema.countBlockBits | Int64(place), row)
    }
  }

  var packed: [UInt8] {
    var writer = PackedWriter()
    for (document, row) in rows.sorted(by: { $0.key < $1.key }) {
      writer.number(Int(document & ((1 << CorpusSchema.countBlockBits) - 1)))
      writer.number(row.count)
      for (term, count) in row {
        writer.number(Int(term))
        writer.number(count)
      }
    }
    return writer.bytes
  }
}
