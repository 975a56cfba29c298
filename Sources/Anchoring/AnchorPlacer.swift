// SPDX-License-Identifier: EUPL-1.2
import Model

/// Places the anchors of an earlier text in a new one: another version of the document, or the same bytes as
/// another version of the reader reads them.
///
/// First the same letters are looked for, whatever happened to white space, hyphens and pages; the words
/// around them decide between several places. Where that gives no one place, nearly the same letters are
/// looked for. What is found must not be somebody else's words: a text that stood in another place of the old
/// version is not taken for the anchor. Nothing is decided here: the caller shows what came of it.
///
/// ```swift
/// let old = AnchorPlacer(version: v1, readerVersion: "2", extraction: before)
/// let new = AnchorPlacer(version: v2, readerVersion: "2", extraction: after)
/// new.place(coding.locator, from: old).state  // .moved
/// ```
public struct AnchorPlacer: Sendable {
  /// The most places shown where it is ambiguous.
  public static let mostCandidates = 10

  private let side: AnchorSide

  public init(version: VersionHash, readerVersion: String, extraction: Extraction) {
    side = AnchorSide(
      QuotedDocument(version: version, readerVersion: readerVersion, extraction: extraction))
  }

  /// Where an anchor stands in this text.
  ///
  /// - Parameter old: the text that the locator is of, as it is read now; without it the quote and the 32
  ///   characters on either side are all there is to go by.
  /// - Complexity: O(*n*) in the length of the text; bounded for any text.
  public func place(_ locator: Locator, from old: AnchorPlacer? = nil) -> AnchorPlacement {
    let trace = AnchorTrace(locator, in: old?.side)
    guard !trace.letters.isEmpty else { return .lost }
    var places = side.letters.occurrences(of: trace.letters, limit: AnchorTrace.mostRivals)
    places.removeAll {
      trace.startsWord && !side.startsWord($0) || trace.endsWord && !side.endsWord($0)
    }
    if let place = theSame(among: places, trace) { return same(place, trace, places.count) }
    return near(trace, besides: places)
  }

  /// The difference between a quote and what is read now, word by word.
  public static func difference(from old: String, to new: String) -> [DifferencePart] {
    WordDifference.parts(from: old, to: new)
  }

  // MARK: The same words

  /// The one place where the same words are the anchor's; nil where that is not certain.
  private func theSame(among places: [Range<Int>], _ trace: AnchorTrace) -> Range<Int>? {
    guard let first = places.first else { return nil }
    if places.count == 1, trace.repeats.map({ $0 <= 1 }) ?? false {
      let around = trace.context.likeness(to: first, in: side.letters.bytes)
      if around.best >= Limit.sameSide { return first }
      // Words that stood once and stand once, among other words: a chance, or somebody else's that were edited?
      return trace.origin != nil && trace.letters.count >= Limit.longQuote
        && ownership(first, trace) == .own
        ? first : nil
    }
    let ranked = trace.ranked(places, in: side)
    let best = ranked[0]
    // Words that stand in more places than are looked at: only surroundings that stayed speak for one of them.
    if max(places.count, trace.rivals.count + 1) >= AnchorTrace.mostRivals,
      best.affinity < Limit.surelySameOfMany
    {
      return byPage(places, trace)
    }
    let around = trace.context.likeness(to: best.place, in: side.letters.bytes)
    guard (around.mean ?? 0) >= Limit.sameContext || around.best >= Limit.surelySameSide else {
      return nil
    }
    if ranked.count > 1, best.affinity - ranked[1].affinity < Limit.margin {
      return byOrder(ranked.map(\.place), best.affinity, trace)
    }
    if trace.hasRival(for: best.place, in: side, above: best.affinity - Limit.rivalMargin) {
      return byOrder(places, best.affinity, trace)
    }
    return best.place
  }

