// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Foundation
import Model
import Reading

extension Measure {
  /// Quotes placed again in edited versions of real papers, and in the same paper in another format.
  static let anchors = Measure(name: "anchors", title: "Anchors: quotes in a new version") {
    material in
    let papers = try AnchorPapers(material)
    let seeds = material.seeds.isEmpty ? AnchorPapers.seeds : material.seeds
    var made = AnchorScore()
    var byKind: [EditKind: AnchorScore] = [:]
    var alone = AnchorScore()
    var seedRows: [[String]] = []
    for seed in seeds {
      var own = AnchorScore()
      for kind in EditKind.allCases {
        let score = papers.score(kind, seed: seed, alone: false)
        byKind[kind, default: AnchorScore()] += score
        if kind == .all { continue }
        own += score
        alone += papers.score(kind, seed: seed, alone: true)
      }
      seedRows.append([
        "\(seed)", "\(own.anchors)", "\(own.wrong)", "\(own.lostThoughPresent)",
        "\(own.ambiguousThoughPresent)",
      ])
      made += own
    }
    var rows = EditKind.allCases.map { row($0.name, byKind[$0] ?? AnchorScore()) }
    rows.append(row("the five kinds, without the old text", alone))
    let pairs = try FormatPairs(material)
    let speed = papers.speed(versions: 500, anchorsEach: 20)
    return Section(
      source:
        "\(papers.texts.count) real texts of at least 400 words (PDF, DOCX, ODT, HTML, Markdown; government "
        + "documents, laws, manuals; \(papers.wordCount) words), and two papers of the Tweede Kamer that "
        + "exist as PDF, ODT and HTML.",
      method:
        "*Made edits*: from a text, laid out on pages, 20 quotes of 3 to 40 words are drawn (one in ten may run on "
        + "over the end of its paragraph); the text is edited all over, and half of the quotes more than the "
        + "rest: words and paragraphs put in, left out (1 in 8 words of such a quote), swapped, replaced or moved, "
        + "words broken and closed with other quotation marks and ligatures, other pages with paragraphs cut and "
        + "put together. Every word keeps its number, so that it is known where it went. *Wrong*: less than half "
        + "of the old words found are the quote's, less than half of what is left of it was found, or nothing is left. *Present*: at "
        + "least 60 % of its letters still stand together. The seed is fixed. *Pairs*: every sentence of each "
        + "paper in each format, placed in the two other formats; right where the sentence stands in the "
        + "passage of the same number.",
      figures: [
        Figure(
          "wrong placements, made edits", .share(made.wrong, of: made.anchors),
          limit: .atMost(0.001)),
        Figure(
          "lost although present, made edits", .share(made.lostThoughPresent, of: made.present),
          limit: .atMost(0.01)),
        Figure(
          "uncertain although present, made edits",
          .share(made.ambiguousThoughPresent, of: made.present)),
        Figure(
          "wrong placements, other format", .share(pairs.wrong, of: pairs.anchors),
          limit: .atMost(0.001)),
        Figure(
          "lost although present, other format", .share(pairs.lost, of: pairs.anchors),
          limit: .atMost(0.01)),
        Figure(
          "seconds for 10,000 anchors in 500 new versions", .number(speed.seconds, decimals: 1),
          limit: .atMost(10)),
      ] + pairs.scanFigures,
      tables: [
        MarkdownTable(
          head: [
            "edits", "quotes", "intact", "moved", "changed", "uncertain", "lost", "wrong",
            "lost though present", "uncertain though present",
          ], rows: rows),
        MarkdownTable(
          head: [
            "seed", "quotes, five kinds", "wrong", "lost though present",
            "uncertain though present",
          ], rows: seedRows),
        MarkdownTable(
          head: ["from → to", "quotes", "same words", "changed", "uncertain", "lost", "wrong"],
          rows: pairs.rows),
      ],
      remarks: [
        "The borders were set on these same kinds of edits with other seeds and texts of the same set, so the "
          + "figures say how well such edits are followed, and not how people revise.",
        "The first seed is the one that was published before; the four others were not looked at when the placer was "
          + "mended (that was done on the seeds 10 to 60).",
        "Without the old text (it is there whenever the kept documents are) only 32 characters on either side are "
          + "left to go by; the last row shows what that costs.",
        "Speed: \(speed.megabytes) MB of text on both sides, one thread, in processor time, preparing the texts included; a reader "
          + "has read them already.",
      ] + pairs.remarks, examples: made.failures + pairs.lostInScan)
  }

