// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Intake
import Model
import Reading

extension Measure {
  /// What is read from pictures of pages against what stands in the text layer of the same pages.
  static let recognition = Measure(name: "ocr", title: "Text recognised on pictures (OCR)") {
    material in
    guard let recognizer = Recognizer.installed() else {
      throw MissingMaterial(what: "text cannot be recognised here; install \(Recognizer.packages)")
    }
    let bench = RecognitionBench(
      limits: ReadingLimits(
        recognition: TextRecognition(mode: .auto, edition: recognizer.edition)),
      matcher: TermMatcher(terms: try terms(material)))
    let folder = try material.shared("data/nl-gov-pdf")
    let real = try bench.pages(of: try pdfs(folder), most: 20)
    let made = try bench.pages(of: try pdfs(try material.corpus()), most: 20)
    var figures: [Figure] = []
    var rows: [[String]] = []
    for (name, pages) in [("real pages", real), ("generated pages", made)] {
      for kind in RecognitionBench.Picture.allCases {
        var total = RecognitionScore()
        for (place, page) in pages.enumerated() {
          total += try bench.score(page, kind, seed: UInt64(place + 1))
        }
        figures += total.figures("\(name), \(kind.rawValue)")
        rows.append(total.row("\(name), \(kind.rawValue)", pages: pages.count))
      }
    }
    let twin = try bench.twin(
      scan: folder.appendingPathComponent("raad-en-kamer/toezeggingen_commissie_bme.pdf"),
      other: folder.appendingPathComponent("raad-en-kamer/toezeggingen_commissie_bme_ocred.pdf"))
    figures += [
      Figure("scan with an OCR twin: words of the twin found", twin.wordRecall),
      Figure("scan with an OCR twin: term places of the twin found", twin.termRecall),
    ]
    rows.append(twin.row("scan with an OCR twin", pages: twin.pages))
    let scans = bench.scans(in: try pdfs(folder))
    figures += [
      Figure("image-only documents that are read", .share(scans.read, of: scans.documents)),
      Figure(
        "documents with a text layer of which a page is taken for garbage",
        .share(scans.garbled, of: scans.withText)),
    ]
    return Section(
      source:
        "\(real.count) pages of as many real Dutch government documents that were made digitally, and "
        + "\(made.count) pages of as many generated policy plans, which are full of the framework's terms; of "
        + "each document the page nearest its middle with at least 150 words. The only real scan here that has a "
        + "twin with a text layer by another recogniser (2 pages) has rows of its own. *Image-only*: the documents "
        + "among the \(scans.all) real ones in which no page has text.",
      method:
        "The pages were drawn as pictures, and the pictures put in PDFs without text. *Clean* is 300 dots to the "
        + "inch as drawn. *Copied* is 200 dots to the inch, turned by up to 0.8 degrees, blurred, with grain and "
        + "specks, in black and white: made by a program, so no real scanner. The reader read them with "
        + "\(recognizer.edition), and the text layer is the truth. *Words*: in small letters, without "
        + "punctuation at their ends, each as often as it is on the page. *Terms*: places of the framework's "
        + "document terms, in all zones of the page.",
      figures: figures,
      tables: [
        MarkdownTable(
          head: [
            "pages", "number", "words", "found", "too many", "term places", "found", "too many",
            "certainty", "seconds a page",
          ], rows: rows)
      ],
      remarks: [
        "No limits were set before measuring. Handwriting, photographs and forms are not among these pages.",
        "Certainty is the mean of what the recogniser says of itself. Seconds are processor time on the machine "
          + "where this was measured; the \(scans.pages) pages of the image-only documents took "
          + String(format: "%.1f", scans.seconds / Double(max(1, scans.pages))) + " a page.",
        "Letters of papers that do not embed their fonts are drawn with those of the machine. With only DejaVu "
          + "there, the words found on the generated pages, which ask for Helvetica, were 98.61 % (clean) and "
          + "96.04 % (copied); with `fonts-urw-base35` they were 99.81 and 96.78 %.",
        "The real pages are others than before reader 8 (6,564 words): the twenty are taken from the papers that are "
          + "read as a whole, and which those are has changed. One of them, an inventory in small type, gave 679 of "
          + "its 771 words, and 371 when copied; the other nineteen gave 98.82 and 96.73 %.",
      ])
  }

