// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The format of a document, told by its bytes.
enum DocumentFormat: String, Sendable {
  case pdf, docx, odt, html, txt, md

  /// What a file name promises.
  init?(fileName: String) {
    switch (fileName as NSString).pathExtension.lowercased() {
    case "pdf": self = .pdf
    case "docx": self = .docx
    case "odt": self = .odt
    case "html", "htm", "xhtml": self = .html
    case "md", "markdown": self = .md
    case "txt", "text": self = .txt
    default: return nil
    }
  }

  /// What the bytes hold; the name only tells Markdown from plain text.
  ///
  /// - Throws: `ReadingFailure` for bytes that are none of the formats.
  init(bytes: UnsafeRawBufferPointer, fileName: String) throws {
    let head = bytes.prefix(1024)
    if Self.find("%PDF", in: head) {
      self = .pdf
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Self.oldContainer(bytes)
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = try Self.packed(bytes)
    } else if try !TextEncoding.isText(bytes) {
      throw ReadingFailure.unknown
    } else if Self.isHTML(head) {
      self = .html
    } else {
      self = DocumentFormat(fileName: fileName) == .md ? .md : .txt
    }
  }

  private static func find(_ text: String, in bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    find(Array(text.utf8), in: UnsafeRawBufferPointer(rebasing: bytes))
  }

  private static func find(_ wanted: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      if wanted.indices.allSatisfy({ bytes[start + $0] == wanted[$0] }) { return true }
    }
    return false
  }

  /// A container of before 2007: an encrypted new document, or an old one.
  private static func oldContainer(_ bytes: UnsafeRawBufferPointer) -> ReadingFailure {
    var name: [UInt8] = []
    for byte in "EncryptedPackage".utf8 { name += [byte, 0] }
    return find(name, in: bytes) ? .locked : .oldWord
  }

  private static func packed(_ bytes: UnsafeRawBufferPointer) throws -> DocumentFormat {
    let file = PackedFile(bytes: bytes, limits: ReadingLimits())
    let names = try file.names()
    if names.contains("word/document.xml") { return .docx }
    if names.contains(WordPackage.contentTypes), try WordPackage.isWord(file) { return .docx }
    if names.contains("content.xml") { return .odt }
    if names.contains("EncryptedPackage") { throw ReadingFailure.locked }
    throw ReadingFailure.unknown
  }

  private static func isHTML(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    var text = String(decoding: head.filter { $0 != 0 }, as: UTF8.self).lowercased()[...]
    text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" || !$0.isASCII }
    guard text.hasPrefix("<") else { return false }
    return ["<!doctype html", "<html", "<head", "<body"].contains { text.contains($0) }
  }
}
