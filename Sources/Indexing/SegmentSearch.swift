// SPDX-License-Identifier: EUPL-1.2
import GRDB

/// One byte for each passage of a segment, reused from segment to segment.
///
/// Where few bytes are set, only those are cleared afterwards, so that a rare word costs nothing in the
/// passages that do not hold it.
final class PassageBytes {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1
  /// The passages whose byte was set, some twice; nil where they are many.
  private(set) var touched: [Int32]? = []

  init() {
    bytes = .allocate(capacity: 1)
    bytes.initialize(to: 0)
  }

  deinit { bytes.deallocate() }

  /// Makes all bytes zero, for a segment of so many passages.
  func clear(_ size: Int) {
    if size > capacity {
      bytes.deallocate()
      capacity = size
      bytes = .allocate(capacity: size)
      bytes.initialize(repeating: 0, count: size)
    } else if let touched {
      for passage in touched { bytes[Int(passage)] = 0 }
    } else {
      bytes.initialize(repeating: 0, count: capacity)
    }
    touched = []
  }

  /// Whether setting so many more bytes is still to be noted one by one.
  func notes(_ more: Int) -> Bool {
    guard let count = touched?.count else { return false }
    if count + more <= capacity / 32 { return true }
    touched = nil
    return false
  }

  /// Notes that a byte is set; to be called only where `notes` says so.
  @inline(__always)
  func note(_ passage: Int) { touched?.append(Int32(truncatingIfNeeded: passage)) }

  /// Does not note what is set from now on.
  func noteNothing() { touched = nil }
}

/// How often a term occurs in a passage as far as the index can tell, in one byte.
///
/// Seven bits count; the highest says that the term is there for certain. Without it the words are there, but
/// only the text can tell whether they are what is looked for: `!Veilig`, an elided compound.
enum TermCount {
  static let certain: UInt8 = 0x80
  private static let most: UInt8 = 0x7F

  @inline(__always)
  static func add(_ frequency: Int, isCertain: Bool, to byte: inout UInt8) {
    let sum = Int(byte & most) + frequency
    let mark = byte & certain | (isCertain ? certain : 0)
    byte = UInt8(truncatingIfNeeded: min(sum, Int(most))) | mark
  }

  @inline(__always)
  static func frequency(_ byte: UInt8) -> Int { Int(byte & most) }

  /// One bit for *may be*, one for *is*.
  @inline(__always)
  static func truth(_ byte: UInt8) -> UInt8 { (byte == 0 ? 0 : 1) | ((byte >> 7) << 1) }
}

/// Finds the terms of a query in the passages of one segment after another.
final class SegmentSearch {
  /// Words next to each other in a passage, from the first word to the last.
  private struct Span {
    var passage: Int
    var start: Int
    var end: Int
  }

  private let terms: CompiledTerms
  private let words: [IndexWords]
  private let db: Database
  private var reader: SegmentWords
  private var size = 0
  private let mask = PassageBytes()
  private let phrase = PhrasePlaces()

  /// Looks the words of the terms up in the vocabulary.
  init(_ terms: CompiledTerms, _ db: Database) throws {
    self.terms = terms
    self.db = db
    words = try terms.elements.indices.map { try IndexWords($0, terms, db) }
    reader = SegmentWords(segment: 0, db: db)
  }

  /// Goes to another segment.
  func begin(_ segment: Int64, size: Int) {
    reader = SegmentWords(segment: segment, db: db)
    self.size = size
  }

  /// By term: in how many passages its words stand, as far as the index can tell without looking at each.
  func passagesWithTerms(in segments: [Int64]) throws -> [Int] {
    var passages = [Int](repeating: 0, count: terms.elements.count)
    for segment in segments {
      reader = SegmentWords(segment: segment, db: db)
      for element in passages.indices {
        try forEachWord(of: words[element], reading: .count) { passages[element] += $0.count }
      }
    }
    func most(_ shape: Shape) -> Int {
      switch shape {
      case .single(let element): passages[Int(element)]
      case .sequence(let sequence): sequence.elements.map { passages[Int($0)] }.min() ?? 0
      case .separable(let finite, let particle):
        min(passages[Int(finite)], passages[Int(particle)])
      case .near(let left, let right, _): min(most(left), most(right))
      }
    }
    return terms.entries.indices.map { term in
      terms.patterns.reduce(0) { $1.term == term && !$1.isException ? $0 + most($1.shape) : $0 }
    }
  }