  /// Places that nothing tells apart stand in the same order as before, if none came or went.
  private func byOrder(
    _ places: [Range<Int>], _ affinity: Double, _ trace: AnchorTrace
  ) -> Range<Int>? {
    guard let origin = trace.origin, places.count == trace.rivals.count + 1,
      places.count < AnchorTrace.mostRivals
    else { return byPage(places, trace) }
    let earlier = trace.rivals.count { $0.lowerBound < origin.range.lowerBound }
    let place = places.sorted { $0.lowerBound < $1.lowerBound }[earlier]
    let isLikely = trace.affinity(to: place, in: side) >= affinity - Limit.margin
    return isLikely && affinity >= Limit.surelySame ? place : nil
  }

  /// In the same bytes the page has stayed the same.
  private func byPage(_ places: [Range<Int>], _ trace: AnchorTrace) -> Range<Int>? {
    guard trace.version == side.document.version, side.document.hasOwnPages else { return nil }
    let onPage = places.filter { page(of: $0) == trace.page }
    return onPage.count == 1 ? onPage[0] : nil
  }

  private func page(of range: Range<Int>) -> Int {
    side.document.text.origins[side.letters.scalars(range).lowerBound].page
  }

  private func same(
    _ range: Range<Int>, _ trace: AnchorTrace, _ repeats: Int
  ) -> AnchorPlacement {
    let scalars = side.letters.scalars(range)
    guard let locator = side.document.locator(scalars, repeats: repeats) else {
      // It runs over more than two pages now: what fits is shown, with what is missing.
      let cut = side.document.locator(scalars, repeats: repeats, isCut: true)
      return cut.map { AnchorPlacement(state: .changed, locator: $0) } ?? .lost
    }
    return AnchorPlacement(
      state: isSamePlace(range, locator, trace) ? .intact : .moved, locator: locator)
  }

  private func isSamePlace(
    _ range: Range<Int>, _ locator: Locator, _ trace: AnchorTrace
  ) -> Bool {
    let pagesCount = side.document.hasOwnPages || trace.hasOwnPages == true
    if pagesCount, locator.page != trace.page { return false }
    // In the same bytes only the reader can have changed what is a heading.
    if trace.version == side.document.version { return true }
    if let headings = trace.headings,
      headings.map(Self.folded) != (locator.headings ?? []).map(Self.folded)
    {
      return false
    }
    let around = trace.context.likeness(to: range, in: side.letters.bytes)
    return around.best >= Limit.sameSide || around.mean == nil
  }

  private static func folded(_ heading: String) -> [UInt8] { AnchorLetters(of: heading).bytes }

  // MARK: Nearly the same words

  private func near(_ trace: AnchorTrace, besides places: [Range<Int>]) -> AnchorPlacement {
    let search = NearMatcher(trace.letters, trace.context)?.places(in: side.letters.bytes)
    let likely = (search?.places ?? []).filter { match in
      !places.contains { $0.overlaps(match.range) } && Self.isLikely(match, trace)
    }.map { (match: $0, ownership: ownership($0.range, trace)) }.filter { $0.ownership != .foreign }
    let found = likely.map(\.match)
    // The same words in a place that nothing else speaks for are no better than nearly the same in the right one.
    if let best = found.first, likely.first?.ownership == .own, search?.isComplete == true,
      keepsMost(best, trace)
    {
      let next = found.dropFirst().first?.value ?? 0
      let likest = trace.ranked(places, in: side).first?.affinity ?? 0
      if best.value - next >= Limit.margin,
        best.context - likest >= Limit.nearMargin || places.isEmpty,
        let locator = locator(of: best)
      {
        return AnchorPlacement(state: .changed, locator: locator)
      }
    }
    var candidates = found.compactMap(locator(of:))
    candidates += trace.ranked(places, in: side).compactMap {
      side.document.locator(side.letters.scalars($0.place), repeats: places.count)
    }
    if candidates.isEmpty { candidates = scattered(trace) }
    candidates = Array(candidates.prefix(Self.mostCandidates))
    return candidates.isEmpty
      ? .lost : AnchorPlacement(state: .ambiguous, candidates: candidates)
  }

