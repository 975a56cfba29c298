// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import Foundation
import Model

/// Reads a PDF with poppler: its text layer in reading order, page by page.
struct PDFReader {
  let limits: ReadingLimits
  let file: String
  let passwords: [String]

  /// - Throws: `ReadingFailure` when nothing can be read.
  func read(_ bytes: UnsafeRawBufferPointer) throws -> Extraction {
    _ = cpoppler_take_complaints()
    let document = try open(bytes)
    defer { cpoppler_close(document) }
    let complaintsOnOpening = cpoppler_take_complaints()
    let text = PDFText()
    var failedPages: [Int] = []
    for page in 0..<Int(cpoppler_page_count(document)) {
      var status: Int32 = 0
      let read = cpoppler_read_page(document, Int32(page), &status)
      if status == Int32(CPOPPLER_NO_MEMORY) { throw ReadingFailure.memory }
      let complaints = cpoppler_take_complaints()
      if read == nil || (complaints > 0 && read?.pointee.line_count == 0) {
        failedPages.append(page + 1)
      }
      text.append(read)
      guard text.byteCount <= limits.textBytes else {
        throw ReadingFailure.tooLarge("de tekst", limitBytes: limits.textBytes)
      }
    }
    guard !text.pages.isEmpty else {
      throw ReadingFailure.damaged("er zijn geen pagina's te vinden")
    }
    var extraction = extraction(text)
    extraction.title = title(document, extraction)
    extraction.metadataDate = date(document)
    let isCut = complaintsOnOpening > 0 && !hasEndMark(bytes)
    judge(&extraction, failedPages: failedPages, isCut: isCut)
    return extraction
  }

  private func open(_ bytes: UnsafeRawBufferPointer) throws -> OpaquePointer {
    guard let length = Int32(exactly: bytes.count) else {
      throw ReadingFailure.tooLarge("het bestand", limitBytes: Int(Int32.max))
    }
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    var status: Int32 = 0
    var isLocked = false
    for password in [""] + passwords {
      if let document = cpoppler_open(start, length, password, &status) { return document }
      isLocked = isLocked || status == Int32(CPOPPLER_LOCKED)
      if status == Int32(CPOPPLER_NO_MEMORY) { throw ReadingFailure.memory }
      if !isLocked { break }
    }
    throw isLocked
      ? ReadingFailure.locked : ReadingFailure.damaged("er is geen leesbare pdf in te vinden")
  }

  private func extraction(_ text: PDFText) -> Extraction {
    PDFZones(text: text).mark()
    let drafts = PDFLayout(text: text).drafts()
    var assembly = PDFAssembly(text: text)
    assembly.assemble(drafts)
    let empty = assembly.pages.filter { $0.text.utf8.isEmpty }.map(\.number)
    return Extraction(
      state: .read, format: "pdf", pages: assembly.pages, passages: assembly.passages,
      pagesWithoutText: empty, language: LanguageGuess.language(of: assembly.pages))
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

  /// Whether the mark that closes a PDF stands in its last bytes.
  private func hasEndMark(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let tail = bytes.suffix(2048)
    return String(decoding: tail, as: UTF8.self).contains("%%EOF")
  }

  /// Sets the state from what is missing, with a diagnostic for each reason.
  private func judge(_ extraction: inout Extraction, failedPages: [Int], isCut: Bool) {
    let count = extraction.pages.count
    let empty = extraction.pagesWithoutText.count
    if empty == count {
      extraction.state = .noText
      extraction.diagnostics.append(
        diagnostic(
          .error,
          "er staat geen leesbare tekst op \(count == 1 ? "de pagina" : "de \(count) pagina's")",
          "laat tekst herkennen (OCR), of vraag het oorspronkelijke bestand op"))
      return
    }
    if empty > 0 {
      if empty * 2 > count { extraction.state = .partly }
      extraction.diagnostics.append(
        diagnostic(
          extraction.state == .partly ? .warning : .note,
          "zonder tekst: \(pageList(extraction.pagesWithoutText)) van \(count)",
          "bekijk deze pagina's zelf als er iets op staat"))
    }
    if !failedPages.isEmpty {
      extraction.state = .partly
      extraction.diagnostics.append(
        diagnostic(
          .warning, "niet te lezen door schade: \(pageList(failedPages)) van \(count)",
          "vraag het stuk opnieuw op"))
    } else if isCut {
      extraction.state = .partly
      extraction.diagnostics.append(
        diagnostic(
          .warning, "het bestand is afgebroken; gelezen is wat er nog was, \(count) pagina's",
          "vraag het stuk opnieuw op; er kunnen pagina's ontbreken"))
    }
  }

  private func diagnostic(_ severity: Diagnostic.Severity, _ problem: String, _ remedy: String)
    -> Diagnostic
  {
    Diagnostic(severity, .reading, file: file, problem: problem, remedy: remedy)
  }

  private func pageList(_ pages: [Int]) -> String {
    let shown = pages.prefix(12).map(String.init).joined(separator: ", ")
    let rest = pages.count > 12 ? " en \(pages.count - 12) andere" : ""
    return pages.count == 1 ? "pagina \(shown)" : "pagina's \(shown)\(rest)"
  }
}
