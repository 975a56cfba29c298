// SPDX-License-Identifier: EUPL-1.2
import GRDB

/// Evaluates a query over the index, segment by segment, a byte for each passage.
///
/// Each term is counted in all passages of a segment at once; the conditions are then joined byte by byte,
/// or, where the terms are rare, in the few passages that hold them. There is no early end, and so no bound
/// to argue about: the order is that of all passages. A segment is small enough for its bytes to stay near
/// the processor.
final class QueryEvaluation {
  private let query: SearchQuery
  private let wanted: [Int]
  private let search: SegmentSearch
  private let scorer: PassageScorer
  private let counts: [PassageBytes]
  private let underHeading: [PassageBytes]
  private var free: [PassageBytes] = []

  /// - Parameters:
  ///   - segments: those of the index.
  ///   - passages: the number of passages in them.
  init(
    _ query: SearchQuery, _ terms: CompiledTerms, segments: [Int64], passages: Int, _ db: Database
  ) throws {
    self.query = query
    let wanted = query.wantedTerms.sorted()
    self.wanted = wanted
    search = try SegmentSearch(terms, db)
    counts = query.terms.map { _ in PassageBytes() }
    underHeading = query.terms.map { _ in PassageBytes() }
    // How rare a term is only matters beside another one.
    let spread = wanted.count > 1 ? try search.passagesWithTerms(in: segments) : []
    let weights = query.terms.indices.map { term in
      TermWeight(
        passagesWithTerm: spread.isEmpty ? passages / 2 : min(passages, spread[term]),
        passages: passages)
    }
    scorer = PassageScorer(wanted.map { weights[$0] })
  }

  /// Adds the passages of a segment that may answer the query.
  ///
  /// - Parameters:
  ///   - scope: by document of the segment, its place in the order; below 0 where it is not searched.
  ///   - fields: by field of the query and document of the segment, whether it holds.
  /// - Throws: `PackedReader.Broken`, `DatabaseError`.
  func run(
    _ number: Int64, _ segment: IndexSegment, scope: [Int32], fields: [[Bool]],
    _ best: inout BestCandidates
  ) throws {
    search.begin(number, size: segment.size)
    for term in query.terms.indices { try search.count(term, into: counts[term]) }
    for term in wanted { markUnderHeadings(term, segment) }
    scorer.begin(
      counts: wanted.map { counts[$0].bytes }, underHeading: wanted.map { underHeading[$0].bytes })
    if let few = passagesWithWantedTerms() {
      collect(few, segment, scope: scope, fields: fields, &best)
      return
    }
    if case .term(let term) = query.condition {
      collect(counts[term].bytes, TermCount.truth, segment, scope: scope, &best)
    } else {
      let truth = evaluate(query.condition, segment, fields)
      collect(truth.bytes, { $0 }, segment, scope: scope, &best)
      free.append(truth)
    }
  }

  /// Adds the passages in which the query may hold, looking at all of them.
  ///
  /// - Parameter truth: what a byte says, as `TermCount.truth` gives it.
  @inline(__always)
  private func collect(
    _ bytes: UnsafeMutablePointer<UInt8>, _ truth: (UInt8) -> UInt8, _ segment: IndexSegment,
    scope: [Int32], _ best: inout BestCandidates
  ) {
    segment.lengths.withUnsafeBufferPointer { lengths in
      for place in segment.documents.indices where scope[place] >= 0 {
        let document = segment.documents[place]
        let passages = segment.passages(place)
        var passedOver = 0
        for passage in passages where bytes[passage] != 0 && lengths[passage] != 0 {
          let score = scorer.score(passage, length: lengths[passage])
          let isCertain = truth(bytes[passage]) == 3
          if isCertain, score < best.leastScore {
            passedOver += 1
            continue
          }
          best.add(
            Candidate(
              score: score, order: scope[place], passage: Int32(passage - document.start),
              document: document.number, isCertain: isCertain))
        }
        best.passOver(passedOver)
      }
    }
  }

  /// The passages that hold a term to be found, in order; nil where they are many.
  ///
  /// A query holds nowhere else: that is the invariant of `SearchQuery`.
  private func passagesWithWantedTerms() -> [Int32]? {
    var all: [Int32] = []
    for term in wanted {
      guard let touched = counts[term].touched else { return nil }
      all += touched
    }
    all.sort()
    var kept: [Int32] = []
    for passage in all where passage != kept.last { kept.append(passage) }
    return kept
  }

  /// Evaluates the query in some passages, one by one.
  private func collect(
    _ passages: [Int32], _ segment: IndexSegment, scope: [Int32], fields: [[Bool]],
    _ best: inout BestCandidates
  ) {
    var place = 0
    for number in passages {
      let passage = Int(number)
      while segment.passages(place).upperBound <= passage { place += 1 }
      guard scope[place] >= 0 else { continue }
      let truth = truth(query.condition, passage, document: place, fields)
      if truth != 0 {
        add(passage, truth, segment, document: place, order: scope[place], &best)
      }
    }
  }

  private func truth(
    _ condition: SearchQuery.Condition, _ passage: Int, document: Int, _ fields: [[Bool]]
  ) -> UInt8 {
    switch condition {
    case .term(let term): return TermCount.truth(counts[term].bytes[passage])
    case .field(let field): return fields[field][document] ? 3 : 0
    case .not(let inner): return Self.denied(truth(inner, passage, document: document, fields))
    case .all(let parts):
      return parts.reduce(3) { $0 & truth($1, passage, document: document, fields) }
    case .any(let parts):
      return parts.reduce(0) { $0 | truth($1, passage, document: document, fields) }
    }
  }

