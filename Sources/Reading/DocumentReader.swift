// SPDX-License-Identifier: EUPL-1.2
import CPoppler
import DutchText
import Model

/// Reads what a document says: its pages and passages, its language, title and date.
///
/// The format is told by the bytes, never by the name. Nothing is thrown: a document that cannot be read
/// gives an extraction with the state `failed` and a diagnostic that says what to do.
/// Broken files can end the process; `WorkerPool` reads in processes that may end.
///
/// ```swift
/// let extraction = DocumentReader.read(path: "bronnen/regiovisie.pdf")
/// ```
public enum DocumentReader {
  /// Changes whenever the same bytes would give other text or other passages.
  ///
  /// Where the installed poppler-cpp decodes its words itself, and so drops what follows a broken byte, that is
  /// another reader: `9-poppler`.
  public static let version = cpoppler_decodes_words() != 0 ? "9" : "9-poppler"

  /// - Parameters:
  ///   - path: where the bytes are.
  ///   - name: the file as the user knows it, for the diagnostics; the path when nil.
  ///   - passwords: tried in order on a protected PDF.
  ///   - words: decides about hyphens at line ends; without it fewer words keep a hyphen of their own.
  public static func read(
    path: String, name: String? = nil, passwords: [String] = [],
    limits: ReadingLimits = ReadingLimits(), words: WordList? = nil
  ) -> Extraction {
    read(
      path: path, name: name,
      effort: ReadingEffort(passwords: passwords, limits: limits, words: words))
  }

  static func read(path: String, name: String?, effort: ReadingEffort) -> Extraction {
    let name = name ?? path
    var format = ""
    do {
      let file = try MappedFile(path: path)
      let found = try DocumentFormat(bytes: file.bytes, fileName: name)
      format = found.rawValue
      var extraction = try read(file.bytes, as: found, name: name, effort)
      if let promised = DocumentFormat(fileName: name), promised != found {
        if found == .txt, file.bytes.count < 200 { throw ReadingFailure.isNot(promised) }
        extraction.diagnostics.append(mislabelled(name, promised, found))
      }
      for index in extraction.diagnostics.indices where extraction.diagnostics[index].file.isEmpty {
        extraction.diagnostics[index].file = name
      }
      return withStateOfText(extraction, name: name)
    } catch let failure as ReadingFailure {
      return failure.extraction(format: format, file: name)
    } catch {
      return ReadingFailure.damaged("het is niet te lezen").extraction(format: format, file: name)
    }
  }

  private static func read(
    _ bytes: UnsafeRawBufferPointer, as format: DocumentFormat, name: String,
    _ effort: ReadingEffort
  ) throws -> Extraction {
    let limits = effort.limits
    switch format {
    case .pdf: return try PDFReader(effort: effort, file: name).read(bytes)
    case .docx: return try WordDocumentReader(limits: limits, words: effort.words).read(bytes)
    case .odt: return try OpenDocumentReader(limits: limits, words: effort.words).read(bytes)
    case .html, .txt, .md:
      guard bytes.count <= limits.textBytes else {
        throw ReadingFailure.tooLarge("het tekstbestand", limitBytes: limits.textBytes)
      }
      switch format {
      case .html:
        return try WebPageReader(limits: limits, file: name, words: effort.words).read(bytes)
      case .md:
        return try MarkdownReader(limits: limits, file: name, words: effort.words).read(bytes)
      default:
        return try PlainTextReader(limits: limits, file: name, words: effort.words).read(bytes)
      }
    }
  }

  /// A document without a single passage has no text, whatever its format.
  private static func withStateOfText(_ extraction: Extraction, name: String) -> Extraction {
    guard extraction.passages.isEmpty, extraction.state == .read || extraction.state == .partly
    else {
      return extraction
    }
    var extraction = extraction
    extraction.state = .noText
    extraction.diagnostics.append(
      Diagnostic(
        .error, .reading, file: name, problem: "er staat geen tekst in het bestand",
        remedy: "controleer of dit het goede bestand is"))
    return extraction
  }

  private static func mislabelled(
    _ name: String, _ promised: DocumentFormat, _ found: DocumentFormat
  ) -> Diagnostic {
    Diagnostic(
      .warning, .reading, file: name,
      problem: "de naam zegt \(promised.rawValue), maar de inhoud is \(found.rawValue)",
      expected: "een bestand met de naam van zijn soort",
      remedy: "geef het bestand de uitgang .\(found.rawValue); het is wel gelezen")
  }
}
