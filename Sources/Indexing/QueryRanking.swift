// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GRDB
import Model

/// A passage that may answer a query, with its place in the order.
struct Candidate {
  var score: Float
  /// The place of its document among all documents, by version.
  var order: Int32
  var passage: Int32
  var document: Int64
  /// Whether the index knows that it answers; where not, the text decides.
  var isCertain: Bool

  /// Whether this one is shown before another one.
  @inline(__always)
  func precedes(_ other: Candidate) -> Bool {
    if score != other.score { return score > other.score }
    if order != other.order { return order < other.order }
    return passage < other.passage
  }
}

/// The best of the candidates, and how many there are.
struct BestCandidates {
  let limit: Int
  /// A heap with the last one of those that are kept in front.
  private var heap: [Candidate] = []
  /// All that the index is not certain of, up to a limit; nil where there are more.
  private(set) var uncertain: [Candidate]? = []
  private(set) var count = 0
  private(set) var certainCount = 0
  /// What scores less is not kept.
  private(set) var leastScore = -Float.infinity

  /// The number of uncertain passages up to which each is looked at to count them.
  static let uncertainLimit = 300

  init(limit: Int) { self.limit = limit }

  /// Whether some are left out of `sorted`.
  var isCut: Bool { count > heap.count }

  var sorted: [Candidate] { heap.sorted { $0.precedes($1) } }

  @inline(__always)
  mutating func add(_ candidate: Candidate) {
    if candidate.isCertain, candidate.score < leastScore { return passOver(1) }
    keep(candidate)
  }

  /// Counts passages that are certain and score less than `leastScore`.
  @inline(__always)
  mutating func passOver(_ passages: Int) {
    count += passages
    certainCount += passages
  }

  private mutating func keep(_ candidate: Candidate) {
    count += 1
    if candidate.isCertain {
      certainCount += 1
    } else if uncertain != nil {
      noteUncertain(candidate)
    }
    if heap.count == limit, !candidate.precedes(heap[0]) { return }
    insert(candidate)
    if heap.count == limit { leastScore = heap[0].score }
  }

  private mutating func noteUncertain(_ candidate: Candidate) {
    uncertain?.append(candidate)
    if let known = uncertain?.count, known > Self.uncertainLimit { uncertain = nil }
  }

  private mutating func insert(_ candidate: Candidate) {
    if heap.count < limit {
      heap.append(candidate)
      var place = heap.count - 1
      while place > 0, heap[(place - 1) / 2].precedes(heap[place]) {
        heap.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
      return
    }
    heap[0] = candidate
    var place = 0
    while true {
      var last = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[last].precedes(heap[child]) { last = child }
      if last == place { return }
      heap.swapAt(place, last)
      place = last
    }
  }
}

/// How much a term says for a passage: BM25 (Robertson and Zaragoza, 2009, doi:10.1561/1500000019) with
/// k₁ = 1.2 and b = 0.5, around a usual length of forty words, and something for a heading above.
///
/// How rare a term is, is told by how many passages of the corpus hold its words, so that the order of two
/// passages does not depend on which others were found.
struct TermWeight {
  /// By frequency (up to 15) and code of length.
  let scores: [Float]
  /// For a passage that stands under a heading with the term.
  let heading: Float

  static let mostFrequent = 15
  /// What a heading above is worth, beside a first occurrence in a passage of usual length.
  private static let headingShare: Float = 0.3

  init(passagesWithTerm: Int, passages: Int) {
    let share = (Double(passages - passagesWithTerm) + 0.5) / (Double(passagesWithTerm) + 0.5)
    let rarity = Float(log(1 + max(0, share)))
    heading = Self.headingShare * rarity
    scores = (0...Self.mostFrequent).flatMap { frequency in
      PassageLength.steps.map { words in
        let norm = 1.2 * (0.5 + 0.5 * words / PassageLength.usual)
        return frequency == 0 ? 0 : rarity * Float(frequency) * 2.2 / (Float(frequency) + norm)
      }
    }
  }

  /// The place in `scores` of a passage.
  @inline(__always)
  static func place(frequency: Int, length: UInt8) -> Int {
    min(frequency, mostFrequent) << 8 | Int(length)
  }
}