  private static func terms(_ material: Material) throws -> [Term] {
    let file = try material.own("Resources/frameworks/kindermishandeling-2015.yaml")
    let (framework, _) = FrameworkParser.parse(
      text: try String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
    guard let framework else { throw MissingMaterial(what: "the framework cannot be read") }
    return framework.documentTerms
  }

  private static func pdfs(_ folder: URL) throws -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "pdf" }
      .sorted { $0.path < $1.path }
  }
}

/// A page with a text layer, and what is read from it.
private struct LayerPage {
  var file: URL
  /// Counted from 1.
  var page: Int
  var words: [String: Int]
  var terms: [String: Int]
}

private struct RecognitionBench {
  enum Picture: String, CaseIterable { case clean, copied }

  let limits: ReadingLimits
  let matcher: TermMatcher

  /// Of each document one page with enough text.
  ///
  /// - Parameter most: how many documents; they are taken at even distances.
  func pages(of files: [URL], most: Int) throws -> [LayerPage] {
    var found: [LayerPage] = []
    for file in files.prefix(160) {
      let extraction = DocumentReader.read(path: file.path)
      guard extraction.state == .read, extraction.language == "nl" else { continue }
      let middle = extraction.pages.count / 2 + 1
      let wanted = extraction.pages.map(\.number).sorted {
        (abs($0 - middle), $0) < (abs($1 - middle), $1)
      }
      .first { Self.words(extraction.pages[$0 - 1].text).values.reduce(0, +) >= 150 }
      guard let wanted else { continue }
      found.append(
        LayerPage(
          file: file, page: wanted, words: Self.words(extraction.pages[wanted - 1].text),
          terms: terms(of: extraction, page: wanted)))
    }
    guard found.count > most else { return found }
    return (0..<most).map { found[$0 * found.count / most] }
  }

  func score(_ page: LayerPage, _ kind: Picture, seed: UInt64) throws -> RecognitionScore {
    var picture = try ScannedPage(
      file: page.file, page: page.page, dpi: kind == .clean ? 300 : 200)
    if kind == .copied { picture.copy(seed: seed) }
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("quality-\(UUID().uuidString).pdf")
    try picture.pdf().write(to: place)
    defer { unlink(place.path) }
    let start = clock()
    let extraction = DocumentReader.read(path: place.path, limits: limits)
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    var score = RecognitionScore(
      truth: page.words, found: Self.words(extraction.pages.map(\.text).joined(separator: "\n")),
      terms: page.terms, foundTerms: terms(of: extraction, page: 1))
    score.seconds = seconds
    score.certainty = extraction.recognized.first?.confidence ?? 0
    return score
  }

  /// What becomes of the documents without text, and of the text layers of the others.
  func scans(in files: [URL]) -> ScanTally {
    var tally = ScanTally()
    for file in files {
      let layer = DocumentReader.read(path: file.path)
      tally.all += 1
      if layer.passages.contains(where: { $0.zone == .body }) {
        tally.withText += 1
        let isGarbled =
          layer.state == .noText
          || layer.diagnostics.contains { $0.problem.contains("geen leesbare taal") }
        if isGarbled { tally.garbled += 1 }
      }
      guard layer.state == .noText else { continue }
      let start = clock()
      let read = DocumentReader.read(path: file.path, limits: limits)
      tally.seconds += Double(clock() - start) / Double(CLOCKS_PER_SEC)
      tally.documents += 1
      tally.pages += read.pages.count
      if read.state == .ocr { tally.read += 1 }
    }
    return tally
  }

