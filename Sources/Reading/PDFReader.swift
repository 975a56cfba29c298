// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import DutchText
import Foundation
import Model

/// Reads a PDF with poppler: its text layer in reading order, page by page.
struct PDFReader {
  let effort: ReadingEffort
  let file: String

  /// - Throws: `ReadingFailure` when nothing can be read.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    _ = cpoppler_take_complaints()
    let (document, isUnlocked) = try open(bytes)
    defer { cpoppler_close(document) }
    _ = cpoppler_take_complaints()
    let text = PDFText()
    let loss = try readPages(of: document, into: text)
    guard !text.pages.isEmpty else {
      throw ReadingFailure.damaged("er zijn geen pagina's te vinden")
    }
    if let cause = loss.whole(of: text) { throw cause }
    let isCut = !PDFEnding(bytes).isWhole
    let recognition = effort.limits.recognition
    guard !isCut || !text.lines.isEmpty || recognition != nil else { throw Self.cutOff }
    var draft = extraction(text, document)
    let lost = Set(loss.lost.map(\.page))
    let empty = draft.pagesWithoutText.filter { !lost.contains($0) }
    let garbled = draft.pages.filter { TextLayer.isGarbled($0.text) }.map(\.number)
    let known = lost.union(empty).union(garbled).union(loss.failed)
    let isDrawn =
      recognition?.mode != .force && Self.mayHoldUnreadText(bytes, pages: text.pages.count)
    let pictured = isDrawn ? pagesWithUnreadText(document, text, besides: known) : []
    var result = PDFRecognition()
    if let recognition {
      result = recognize(
        document, text, empty: empty, garbled: garbled, failed: loss.failed, pictured: pictured,
        lost: lost, recognition)
      if !result.confidences.isEmpty { draft = extraction(text, document, result.confidences) }
      guard !isCut || !text.lines.isEmpty else { throw Self.cutOff }
    } else {
      let unread = pagesWithMarks(document, text, of: empty, failed: loss.failed)
      result.withoutText = Set(unread).union(garbled).union(pictured).sorted()
      result.failed = loss.failed
    }
    effort.pageGuard?.endPages()
    draft.pagesWithoutText = Set(result.withoutText).union(result.failed).union(lost).sorted()
    draft.isOpenToRecognition = !known.subtracting(lost).union(pictured).isEmpty
    draft.lock = isUnlocked ? .opened : nil
    draft.title = title(document, draft)
    draft.metadataDate = date(document)
    judge(&draft, result, loss, garbled: garbled, pictured: pictured, isCut: isCut)
    return draft
  }

  /// - Throws: `ReadingFailure` when the text outgrows the limit.
  private func readPages(of document: OpaquePointer, into text: PDFText) throws -> PDFLoss {
    var loss = PDFLoss(pageCount: Int(cpoppler_page_count(document)))
    for page in 1...max(1, loss.pageCount) where page <= loss.pageCount {
      if page > effort.lastPage ?? .max || effort.pageGuard?.isSpent == true {
        loss.firstUnread = page
        break
      }
      if let lost = effort.lost.first(where: { $0.page == page }) {
        loss.lost.append(lost)
        text.append(nil)
        continue
      }
      effort.pageGuard?.begin(page: page)
      var status: Int32 = 0
      let read = cpoppler_read_page(document, Int32(page - 1), &status)
      let complaints = cpoppler_take_complaints()
      if status == Int32(CPOPPLER_NO_MEMORY) {
        MemoryShortage.note()
        loss.lost.append(LostPage(page: page, cause: .memory))
      } else if read == nil || (complaints > 0 && read?.pointee.line_count == 0) {
        loss.failed.append(page)
      }
      text.append(read)
      guard text.byteCount <= effort.limits.textBytes else {
        throw ReadingFailure.tooLarge("de tekst", limitBytes: effort.limits.textBytes)
      }
    }
    return loss
  }

  private static let cutOff = ReadingFailure.damaged(
    "het is afgebroken en er is geen tekst meer in te vinden")

  /// - Returns: the document, and whether it took a password to open it.
  func open(
    _ bytes: UnsafeRawBufferPointer
  ) throws -> (document: OpaquePointer, isUnlocked: Bool) {
    guard let length = Int32(exactly: bytes.count) else {
      throw ReadingFailure.tooLarge("het bestand", limitBytes: Int(Int32.max))
    }
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    var status: Int32 = 0
    var isLocked = false
    for password in [[0]] + effort.passwords.flatMap(Self.spellings) {
      if let document = cpoppler_open(start, length, password, &status) {
        return (document, isLocked)
      }
      isLocked = isLocked || status == Int32(CPOPPLER_LOCKED)
      if status == Int32(CPOPPLER_NO_MEMORY) {
        MemoryShortage.note()
        throw ReadingFailure.memory
      }
      if !isLocked { break }
    }
    throw isLocked
      ? ReadingFailure.lockedPDF : ReadingFailure.damaged("er is geen leesbare pdf in te vinden")
  }

  /// The bytes of a password, ending in 0: in UTF-8, as the newest encryption has it, and where it goes in Latin-1,
  /// as the older ones do.
  private static func spellings(of password: String) -> [[CChar]] {
    let utf8 = password.utf8.map { CChar(bitPattern: $0) } + [0]
    let latin = password.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
    guard latin.count + 1 < utf8.count, latin.count == password.unicodeScalars.count else {
      return [utf8]
    }
    return [utf8, latin.map { CChar(bitPattern: $0) } + [0]]
  }

  /// - Parameter confidences: those of the pages that were recognised, counted from 1.
  private func extraction(
    _ text: PDFText, _ document: OpaquePointer, _ confidences: [Int: Int] = [:]
  ) -> Extraction {
    let zones = PDFZones(text: text)
    zones.mark()
    if zones.isAllHeads, !hasMarksOnFirstPages(document, text) { zones.unmarkHeads() }
    let drafts = PDFLayout(text: text).drafts()
    var assembly = PDFAssembly(text: text, words: effort.words)
    assembly.assemble(drafts)
    let empty = text.lineRanges.indices.filter { page in
      text.lines[text.lineRanges[page]].allSatisfy {
        $0.zone == .runningHead || $0.zone == .pageNumber
      }
    }.map { $0 + 1 }
    return Extraction(
      state: confidences.isEmpty ? .read : .ocr, format: "pdf", pages: assembly.pages,
      passages: assembly.passages,
      boxes: assembly.boxes,
      pagesWithoutText: empty,
      recognized: confidences.sorted { $0.key < $1.key }.map {
        PageRecognition(
          page: $0.key, confidence: $0.value, words: assembly.confidences[$0.key] ?? [])
      }, language: LanguageGuess.language(of: assembly.pages))
  }

  /// Whether anything stands on the first pages besides their heads: the pages are scans then, and no text.
  private func hasMarksOnFirstPages(_ document: OpaquePointer, _ text: PDFText) -> Bool {
    text.pages.indices.prefix(16).contains {
      text.pages[$0] != nil && hasMarks(document, text, $0)
    }
  }

  /// Of the pages without text those on which something else is to be seen.
  ///
  /// Drawing a scan takes time: after 16 pages, five seconds, or one page of a document without any text the
  /// rest counts as not blank.
  private func pagesWithMarks(
    _ document: OpaquePointer, _ text: PDFText, of pages: [Int], failed: [Int]
  ) -> [Int] {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(5))
    let isScan = pages.count == text.pages.count
    var kept: [Int] = []
    for (place, page) in pages.enumerated() {
      let isEnough =
        place >= 16 || clock.now >= end || (isScan && !kept.isEmpty)
        || effort.pageGuard?.isSpent == true
      let isDrawn = !isEnough && !failed.contains(page)
      if !isDrawn || hasMarks(document, text, page - 1) { kept.append(page) }
    }
    _ = cpoppler_take_complaints()
    return kept
  }

  /// Whether something stands on a page, counted from 0, between its head and its foot.
  func hasMarks(_ document: OpaquePointer, _ text: PDFText, _ page: Int) -> Bool {
    let height = text.height(ofPage: page)
    var top: Float = 0
    var bottom = height
    for line in text.lines[text.lineRanges[page]] {
      if line.box.y1 < height / 2 {
        top = max(top, line.box.y1 + 4)
      } else {
        bottom = min(bottom, line.box.y0 - 4)
      }
    }
    effort.pageGuard?.begin(page: page + 1)
    let marks = cpoppler_has_marks(document, Int32(page), top, bottom)
    if marks == -2 { MemoryShortage.note() }
    return marks != 0
  }

  private func title(_ document: OpaquePointer, _ extraction: Extraction) -> String? {
    if let value = cpoppler_info(document, "Title") {
      defer { free(value) }
      let title = String(cString: value).trimmingCharacters(in: .whitespaces)
      let isUseful =
        title.count > 3 && !title.lowercased().hasPrefix("microsoft word")
        && !title.lowercased().hasPrefix("untitled")
      if isUseful { return title.precomposedStringWithCanonicalMapping }
    }
    return extraction.firstHeading
  }

  private func date(_ document: OpaquePointer) -> String? {
    let seconds = cpoppler_created(document)
    guard seconds > 0 else { return nil }
    var time = time_t(seconds)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil, (1980...2100).contains(Int(parts.tm_year) + 1900) else {
      return nil
    }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  /// Sets the state from what is missing, with a diagnostic for each reason.
  private func judge(
    _ extraction: inout Extraction, _ result: PDFRecognition, _ loss: PDFLoss, garbled: [Int],
    pictured: [Int], isCut: Bool
  ) {
    let count = max(extraction.pages.count, loss.pageCount)
    for (problem, remedy) in loss.problems {
      extraction.state = .partly
      extraction.diagnostics.append(diagnostic(.warning, problem, remedy))
    }
    if extraction.lock == .opened {
      extraction.diagnostics.append(
        diagnostic(
          .note, "het bestand is met een wachtwoord geopend",
          "bewaar het wachtwoord: verify heeft het ook nodig"))
    }
    let empty = extraction.pagesWithoutText
    extraction.diagnostics += diagnostics(of: result, pages: count)
    let hasText = extraction.passages.contains {
      ($0.zone == .body || $0.zone == .contents)
        && !$0.stretches.allSatisfy { garbled.contains($0.page) && empty.contains($0.page) }
    }
    let recognize =
      result.isTried
      ? "bekijk ze zelf, of vraag het oorspronkelijke bestand op"
      : "laat tekst herkennen (OCR), of vraag het oorspronkelijke bestand op"
    let also = result.isTried ? ", ook niet na tekstherkenning (OCR)" : ""
    if !hasText {
      extraction.state = .noText
      let pages = count == 1 ? "de pagina" : "de \(count) pagina's"
      extraction.diagnostics.append(
        empty.isEmpty
          ? diagnostic(
            .error, "er staat niets op \(pages)", "controleer of dit het goede bestand is")
          : diagnostic(.error, "er staat geen leesbare tekst op \(pages)\(also)", recognize))
      return
    }
    func miss(_ problem: String, _ remedy: String) {
      extraction.state = .partly
      extraction.diagnostics.append(diagnostic(.warning, problem, remedy))
    }
    let look =
      result.isTried
      ? "bekijk deze pagina's zelf" : "laat tekst herkennen (OCR), of bekijk deze pagina's zelf"
    let unreadable = result.withoutText.filter(garbled.contains)
    if !unreadable.isEmpty {
      miss(
        "de tekst is geen leesbare taal op \(pageList(unreadable)) van \(count)\(also)", recognize)
    }
    let beside = result.withoutText.filter(pictured.contains)
    if !beside.isEmpty {
      miss(
        "niet gelezen\(also): tekst in beeld naast de andere tekst, op "
          + "\(pageList(beside)) van \(count)", look)
    }
    let withoutText = result.withoutText.filter {
      !garbled.contains($0) && !pictured.contains($0) && !result.failed.contains($0)
    }
    if !withoutText.isEmpty {
      miss("zonder tekst\(also): \(pageList(withoutText)) van \(count), wel met beeld", look)
    }
    if !result.failed.isEmpty {
      miss(
        "niet te lezen door schade: \(pageList(result.failed)) van \(count)",
        "vraag het stuk opnieuw op")
    } else if isCut {
      miss(
        "het bestand is afgebroken; gelezen is wat er nog was, \(count) pagina's",
        "vraag het stuk opnieuw op; er kunnen pagina's ontbreken")
    }
  }

  func diagnostic(_ severity: Diagnostic.Severity, _ problem: String, _ remedy: String)
    -> Diagnostic
  {
    Diagnostic(severity, .reading, file: file, problem: problem, remedy: remedy)
  }

  func pageList(_ pages: [Int]) -> String { PDFLoss.list(pages) }
}
