// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Model

/// What recognising the text of pages on their pictures came to; pages are counted from 1.
struct PDFRecognition {
  /// How sure the recogniser is of each page that it gave the text of.
  var confidences: [Int: Int] = [:]
  /// The pages that can still not be read.
  var withoutText: [Int] = []
  /// The pages that poppler could not read, and that recognition did not give the text of either.
  var failed: [Int] = []
  /// The pages that were left out: too many, or too slow.
  var notTried: [Int] = []
  var tooSlow: [Int] = []
  /// The pages at which a reader ended while it recognised them, and why.
  var lost: [LostPage] = []
  /// The pages after the last that is still recognised, since too many ended a reader.
  var givenUp: [Int] = []
  /// Whether a recogniser looked at pages.
  var isTried = false
}

extension PDFReader {
  /// Recognises the pages that need it, and puts what was found in place of what the text layer gave.
  ///
  /// - Parameters:
  ///   - empty: the pages without text.
  ///   - garbled: the pages with text that is no language.
  ///   - failed: the pages that poppler could not read.
  ///   - pictured: the pages with text in a picture beside that of their layer, which they keep.
  ///   - lost: the pages that a reader ended at; drawing them could do the same.
  func recognize(
    _ document: OpaquePointer, _ text: PDFText, empty: [Int], garbled: [Int], failed: [Int],
    pictured: [Int], lost: Set<Int>, _ recognition: TextRecognition
  ) -> PDFRecognition {
    var result = PDFRecognition()
    let isForced = recognition.mode == .force
    let unread = Set(empty).union(garbled).union(failed).union(pictured)
    // Where a running head stands on an otherwise blank page, there is nothing to recognise.
    let wanted = text.pages.indices.map { $0 + 1 }.filter { page in
      guard !lost.contains(page), isForced || unread.contains(page) else { return false }
      guard !isForced, !garbled.contains(page), !pictured.contains(page),
        !text.lineRanges[page - 1].isEmpty
      else { return true }
      return hasMarks(document, text, page - 1)
    }
    result.failed = failed.filter { !wanted.contains($0) }
    let engine = wanted.isEmpty ? nil : PageRecognizer(recognition)
    guard let recognizer = engine else {
      // Recognition is asked for only where the recogniser was found to start.
      if !wanted.isEmpty { MemoryShortage.note() }
      result.withoutText = Set(wanted).intersection(unread).sorted()
      result.failed = failed
      return result
    }
    result.isTried = true
    result.notTried = Array(wanted.dropFirst(recognition.pageLimit))
    var found: [RecognizedPage] = []
    for page in wanted.prefix(recognition.pageLimit) {
      var outcome: PageRecognizer.Outcome
      if let lost = effort.unrecognized.first(where: { $0.page == page }) {
        result.lost.append(lost)
        outcome = .failed
      } else if page > effort.lastRecognized ?? .max {
        result.givenUp.append(page)
        outcome = .failed
      } else {
        effort.watch?(page, min(wanted.count, recognition.pageLimit))
        outcome = recognizer.recognize(page - 1, of: document)
      }
      if pictured.contains(page), case .text(let words) = outcome {
        outcome = text.pages[page - 1].flatMap(words.words(beside:)).map { .text($0) } ?? .nothing
      }
      switch outcome {
      case .text(let words):
        found.append(words)
        result.confidences[page] = words.confidence
        continue
      case .blank where !garbled.contains(page) && !failed.contains(page): continue
      case .tooSlow: result.tooSlow.append(page)
      case .blank, .nothing, .failed: break
      }
      if failed.contains(page) {
        result.failed.append(page)
      } else if unread.contains(page) {
        result.withoutText.append(page)
      }
    }
    _ = cpoppler_take_complaints()
    result.withoutText = (result.withoutText + result.notTried.filter(unread.contains)).sorted()
    result.failed.sort()
    put(found, beside: Set(pictured), into: text)
    return result
  }

  /// - Parameter kept: the pages, counted from 1, that keep the text of their layer.
  private func put(_ found: [RecognizedPage], beside kept: Set<Int>, into text: PDFText) {
    guard let body = RecognizedPage.bodySize(of: found) else { return }
    let recognized = Set(found.map(\.page))
    let layer = text.bodyHeight(without: recognized)
    var pages: [Int: UnsafeMutablePointer<cpoppler_page>] = [:]
    for page in found {
      var read = page.asRead(body: body, layer: layer)
      if let other = read, let own = text.pages[page.page], kept.contains(page.page + 1) {
        read = cpoppler_joined_page(own, other, Int32(page.turns))
        cpoppler_free_page(other)
        if read == nil { MemoryShortage.note() }
      }
      pages[page.page] = read
    }
    text.replace(pages)
  }

  /// What is said of the pages that were recognised, and of those that could not be.
  func diagnostics(of result: PDFRecognition, pages count: Int) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let pages = result.confidences.keys.sorted()
    if !pages.isEmpty {
      let mean = result.confidences.values.reduce(0, +) / pages.count
      diagnostics.append(
        diagnostic(
          .note,
          "de tekst is door OCR herkend op \(pageList(pages)) van \(count), zekerheid \(mean)%",
          "vergelijk een citaat met de pagina zelf"))
    }
    let doubtful = pages.filter { (result.confidences[$0] ?? 0) < PageRecognition.doubtful }
    if !doubtful.isEmpty {
      diagnostics.append(
        diagnostic(
          .warning,
          "de tekst is slecht te herkennen op \(pageList(doubtful)): de zekerheid is daar onder "
            + "\(PageRecognition.doubtful)%",
          "bekijk deze pagina's zelf; er kunnen woorden gemist zijn"))
    }
    if !result.tooSlow.isEmpty {
      diagnostics.append(
        diagnostic(
          .warning, "het herkennen van tekst duurde te lang op \(pageList(result.tooSlow))",
          "bekijk deze pagina's zelf, of vraag het oorspronkelijke bestand op"))
    }
    for (cause, reason) in PDFLoss.reasons {
      let pages = result.lost.filter { $0.cause == cause }.map(\.page)
      guard !pages.isEmpty else { continue }
      diagnostics.append(
        diagnostic(
          .warning, "het herkennen van tekst is mislukt op \(pageList(pages)): \(reason)",
          "bekijk deze pagina's zelf, of vraag het oorspronkelijke bestand op"))
    }
    if !result.givenUp.isEmpty {
      diagnostics.append(
        diagnostic(
          .warning,
          "op \(result.givenUp.count) pagina's is geen tekst herkend, omdat het te vaak mislukte",
          "bekijk deze pagina's zelf, of vraag het oorspronkelijke bestand op"))
    }
    if !result.notTried.isEmpty {
      diagnostics.append(
        diagnostic(
          .warning,
          "op \(result.notTried.count) pagina's is geen tekst herkend, omdat het er te veel zijn",
          "splits het bestand"))
    }
    return diagnostics
  }
}
