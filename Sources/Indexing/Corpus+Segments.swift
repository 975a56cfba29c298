// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import GRDB
import Model

/// Writes segments of the index, and merges small ones, within the transaction of the documents.
struct SegmentWriter {
  private let db: Database
  private let block: Statement

  /// How many segments of about the same size are merged into one.
  private static let mergeCount = 8
  /// A segment of more passages than this is left as it is, so that no merge takes long.
  private static let sizeLimit = 1 << 18

  init(_ db: Database) throws {
    self.db = db
    block = try db.cachedStatement(
      sql: "INSERT INTO posting(segment, first, words, places, positions) VALUES(?, ?, ?, ?, ?)")
  }

  /// Writes the documents of one batch as a segment, then merges where there are many small ones.
  func write(_ builder: SegmentBuilder) throws {
    guard builder.segment.size > 0 else { return }
    let number = try add(builder.segment)
    var blocks = BlockWriter(segment: number, statement: block)
    try builder.forEachWord { word, postings in try blocks.add(word, postings) }
    try blocks.finish()
    try merge()
  }

  /// Tells the segments that documents have left them.
  func forget(_ documents: [(segment: Int64, passages: Int)]) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE segment SET dead = dead + ? WHERE number = ?")
    for document in documents {
      try statement.execute(arguments: [document.passages, document.segment])
    }
  }

  private func add(_ segment: IndexSegment) throws -> Int64 {
    try db.cachedStatement(
      sql: "INSERT INTO segment(size, dead, packed, lengths) VALUES(?, 0, ?, ?)"
    ).execute(arguments: [segment.size, Data(segment.packed()), Data(segment.lengths)])
    let number = db.lastInsertedRowID
    let statement = try db.cachedStatement(sql: "UPDATE document SET segment = ? WHERE number = ?")
    for document in segment.documents {
      try statement.execute(arguments: [number, document.number])
    }
    return number
  }

  private struct Stored {
    var number: Int64
    var size: Int
    var dead: Int
    var living: Int { size - dead }
  }

  /// Merges until no size has too many segments; what is dead for the most part is written anew.
  func merge() throws {
    while let group = try mergeable() {
      try merge(group)
    }
  }

  private func mergeable() throws -> [Stored]? {
    let segments = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT number, size, dead FROM segment ORDER BY number")
    ).map { Stored(number: $0[0], size: $0[1], dead: $0[2]) }
    if let dying = segments.first(where: { $0.dead > 0 && $0.dead * 2 >= $0.size }) {
      return [dying]
    }
    // Sizes of one level differ by at most a factor of eight.
    let levels = Dictionary(grouping: segments) { Self.level($0.living) }
    for (_, level) in levels.sorted(by: { $0.key < $1.key }) where level.count >= Self.mergeCount {
      var group: [Stored] = []
      var sum = 0
      for segment in level.sorted(by: { ($0.living, $0.number) < ($1.living, $1.number) })
      where sum + segment.living <= Self.sizeLimit {
        group.append(segment)
        sum += segment.living
      }
      if group.count >= Self.mergeCount / 2 { return group.sorted { $0.number < $1.number } }
    }
    return nil
  }

  private static func level(_ size: Int) -> Int {
    var level = 0
    var limit = 512
    while size > limit {
      limit *= 8
      level += 1
    }
    return level
  }

  private func merge(_ group: [Stored]) throws {
    var merged = IndexSegment()
    var parts: [SegmentPart] = []
    for stored in group {
      let segment = try Self.segment(stored.number, db)
      let living = try segment.documents.map { document in
        try Int.fetchOne(
          db.cachedStatement(sql: "SELECT 1 FROM document WHERE number = ?"),
          arguments: [document.number]) != nil
      }
      parts.append(
        SegmentPart(segment, living: living, blocks: try blocks(of: stored.number), &merged))
    }
    for stored in group {
      try db.cachedStatement(sql: "DELETE FROM posting WHERE segment = ?")
        .execute(arguments: [stored.number])
      try db.cachedStatement(sql: "DELETE FROM segment WHERE number = ?")
        .execute(arguments: [stored.number])
    }
    guard merged.size > 0 else { return }
    var writer = BlockWriter(segment: try add(merged), statement: block)
    try SegmentMerge(parts).forEachWord { word, postings in try writer.add(word, postings) }
    try writer.finish()
  }

  private func blocks(of segment: Int64) throws -> [StoredBlock] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT words, places, positions FROM posting WHERE segment = ? ORDER BY first"),
      arguments: [segment])
    var blocks: [StoredBlock] = []
    while let row = try rows.next() {
      blocks.append(
        StoredBlock(
          words: [UInt8](row[0] as Data), places: [UInt8](row[1] as Data),
          positions: [UInt8](row[2] as Data)))
    }
    return blocks
  }

  static func segment(_ number: Int64, _ db: Database) throws -> IndexSegment {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT packed, lengths FROM segment WHERE number = ?"),
      arguments: [number])
    guard let row else { throw PackedReader.Broken() }
    return try IndexSegment(packed: [UInt8](row[0] as Data), lengths: [UInt8](row[1] as Data))
  }
}

