// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Model

/// The documents that a Word document takes in whole (`w:altChunk`, `w:subDoc`), each in a format of its own.
///
/// Web pages, texts and Word documents are read; of any other the document says that it is missing.
struct WordChunks {
  let package: WordPackage
  let limits: ReadingLimits
  let words: WordList?
  /// Whether the document was itself taken in by another; no further one is then opened.
  let isWithin: Bool

  /// What was read, by the name of its part; nil where it could not be. A document can refer to one part often.
  private var known: [String: Extraction?] = [:]
  private var missing: [String] = []
  private var diagnostics: [Diagnostic] = []
  private var isPartly = false

  init(_ package: WordPackage, limits: ReadingLimits, words: WordList?, isWithin: Bool) {
    self.package = package
    self.limits = limits
    self.words = words
    self.isWithin = isWithin
  }

  /// What the document that a relationship leads to says; nil, and remembered, where it cannot be read.
  mutating func read(_ relationship: String?) -> Extraction? {
    let name = relationship.flatMap { package.target(of: $0) } ?? relationship ?? "zonder naam"
    if let chunk = known[name] { return chunk }
    let chunk = package.parts[name].flatMap(read)
    known[name] = .some(chunk)
    guard let chunk else {
      missing.append(name)
      return nil
    }
    if package.parts.broken.contains(name) || chunk.state != .read { isPartly = true }
    diagnostics += chunk.diagnostics
    return chunk
  }

  private func read(_ bytes: [UInt8]) -> Extraction? {
    bytes.withUnsafeBytes { bytes in
      guard bytes.count <= limits.textBytes else { return nil }
      do {
        switch try Self.format(of: bytes) {
        case .docx:
          if isWithin { return nil }
          return try WordDocumentReader(limits: limits, words: words, isWithin: true).read(bytes)
        case .html: return try WebPageReader(limits: limits, file: "", words: words).read(bytes)
        case .txt: return try PlainTextReader(limits: limits, file: "", words: words).read(bytes)
        default: return nil
        }
      } catch {
        return nil
      }
    }
  }

  /// The format, nil for what cannot be read: rich text, archived mail and XML look like plain text.
  private static func format(of bytes: UnsafeRawBufferPointer) throws -> DocumentFormat? {
    let found = try DocumentFormat(bytes: bytes, fileName: "")
    guard found == .txt else { return found }
    let head = String(decoding: bytes.prefix(1024).filter { $0 != 0 }, as: UTF8.self).lowercased()
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("{\\rtf") || head.contains("mime-version:") { return nil }
    if start.hasPrefix("<?xml") { return nil }
    return start.hasPrefix("<") ? .html : .txt
  }

  /// Says which of them are missing.
  func report(in extraction: inout Extraction) {
    extraction.diagnostics += diagnostics
    if isPartly || !missing.isEmpty { extraction.state = .partly }
    guard !missing.isEmpty else { return }
    let names = missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? ", …" : "")
    extraction.diagnostics.append(
      Diagnostic(
        .warning, .reading,
        problem: "de tekst van een ingevoegd document ontbreekt: \(names)",
        expected: "een bestand waarin alle tekst zelf staat",
        remedy: "open het stuk in Word en sla het opnieuw op; dat neemt de tekst op"))
  }
}