  /// A scan against the text layer that another program gave it.
  func twin(scan: URL, other: URL) throws -> RecognitionScore {
    let start = clock()
    let mine = DocumentReader.read(path: scan.path, limits: limits)
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    let its = DocumentReader.read(path: other.path)
    func words(_ extraction: Extraction) -> [String: Int] {
      Self.words(extraction.pages.map(\.text).joined(separator: "\n"))
    }
    func terms(_ extraction: Extraction) -> [String: Int] {
      matcher.match(extraction).reduce(into: [:]) { $0[$1.term.rawValue, default: 0] += 1 }
    }
    var score = RecognitionScore(
      truth: words(its), found: words(mine), terms: terms(its), foundTerms: terms(mine))
    score.pages = mine.recognized.count
    score.certainty = mine.recognized.reduce(0) { $0 + $1.confidence }
    score.seconds = seconds
    return score
  }

  private func terms(of extraction: Extraction, page: Int) -> [String: Int] {
    var counts: [String: Int] = [:]
    for hit in matcher.match(extraction) where hit.stretches.first?.page == page {
      counts[hit.term.rawValue, default: 0] += 1
    }
    return counts
  }

  private static func words(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
      let start = word.drop { !$0.isLetter && !$0.isNumber }
      guard let end = start.lastIndex(where: { $0.isLetter || $0.isNumber }) else { continue }
      counts[String(start[...end]), default: 0] += 1
    }
    return counts
  }
}

private struct ScanTally {
  var all = 0
  var documents = 0
  var read = 0
  var pages = 0
  var seconds = 0.0
  /// Documents with a text layer, and those of them of which a page is called garbage.
  var withText = 0
  var garbled = 0
}

private struct RecognitionScore {
  var words = 0
  var foundWords = 0
  var rightWords = 0
  var terms = 0
  var foundTerms = 0
  var rightTerms = 0
  var seconds = 0.0
  var certainty = 0
  var pages = 0

  init() {}

  init(
    truth: [String: Int], found: [String: Int], terms: [String: Int], foundTerms: [String: Int]
  ) {
    func common(_ one: [String: Int], _ other: [String: Int]) -> Int {
      one.reduce(0) { $0 + min($1.value, other[$1.key] ?? 0) }
    }
    words = truth.values.reduce(0, +)
    foundWords = found.values.reduce(0, +)
    rightWords = common(truth, found)
    self.terms = terms.values.reduce(0, +)
    self.foundTerms = foundTerms.values.reduce(0, +)
    rightTerms = common(terms, foundTerms)
    pages = 1
  }

  static func += (left: inout RecognitionScore, right: RecognitionScore) {
    left.words += right.words
    left.foundWords += right.foundWords
    left.rightWords += right.rightWords
    left.terms += right.terms
    left.foundTerms += right.foundTerms
    left.rightTerms += right.rightTerms
    left.seconds += right.seconds
    left.certainty += right.certainty
    left.pages += right.pages
  }

  var wordRecall: Figure.Value { .share(rightWords, of: words) }
  var termRecall: Figure.Value { .share(rightTerms, of: terms) }

  func figures(_ name: String) -> [Figure] {
    [
      Figure("\(name): words found", wordRecall),
      Figure("\(name): term places found", termRecall),
      Figure("\(name): term places that are right", .share(rightTerms, of: foundTerms)),
    ]
  }

  func row(_ name: String, pages count: Int) -> [String] {
    [
      name, "\(count)", "\(words)", "\(rightWords)", "\(foundWords - rightWords)", "\(terms)",
      "\(rightTerms)", "\(foundTerms - rightTerms)", "\(pages > 0 ? certainty / pages : 0)",
      String(format: "%.1f", pages > 0 ? seconds / Double(pages) : 0),
    ]
  }
}
