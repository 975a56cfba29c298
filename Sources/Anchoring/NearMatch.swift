// SPDX-License-Identifier: EUPL-1.2

/// A place where an anchor may stand with other letters than before.
struct NearMatch: Equatable {
  /// The letters of the new text.
  var range: Range<Int>
  /// How alike the quote is, and each side of it, from 0 to 1; nil where there is no such side.
  var quote: Double
  var before: Double?
  var after: Double?

  /// Both sides together; 0 where there are none.
  var context: Double {
    switch (before, after) {
    case (let before?, let after?): (before + after) / 2
    case (let side?, nil), (nil, let side?): side
    case (nil, nil): 0
    }
  }

  /// One figure to compare places by.
  var value: Double { 0.6 * quote + 0.4 * context }
}

/// Looks for the letters of an anchor where some of them have changed.
///
/// Runs of six letters that the anchor and its surroundings share with the text say where it may be; there the
/// whole is laid along the text with as few edits as possible. The work is bounded whatever the text: runs
/// that occur too often are passed over, and at most `mostWindows` places are looked at closely.
struct NearMatcher {
  static let runLength = 6
  /// A run that occurs more often says little.
  static let mostOccurrences = 48
  /// The most places of runs that are weighed, and the most places looked at closely.
  static let mostHits = 6_000
  static let mostWindows = 4
  /// What share of the weight of the best place another one has that is nearly as good.
  static let nearlyBest = 0.7
  /// A longer quote is only found as it was.
  static let mostLetters = 24_000

  private let pattern: [UInt8]
  private let wanted: Range<Int>
  private let slack: Int

  /// - Returns: nil where the anchor is too short or too long.
  init?(_ letters: [UInt8], _ context: AnchorContext) {
    guard letters.count >= Self.runLength, letters.count <= Self.mostLetters else { return nil }
    pattern = Array(context.before) + letters + Array(context.after)
    wanted = context.before.count..<(context.before.count + letters.count)
    slack = min(768, 48 + letters.count / 3)
  }

  /// The places found, best first, no two of them overlapping; and whether every place was looked at that
  /// may be as good as those.
  func places(in text: [UInt8]) -> (places: [NearMatch], isComplete: Bool) {
    var found: [NearMatch] = []
    let (diagonals, isComplete) = diagonals(in: text)
    for diagonal in diagonals {
      guard
        let laid = EditDistance.align(
          pattern, wanted: wanted, along: text, diagonal: diagonal, slack: slack)
      else { continue }
      let match = NearMatch(
        range: laid.range,
        quote: Self.likeness(laid.edits.wanted, max(wanted.count, laid.range.count)),
        before: wanted.lowerBound == 0 ? nil : Self.likeness(laid.edits.before, wanted.lowerBound),
        after: wanted.upperBound == pattern.count
          ? nil : Self.likeness(laid.edits.after, pattern.count - wanted.upperBound))
      if let same = found.firstIndex(where: { $0.range.overlaps(match.range) }) {
        if match.value > found[same].value { found[same] = match }
      } else {
        found.append(match)
      }
    }
    found.sort { ($0.value, $1.range.lowerBound) > ($1.value, $0.range.lowerBound) }
    return (found, isComplete)
  }

  private static func likeness(_ edits: Int, _ length: Int) -> Double {
    max(0, 1 - Double(edits) / Double(max(1, length)))
  }

  /// The diagonals on which most of the rare runs lie, best first; and whether none was passed over on which
  /// nearly as many lie as on the best.
  private func diagonals(in text: [UInt8]) -> (diagonals: [Int], isComplete: Bool) {
    let hits = hits(in: text)
    let breadth = max(16, slack)
    var weights: [Int: Double] = [:]
    for hit in hits { weights[Self.bucket(hit.diagonal, breadth), default: 0] += hit.weight }
    // A place on the border of two buckets counts with its neighbour.
    let sums = weights.map { bucket, weight in
      (bucket: bucket, weight: weight + (weights[bucket + 1] ?? 0))
    }.sorted { ($0.weight, $1.bucket) > ($1.weight, $0.bucket) }
    var chosen: [Int] = []
    var result: [Int] = []
    let most = sums.first?.weight ?? 0
    for sum in sums {
      if sum.weight < 0.35 * most { break }
      if chosen.contains(where: { abs($0 - sum.bucket) <= 1 }) { continue }
      if result.count == Self.mostWindows { return (result, sum.weight < Self.nearlyBest * most) }
      chosen.append(sum.bucket)
      let own = hits.filter {
        let bucket = Self.bucket($0.diagonal, breadth)
        return bucket == sum.bucket || bucket == sum.bucket + 1
      }.map(\.diagonal).sorted()
      result.append(own[own.count / 2])
    }
    return (result, true)
  }

  private static func bucket(_ diagonal: Int, _ breadth: Int) -> Int {
    // Towards minus infinity, also below zero.
    diagonal >= 0 ? diagonal / breadth : (diagonal - breadth + 1) / breadth
  }

  /// Where the rare runs of the pattern stand in the text.
  private func hits(in text: [UInt8]) -> [(diagonal: Int, weight: Double)] {
    guard text.count >= Self.runLength else { return [] }
    var offsets: [UInt64: Int] = [:]
    var filter = [Bool](repeating: false, count: 1 << 14)
    Self.forEachRun(in: pattern) { run, place in
      // A run that the pattern holds twice has no one diagonal.
      offsets[run] = offsets[run] == nil ? place : -1
      filter[Self.slot(run)] = true
    }
    var places: [UInt64: [Int]] = [:]
    Self.forEachRun(in: text) { run, place in
      guard filter[Self.slot(run)], let offset = offsets[run], offset >= 0 else { return }
      if places[run, default: []].count <= Self.mostOccurrences {
        places[run, default: []].append(place - offset)
      }
    }
    var hits: [(diagonal: Int, weight: Double)] = []
    let rare = places.filter { $0.value.count <= Self.mostOccurrences }
      .sorted { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    for (_, diagonals) in rare {
      guard hits.count + diagonals.count <= Self.mostHits else { break }
      hits += diagonals.map { ($0, 1 / Double(diagonals.count)) }
    }
    return hits
  }

  @inline(__always)
  private static func slot(_ run: UInt64) -> Int { Int((run &* 0x9E37_79B9_7F4A_7C15) >> 50) }

  /// Runs of letters without regard to case, with the place where each begins.
  static func forEachRun(in bytes: [UInt8], _ body: (UInt64, Int) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var run: UInt64 = 0
      for (place, byte) in bytes.enumerated() {
        let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        run = (run << 8 | UInt64(small)) & 0xFFFF_FFFF_FFFF
        if place >= runLength - 1 { body(run, place - runLength + 1) }
      }
    }
  }
}