  /// What may be is no longer certain not to be, and the other way round.
  @inline(__always)
  private static func denied(_ truth: UInt8) -> UInt8 {
    let bits = ~truth & 3
    return (bits >> 1) | ((bits & 1) << 1)
  }

  private func add(
    _ passage: Int, _ truth: UInt8, _ segment: IndexSegment, document: Int, order: Int32,
    _ best: inout BestCandidates
  ) {
    let length = segment.lengths[passage]
    guard length != 0 else { return }
    best.add(
      Candidate(
        score: scorer.score(passage, length: length), order: order,
        passage: Int32(passage - segment.documents[document].start),
        document: segment.documents[document].number, isCertain: truth == 3))
  }

  private func markUnderHeadings(_ term: Int, _ segment: IndexSegment) {
    let marks = underHeading[term]
    marks.clear(segment.size)
    let counts = counts[term].bytes
    for heading in segment.headings where counts[heading.passage] != 0 {
      let isNoted = marks.notes(heading.end - heading.passage - 1)
      for passage in heading.passage + 1..<heading.end {
        marks.bytes[passage] = 1
        if isNoted { marks.note(passage) }
      }
    }
  }

  /// - Returns: for each passage one bit for *may hold* and one for *holds*; to be put back in `free`.
  private func evaluate(
    _ condition: SearchQuery.Condition, _ segment: IndexSegment, _ fields: [[Bool]]
  ) -> PassageBytes {
    let size = segment.size
    switch condition {
    case .term(let term):
      let result = take(size)
      let (from, to) = (counts[term].bytes, result.bytes)
      for passage in 0..<size { to[passage] = TermCount.truth(from[passage]) }
      return result
    case .field(let field):
      let result = take(size)
      for place in segment.documents.indices where fields[field][place] {
        let passages = segment.passages(place)
        (result.bytes + passages.lowerBound).update(repeating: 3, count: passages.count)
      }
      return result
    case .not(let inner):
      let result = evaluate(inner, segment, fields)
      let bytes = result.bytes
      for passage in 0..<size { bytes[passage] = Self.denied(bytes[passage]) }
      return result
    case .all(let parts): return joined(parts, segment, fields) { $0 & $1 }
    case .any(let parts): return joined(parts, segment, fields) { $0 | $1 }
    }
  }

  @inline(__always)
  private func joined(
    _ parts: [SearchQuery.Condition], _ segment: IndexSegment, _ fields: [[Bool]],
    _ join: (UInt8, UInt8) -> UInt8
  ) -> PassageBytes {
    let result = evaluate(parts[0], segment, fields)
    for part in parts.dropFirst() {
      let other = evaluate(part, segment, fields)
      let (to, from) = (result.bytes, other.bytes)
      for passage in 0..<segment.size { to[passage] = join(to[passage], from[passage]) }
      free.append(other)
    }
    return result
  }

  private func take(_ size: Int) -> PassageBytes {
    let bytes = free.popLast() ?? PassageBytes()
    bytes.clear(size)
    bytes.noteNothing()
    return bytes
  }
}

/// Scores the passages of a segment by the terms that are to be found.
///
/// Everything that a loop over all passages looks at is kept by address, since a look at a property of a
/// class or at an array costs more there than the score itself.
private final class PassageScorer {
  private let scores: UnsafeMutablePointer<Float>
  private let headings: UnsafeMutablePointer<Float>
  private let counts: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  private let underHeading: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>>
  private let termCount: Int

  /// By term: `TermWeight.scores` of all terms after each other.
  private static let tableSize = (TermWeight.mostFrequent + 1) << 8

  init(_ weights: [TermWeight]) {
    termCount = weights.count
    scores = .allocate(capacity: weights.count * Self.tableSize)
    headings = .allocate(capacity: weights.count)
    counts = .allocate(capacity: weights.count)
    underHeading = .allocate(capacity: weights.count)
    for (place, weight) in weights.enumerated() {
      headings[place] = weight.heading
      for (entry, score) in weight.scores.enumerated() {
        scores[place * Self.tableSize + entry] = score
      }
    }
  }

  deinit {
    scores.deallocate()
    headings.deallocate()
    counts.deallocate()
    underHeading.deallocate()
  }

  /// Goes to another segment.
  ///
  /// - Parameters: by term and passage, how often it stands there as `TermCount` tells, and whether under a
  ///   heading with it.
  func begin(
    counts: [UnsafeMutablePointer<UInt8>], underHeading: [UnsafeMutablePointer<UInt8>]
  ) {
    for place in 0..<termCount {
      self.counts[place] = counts[place]
      self.underHeading[place] = underHeading[place]
    }
  }

  @inline(__always)
  func score(_ passage: Int, length: UInt8) -> Float {
    var score: Float = 0
    for term in 0..<termCount {
      let count = counts[term][passage]
      if count != 0 {
        let place = TermWeight.place(frequency: TermCount.frequency(count), length: length)
        score += scores[term * Self.tableSize + place]
      }
      if underHeading[term][passage] != 0 { score += headings[term] }
    }
    return score
  }
}