/// Writes the words of one segment in rows.
private struct BlockWriter {
  let segment: Int64
  let statement: Statement
  private var block = PostingBlock()

  init(segment: Int64, statement: Statement) {
    self.segment = segment
    self.statement = statement
  }

  mutating func add(_ word: some Collection<UInt8>, _ postings: WordPostings) throws {
    if !block.takes(postings.places.count + postings.positions.count) { try finish() }
    block.add(word, postings)
  }

  mutating func finish() throws {
    guard !block.isEmpty else { return }
    statement.setUncheckedArguments([
      segment, Data(block.first), Data(block.words), Data(block.places), Data(block.positions),
    ])
    try statement.execute()
    block.removeAll()
  }
}

/// A row of the index in memory.
struct StoredBlock {
  var words: [UInt8]
  var places: [UInt8]
  var positions: [UInt8]
}

/// A segment that goes into another one, without the documents that are gone.
struct SegmentPart {
  let blocks: [StoredBlock]
  let size: Int
  /// By passage: its number in the merged segment; -1 where its document is gone.
  let numbers: [Int32]

  /// - Parameter merged: gets the documents, lengths and headings of this part.
  init(
    _ segment: IndexSegment, living: [Bool], blocks: [StoredBlock], _ merged: inout IndexSegment
  ) {
    self.blocks = blocks
    size = segment.size
    var numbers = [Int32](repeating: -1, count: segment.size)
    for (place, document) in segment.documents.enumerated() where living[place] {
      let start = merged.size
      merged.documents.append(IndexSegment.Document(number: document.number, start: start))
      for passage in segment.passages(place) {
        numbers[passage] = Int32(merged.size)
        merged.lengths.append(segment.lengths[passage])
      }
    }
    for heading in segment.headings where numbers[heading.passage] >= 0 {
      let start = Int(numbers[heading.passage])
      merged.headings.append(
        IndexSegment.Heading(passage: start, end: start + heading.end - heading.passage))
    }
    self.numbers = numbers
  }
}

/// Walks through the words of several segments together.
struct SegmentMerge {
  private let parts: [SegmentPart]

  init(_ parts: [SegmentPart]) { self.parts = parts }

  /// Calls the body with each word that is left and its postings, in the order of bytes.
  ///
  /// - Throws: `PackedReader.Broken`, and what the body throws.
  func forEachWord(_ body: (_ word: [UInt8], _ postings: WordPostings) throws -> Void) throws {
    var walks = parts.map { BlockWalk($0.blocks) }
    var heads = try walks.indices.map { try walks[$0].next() }
    var postings = WordPostings()
    while let least = heads.compactMap({ $0?.word }).min(by: { $0.lexicographicallyPrecedes($1) }) {
      postings.removeAll()
      for part in parts.indices {
        guard let head = heads[part], head.word == least else { continue }
        try append(head, of: parts[part], to: &postings)
        heads[part] = try walks[part].next()
      }
      if postings.count > 0 { try body(least, postings) }
    }
  }

  private func append(
    _ head: BlockWalk.Word, of part: SegmentPart, to postings: inout WordPostings
  ) throws {
    try part.blocks[head.block].places.withUnsafeBytes { bytes in
      try part.blocks[head.block].positions.withUnsafeBytes { positionBytes in
        let positions = try positionBytes.part(head.positions)
        var reader = PackedPointer(positions)
        try WordPostings.forEach(try bytes.part(head.places), size: part.size) {
          passage, frequency in
          let start = reader.offset
          if !positions.isEmpty { try reader.skip(frequency) }
          guard part.numbers[passage] >= 0 else { return }
          postings.add(passage: Int(part.numbers[passage]), frequency: frequency)
          postings.append(positions: try positions.part(start..<reader.offset))
        }
      }
    }
  }
}

/// Walks through the words of one segment.
private struct BlockWalk {
  struct Word {
    var block: Int
    var word: [UInt8]
    var places: Range<Int>
    var positions: Range<Int>
  }

  private let blocks: [StoredBlock]
  private var block = -1
  private var words: [Word] = []
  private var place = 0

  init(_ blocks: [StoredBlock]) { self.blocks = blocks }

  mutating func next() throws -> Word? {
    while place == words.count {
      block += 1
      guard block < blocks.count else { return nil }
      words.removeAll(keepingCapacity: true)
      place = 0
      try blocks[block].words.withUnsafeBytes { bytes in
        var reader = BlockWords(bytes)
        while let entry = try reader.next() {
          words.append(
            Word(
              block: block, word: Array(entry.word), places: entry.places,
              positions: entry.positions))
        }
      }
    }
    defer { place += 1 }
    return words[place]
  }
}