  /// Counts a term in every passage of the segment, as `TermCount` does.
  ///
  /// - Throws: `PackedReader.Broken`, `DatabaseError`.
  func count(_ term: Int, into counts: PassageBytes) throws {
    counts.clear(size)
    for pattern in terms.patterns where pattern.term == term && !pattern.isException {
      let levels = terms.entries[term].levels
      switch pattern.shape {
      case .single(let element):
        let isCounted = Self.strengths(of: terms.elements[Int(element)].kind)
          .allSatisfy { pattern.level(of: $0, levels) != nil }
        try count(single: element, isCertain: isCounted, counts)
      case .sequence(let sequence):
        let isCertain =
          isCertain(sequence)
          && [.word, .inflection, .prefix, .inside].allSatisfy {
            pattern.level(of: $0, levels) != nil
          }
        try findPhrase(sequence)
        add(phrase.all, isCertain: isCertain, to: counts)
      case .separable(let finite, _):
        // Whether the particle belongs to it, only the text can tell.
        try count(single: finite, isCertain: false, counts)
      case .near(let left, let right, let distance):
        let isCertain = areApart(left, right)
        add(try pairs(left, right, distance), isCertain: isCertain, to: counts)
      }
    }
  }

  /// How a word may satisfy an element of a kind.
  private static func strengths(of kind: Element.Kind) -> [Strength] {
    switch kind {
    case .word: [.word, .inflection]
    case .inside: [.word, .inflection, .inside]
    case .prefix: [.prefix]
    case .exact, .literal: [.word]
    case .finite: [.inflection]
    case .tail, .head: [.word, .inside]
    }
  }

  private func count(single element: Int32, isCertain: Bool, _ counts: PassageBytes) throws {
    let words = words[Int(element)]
    let isCertain = isCertain && words.isCertain
    try forEachWord(of: words, reading: .places) { found in
      try add(found, isCertain: isCertain, to: counts)
    }
    try reader.forEach(of: words.elided, reading: .places) { found in
      try add(found, isCertain: false, to: counts)
    }
    if let prefix = words.elidedPrefix {
      try reader.forEach(beginning: prefix, reading: .places) { found in
        try add(found, isCertain: false, to: counts)
      }
    }
  }

  private func add(
    _ found: SegmentWords.Found, isCertain: Bool, to counts: PassageBytes
  ) throws {
    let bytes = counts.bytes
    if counts.notes(found.count) {
      try WordPostings.forEach(found.places, size: size) { passage, frequency in
        TermCount.add(frequency, isCertain: isCertain, to: &bytes[passage])
        counts.note(passage)
      }
    } else {
      try WordPostings.forEach(found.places, size: size) { passage, frequency in
        TermCount.add(frequency, isCertain: isCertain, to: &bytes[passage])
      }
    }
  }

  private func add(
    _ places: UnsafeBufferPointer<PhrasePlaces.Place>, isCertain: Bool, to counts: PassageBytes
  ) {
    let bytes = counts.bytes
    let isNoted = counts.notes(places.count)
    for place in places {
      let passage = Int(place >> PhrasePlaces.wordBits)
      TermCount.add(1, isCertain: isCertain, to: &bytes[passage])
      if isNoted { counts.note(passage) }
    }
  }

  private func add(_ spans: [Span], isCertain: Bool, to counts: PassageBytes) {
    let isNoted = counts.notes(spans.count)
    for span in spans {
      TermCount.add(1, isCertain: isCertain, to: &counts.bytes[span.passage])
      if isNoted { counts.note(span.passage) }
    }
  }

  private func forEachWord(
    of words: IndexWords, reading columns: SegmentWords.Columns,
    _ body: (SegmentWords.Found) throws -> Void
  ) throws {
    try reader.forEach(of: words.words, reading: columns, body)
    if let prefix = words.prefix {
      try reader.forEach(beginning: prefix, reading: columns, body)
    }
  }

  // MARK: Words after each other

  /// Whether words in order are what is looked for: the marks within a word and case can only be told from the text.
  private func isCertain(_ sequence: WordSequence) -> Bool {
    !sequence.isOneWord && sequence.elements.allSatisfy { words[Int($0)].isCertain }
  }

  /// Leaves in `phrase` where words stand after each other: the places of the rarest word, of which those
  /// are kept that have the other words around them.
  private func findPhrase(_ sequence: WordSequence) throws {
    phrase.removeAll()
    let elements = sequence.elements
    let spread = try elements.map(passageCount)
    let order = spread.indices.sorted { (spread[$0], $0) < (spread[$1], $1) }
    guard let anchor = order.first, spread[anchor] > 0 else { return }
    func mayEndSentence(_ place: Int) -> Bool {
      sequence.isOneWord || place == elements.count - 1
    }
    var wordCount = 0
    try forEachWord(of: words[Int(elements[anchor])], reading: .positions) { found in
      wordCount += 1
      try phrase.add(
        found, size: size, offset: anchor, mayEndSentence: mayEndSentence(anchor))
    }
    if wordCount > 1 { phrase.sort() }
    for place in order.dropFirst() where phrase.count > 0 {
      phrase.beginKeeping()
      try forEachWord(of: words[Int(elements[place])], reading: .positions) { found in
        try phrase.keep(found, size: size, offset: place, mayEndSentence: mayEndSentence(place))
      }
      phrase.endKeeping()
    }
  }

