// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import GRDB
import Model

/// Which words of the index satisfy an element, never too few.
struct IndexWords {
  /// Whole words, in the order of their bytes, each once.
  var words: [[UInt8]] = []
  /// Every word that begins so.
  var prefix: [UInt8]?
  /// Whether such a word always satisfies the element; where not, its passage is still to be looked at.
  var isCertain = true
  /// What an elided compound may stand for; never certain.
  var elided: [[UInt8]] = []
  var elidedPrefix: [UInt8]?

  /// - Parameter terms: holds the elements and their forms.
  init(_ number: Int, _ terms: CompiledTerms, _ db: Database) throws {
    let element = terms.elements[number]
    let letters = Array(element.text.utf8)
    let forms = terms.forms.filter { $0.element == number && $0.strength != .prefix }
      .map(\.letters)
    switch element.kind {
    case .exact:
      if ExactWord.isKept(letters) {
        let exact = [SegmentBuilder.exactMark] + Array(ExactWord.plain(element.text).utf8)
        words = Abbreviation.isOne(element.text) ? [exact, exact + Array("'s".utf8)] : [exact]
      } else {
        words = forms
        isCertain = false
      }
      return
    case .finite:
      words = terms.satisfiedByForm.filter { form, satisfactions in
        satisfactions.contains { $0.element == number }
      }.map { Array($0.key.utf8) }
    case .prefix, .head:
      prefix = letters
      if element.kind == .prefix { elidedPrefix = [SegmentBuilder.elidedMark] + letters }
    case .word, .literal:
      words = try forms.flatMap { [$0] + (try Self.withNoteMarks($0, db)) }
    case .inside, .tail:
      words = try forms.flatMap { [$0] + (try Self.withNoteMarks($0, db)) }
      words += try Self.holding(element.text, atEnd: element.kind == .tail, db)
      if element.kind == .inside { elidedPrefix = [SegmentBuilder.elidedMark] + letters }
    }
    elided = forms.map { [SegmentBuilder.elidedMark] + $0 }
    if let elidedPrefix { elided.removeAll { $0.starts(with: elidedPrefix) } }
    words.sort { $0.lexicographicallyPrecedes($1) }
    words = words.enumerated().filter { $0 == 0 || words[$0 - 1] != $1 }.map(\.element)
    elided.sort { $0.lexicographicallyPrecedes($1) }
  }

  /// `geweld12` for `geweld`: words of four letters or more with the number of a note stuck to them.
  private static func withNoteMarks(_ word: [UInt8], _ db: Database) throws -> [[UInt8]] {
    guard word.count >= 4 else { return [] }
    let text = String(decoding: word, as: UTF8.self)
    let longer = try String.fetchAll(
      db.cachedStatement(sql: "SELECT text FROM word WHERE text >= ? AND text < ?"),
      arguments: [text + "0", text + ":"])
    return longer.map { Array($0.utf8) }.filter { word in
      word.count <= text.utf8.count + 2
        && word[text.utf8.count...].allSatisfy { (48...57).contains($0) }
    }
  }

  private static func holding(_ letters: String, atEnd: Bool, _ db: Database) throws -> [[UInt8]] {
    let found = try String.fetchAll(
      db.cachedStatement(sql: "SELECT text FROM word WHERE instr(text, ?) > 0"),
      arguments: [letters])
    return found.filter { !atEnd || $0.hasSuffix(letters) }.map { Array($0.utf8) }
  }
}

/// Reads the postings of words from a segment.
struct SegmentWords {
  /// How much of a word is read.
  enum Columns: Int {
    /// Only in how many passages it stands.
    case count
    case places, positions

    fileprivate var names: String {
      switch self {
      case .count: "first, words"
      case .places: "first, words, places"
      case .positions: "first, words, places, positions"
      }
    }
  }

  /// A word that was found, with its postings as far as they were asked for.
  struct Found {
    var count: Int
    var places: UnsafeRawBufferPointer
    var positions: UnsafeRawBufferPointer
  }

  let segment: Int64
  let db: Database

  /// Calls the body with each of the words that the segment holds.
  ///
  /// - Parameter words: in the order of their bytes.
  func forEach(
    of words: [[UInt8]], reading columns: Columns, _ body: (Found) throws -> Void
  ) throws {
    let statement = try statement(
      "first <= ? ORDER BY first DESC LIMIT 1", columns)
    var next = 0
    var last: [UInt8]?
    while next < words.count {
      let rows = try Row.fetchCursor(statement, arguments: [segment, Data(words[next])])
      guard let row = try rows.next() else {
        next += 1
        continue
      }
      let first = [UInt8](row[0] as Data)
      if first == last {
        // The row that was just looked through: the word stands between it and the next row.
        next += 1
        continue
      }
      last = first
      try read(row, columns) { entry, found in
        while next < words.count, entry.word.compare(words[next]) > 0 { next += 1 }
        guard next < words.count else { return false }
        if entry.word.compare(words[next]) == 0 {
          try body(try found())
          next += 1
        }
        return next < words.count
      }
    }
  }

  /// Calls the body with each word of the segment that begins so.
  func forEach(
    beginning prefix: [UInt8], reading columns: Columns, _ body: (Found) throws -> Void
  ) throws {
    let statement = try statement(
      "first >= coalesce((SELECT max(first) FROM posting WHERE segment = ? AND first <= ?), x'') "
        + "ORDER BY first", columns)
    let rows = try Row.fetchCursor(
      statement, arguments: [segment, segment, Data(prefix)])
    var goesOn = true
    while goesOn, let row = try rows.next() {
      try read(row, columns) { entry, found in
        if entry.word.starts(with: prefix) {
          try body(try found())
        } else if entry.word.compare(prefix) > 0 {
          goesOn = false
        }
        return goesOn
      }
    }
  }

  private func statement(_ condition: String, _ columns: Columns) throws -> Statement {
    try db.cachedStatement(
      sql: "SELECT \(columns.names) FROM posting WHERE segment = ? AND \(condition)")
  }

  /// Looks through the words of a row until the body says that it is enough.
  private func read(
    _ row: Row, _ columns: Columns,
    _ body: (_ entry: BlockEntry, _ found: () throws -> Found) throws -> Bool
  ) throws {
    let hasPlaces = columns != .count
    let hasPositions = columns == .positions
    try Self.withBytes(row, 1) { words in
      try Self.withBytes(row, hasPlaces ? 2 : nil) { places in
        try Self.withBytes(row, hasPositions ? 3 : nil) { positions in
          var reader = BlockWords(words)
          while let entry = try reader.next() {
            let goesOn = try body(entry) {
              Found(
                count: entry.count, places: hasPlaces ? try places.part(entry.places) : places,
                positions: hasPositions ? try positions.part(entry.positions) : positions)
            }
            if !goesOn { return }
          }
        }
      }
    }
  }

  private static func withBytes(
    _ row: Row, _ column: Int?, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard let column else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    try row.withUnsafeData(atIndex: column) { data in
      guard let data else { throw PackedReader.Broken() }
      try data.withUnsafeBytes(body)
    }
  }
}