  private static func row(_ name: String, _ score: AnchorScore) -> [String] {
    [name, "\(score.anchors)"]
      + AnchorState.allCases.map { "\(score.states[$0] ?? 0)" }
      + ["\(score.wrong)", "\(score.lostThoughPresent)", "\(score.ambiguousThoughPresent)"]
  }
}

/// Real texts to draw quotes from.
private struct AnchorPapers {
  /// Of the edits that are published.
  static let seeds: [UInt64] = [20_150_414, 110, 120, 130, 140]

  var texts: [EditedText] = []
  private var foreign: [EditedText.Block] = []

  var wordCount: Int { texts.reduce(0) { $0 + $1.wordCount } }

  init(_ material: Material) throws {
    let kinds: Set<String> = ["pdf", "docx", "odt", "html", "md"]
    for folder in ["nl-gov-pdf", "nl-gov-office", "nl-texts"] {
      let root = try material.shared("data/\(folder)")
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      for path in paths where kinds.contains(URL(fileURLWithPath: path).pathExtension) {
        let extraction = DocumentReader.read(path: root.appendingPathComponent(path).path)
        let text = EditedText(extraction)
        if text.wordCount >= 400 { texts.append(text) }
      }
    }
    guard texts.count >= 50 else { throw MissingMaterial(what: "there are too few texts") }
    foreign = texts.prefix(40).flatMap(\.blocks).filter {
      $0.kind == .paragraph && $0.words.count >= 8
    }
  }

  /// A text with quotes, and an edited version of it.
  private func version(
    _ number: Int, _ kind: EditKind, anchors: Int, _ numbers: inout SplitMix64
  ) -> (old: AnchoredText, new: Extraction, places: [EditedText.Place]) {
    let old = AnchoredText(
      texts[number % texts.count], version: "old", count: anchors, &numbers)
    let targets = old.anchors.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.words)
    // A paragraph that is put in must not be one of the text's own: a copy of it is no mistake to find.
    let own = Set(old.text.blocks.map(Self.letters))
    let laid = old.text.edited(
      kind, targets: targets, foreign: foreign.filter { !own.contains(Self.letters($0)) }, &numbers
    ).laidOut()
    return (old, laid.extraction, laid.places)
  }

  private static func letters(_ block: EditedText.Block) -> String {
    block.words.map(\.text).joined()
  }

  /// Fifty edited versions with twenty quotes each.
  ///
  /// - Parameter alone: whether there is nothing but the locators.
  func score(_ kind: EditKind, seed: UInt64, alone: Bool) -> AnchorScore {
    let place = EditKind.allCases.firstIndex(of: kind) ?? 0
    var numbers = SplitMix64(seed: seed + UInt64(place))
    // Each seed takes other texts; the one that was published first takes those that it took then.
    let first = seed == Self.seeds[0] ? 0 : Int(seed % 1_000) * 53
    var total = AnchorScore()
    for number in 0..<50 {
      let made = version(first + number * 5 + place * 11, kind, anchors: 20, &numbers)
      let old = AnchorPlacer(version: "old", readerVersion: "1", extraction: made.old.extraction)
      let new = AnchorPlacer(version: "new", readerVersion: "1", extraction: made.new)
      for anchor in made.old.anchors {
        let placed = new.place(anchor.locator, from: alone ? nil : old)
        total += made.old.score(placed, of: anchor, in: made.places, kind.name)
      }
    }
    return total
  }

  /// The time that placing takes, preparing the texts on both sides included.
  func speed(versions: Int, anchorsEach: Int) -> (seconds: Double, megabytes: Int) {
    var numbers = SplitMix64(seed: 2_015)
    var seconds = 0.0
    var bytes = 0
    let kinds = EditKind.allCases
    for number in 0..<versions {
      let made = version(number, kinds[number % kinds.count], anchors: anchorsEach, &numbers)
      let before = Measure.processorSeconds
      let old = AnchorPlacer(version: "old", readerVersion: "1", extraction: made.old.extraction)
      let new = AnchorPlacer(version: "new", readerVersion: "1", extraction: made.new)
      for anchor in made.old.anchors { _ = new.place(anchor.locator, from: old) }
      seconds += Measure.processorSeconds - before
      for text in [made.old.extraction, made.new] {
        bytes += text.pages.reduce(0) { $0 + $1.text.utf8.count }
      }
    }
    return (seconds, bytes / 1_000_000)
  }
}