  /// Where most of the quote stands in another order, for a person to look at.
  private func scattered(_ trace: AnchorTrace) -> [Locator] {
    let places = ScatteredQuote(trace.letters)?.places(in: side.letters.bytes) ?? []
    return places.prefix(Self.mostCandidates).filter { ownership($0, trace) != .foreign }.compactMap
    {
      side.document.locator(side.wholeWords($0), repeats: 1, isCut: true)
    }
  }

  private func locator(of match: NearMatch) -> Locator? {
    side.document.locator(side.wholeWords(match.range), repeats: 1, isCut: true)
  }

  private static func isLikely(_ match: NearMatch, _ trace: AnchorTrace) -> Bool {
    let isLong = trace.letters.count >= Limit.veryLongQuote
    if trace.origin == nil, match.context < Limit.bareContext { return false }
    if match.quote >= Limit.nearQuote {
      return match.context >= Limit.nearContext || (isLong && match.quote >= Limit.longNearQuote)
    }
    let sides = [match.before, match.after].compactMap(\.self)
    return match.quote >= Limit.editedQuote && sides.allSatisfy { $0 >= Limit.sureSide }
      && !sides.isEmpty
  }

  /// Whether most of the quote is still in what was found.
  ///
  /// The edits alone do not say: of two texts that have nothing to do with each other a third of the letters
  /// can be laid on each other. So only letters count that stand together as they stood. Where a quote ran over two
  /// paragraphs and one of them went elsewhere, its half here is a candidate, and no more.
  private func keepsMost(_ match: NearMatch, _ trace: AnchorTrace) -> Bool {
    let kept = AnchorRuns.kept(of: trace.letters, in: side.letters.bytes[match.range])
    return Double(kept) >= Limit.kept * Double(trace.letters.count)
  }

  private enum Ownership { case own, foreign, uncertain }

  /// Whether what was found, looked for in the old text with its surroundings of now, leads back to the anchor.
  ///
  /// Else it is another sentence that was there already, and the anchor's may be gone. In a text with many
  /// sentences like it that cannot always be told.
  private func ownership(_ range: Range<Int>, _ trace: AnchorTrace) -> Ownership {
    guard let origin = trace.origin else { return .own }
    let old = origin.text.letters
    let letters = Array(side.letters.bytes[range])
    let there = old.occurrences(of: letters, limit: AnchorTrace.mostRivals)
    if there.count == 1 { return there[0].overlaps(origin.range) ? .own : .foreign }
    let around = AnchorContext(
      of: range, in: side.letters.bytes, length: AnchorTrace.contextLength)
    let (back, isComplete) = NearMatcher(letters, around)?.places(in: old.bytes) ?? ([], true)
    guard let best = back.first else { return there.isEmpty ? .own : .foreign }
    guard best.range.overlaps(origin.range) else { return .foreign }
    return isComplete ? .own : .uncertain
  }

  /// Where the borders lie, from 0 (nothing alike) to 1; set on made edits (`Scripts/quality.sh --only anchors`).
  private enum Limit {
    /// Letters of a quote that does not stand somewhere by chance.
    static let longQuote = 24
    static let veryLongQuote = 60
    /// One side of the quote is the same.
    static let sameSide = 0.6
    static let surelySameSide = 0.85
    static let sameContext = 0.5
    /// How much better the best place is than the next, and than a rival.
    static let margin = 0.08
    static let rivalMargin = 0.05
    static let surelySame = 0.8
    static let surelySameOfMany = 0.95
    static let nearQuote = 0.6
    static let longNearQuote = 0.75
    static let nearContext = 0.35
    /// Without the old text only the surroundings tell one sentence from another like it.
    static let bareContext = 0.6
    static let nearMargin = 0.2
    /// The share of a quote that must be left of it.
    static let kept = 0.6
    /// A quote that was much edited, between sides that were not.
    static let editedQuote = 0.48
    static let sureSide = 0.75
  }
}