  /// In how many passages the words of an element stand.
  private func passageCount(_ element: Int32) throws -> Int {
    var count = 0
    try forEachWord(of: words[Int(element)], reading: .count) { count += $0.count }
    return count
  }

  private func spans(of sequence: WordSequence) throws -> [Span] {
    try findPhrase(sequence)
    return phrase.all.map { place in
      let start = Int(place) & (WordPosition.limit - 1)
      return Span(
        passage: Int(place >> PhrasePlaces.wordBits), start: start,
        end: start + sequence.elements.count - 1)
    }
  }

  /// Leaves in the mask for each passage how many of the elements it holds, counted from the first on.
  private func markPassages(with elements: [Int32]) throws {
    mask.clear(size)
    mask.noteNothing()
    let bytes = mask.bytes
    for (place, element) in elements.prefix(255).enumerated() {
      let before = UInt8(truncatingIfNeeded: place)
      try forEachWord(of: words[Int(element)], reading: .places) { found in
        try WordPostings.forEach(found.places, size: size) { passage, _ in
          if bytes[passage] == before { bytes[passage] = before + 1 }
        }
      }
    }
  }

  private func positions(
    of element: Int32, wants: (Int) -> Bool
  ) throws -> [WordPosition] {
    var positions: [WordPosition] = []
    var wordCount = 0
    try forEachWord(of: words[Int(element)], reading: .positions) { found in
      let before = positions.count
      try WordPostings.forEachPosition(
        found.places, found.positions, size: size, wants: wants
      ) { passage, position, endsSentence in
        positions.append(
          WordPosition(passage: passage, position: position, endsSentence: endsSentence))
      }
      if positions.count > before { wordCount += 1 }
    }
    if wordCount > 1 { positions.sort() }
    return positions
  }

  // MARK: Words near each other

  /// Whether two shapes are single words that no word satisfies both of, so that a pair is what it seems.
  private func areApart(_ left: Shape, _ right: Shape) -> Bool {
    guard case .single(let one) = left, case .single(let other) = right else { return false }
    let (left, right) = (words[Int(one)], words[Int(other)])
    guard left.isCertain, right.isCertain, left.prefix == nil || right.prefix == nil else {
      return false
    }
    let both = Set(left.words)
    return right.words.allSatisfy { word in
      !both.contains(word) && !(left.prefix.map { word.starts(with: $0) } ?? false)
    } && left.words.allSatisfy { word in !(right.prefix.map { word.starts(with: $0) } ?? false) }
  }

  /// Every occurrence of a shape, in the order of passage and start.
  private func spans(of shape: Shape, wants: (Int) -> Bool) throws -> [Span] {
    switch shape {
    case .single(let element):
      try positions(of: element, wants: wants).map {
        Span(passage: $0.passage, start: $0.position, end: $0.position)
      }
    case .sequence(let sequence): try spans(of: sequence)
    case .near(let left, let right, let distance): try pairs(left, right, distance)
    // Never within NEAR.
    case .separable: []
    }
  }

  /// Neighbours of different sides within the distance; never fewer than there are.
  private func pairs(_ left: Shape, _ right: Shape, _ distance: Int) throws -> [Span] {
    let lefts: [Span]
    let rights: [Span]
    if case .single(let one) = left, case .single(let other) = right {
      try markPassages(with: [one, other])
      let bytes = mask.bytes
      lefts = try spans(of: left) { bytes[$0] == 2 }
      rights = try spans(of: right) { bytes[$0] == 2 }
    } else {
      lefts = try spans(of: left) { _ in true }
      rights = try spans(of: right) { _ in true }
    }
    let merged =
      (lefts.map { (side: 0, span: $0) } + rights.map { (side: 1, span: $0) }).sorted {
        ($0.span.passage, $0.span.start, $0.span.end)
          < ($1.span.passage, $1.span.start, $1.span.end)
      }
    var found: [Span] = []
    for (place, one) in merged.enumerated() {
      for other in merged[(place + 1)...] {
        guard other.span.passage == one.span.passage,
          other.span.start - one.span.end <= distance
        else { break }
        guard other.side != one.side, other.span.start > one.span.end else { continue }
        found.append(Span(passage: one.span.passage, start: one.span.start, end: other.span.end))
        break
      }
    }
    return found
  }
}
