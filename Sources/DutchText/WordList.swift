// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// The Dutch words that the program knows: a file that is mapped into memory and walked letter by letter,
/// so that nothing is loaded and all processes share it.
///
/// ```swift
/// let words = try WordList(path: resources.appendingPathComponent(WordList.resourcePath).path)
/// words.contains("Beschermingen")  // true
/// words.contains("geweldheid")     // false
/// ```
///
/// `Scripts/make-word-list.py` makes the file from the list of OpenTaal. Its form: eight bytes `VPWORDS1`,
/// the number of words and of edges (32 bits each, little-endian), SHA-256 of the rest, then the edges of a
/// minimal acyclic automaton, 32 bits each: where the edges of the next node begin (22 bits; 0: nowhere),
/// the letter (5 bits, `a` to `z`, `'` and `-`), whether it is the last edge of its node (1 bit), and the
/// mark of the word that ends with it (4 bits; 0: none).
public final class WordList: @unchecked Sendable {
  /// What kind of word it is; where a spelling is several words, the first of these.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case noun, adjective, verb
    /// A function word, an adverb, or a word that the source of the list says nothing about.
    case other
    case name
  }

  /// What the list says about a word.
  public struct Entry: Sendable, Hashable {
    public var kind: Kind
    /// Whether it is a plural or diminutive that is no entry of its own, where it is a noun.
    public var isForm: Bool
    /// How many compounds of the list it is a part of: 0 none, 1 one or two, 2 three or more, 3 a dozen
    /// or more, 4 sixty or more; not told as finely for all kinds.
    public var productivity: Int
  }

  /// Where the list stands in the folder `Resources`.
  public static let resourcePath = "words/nl.words"

  /// The file, as the caller named it.
  public let path: String
  /// How many words it holds.
  public let count: Int
  /// The first sixteen hexadecimal digits of the SHA-256 of its words: other words, another edition.
  public let edition: String

  private let mapping: UnsafeRawBufferPointer
  private let edges: UnsafePointer<UInt32>
  private let edgeCount: Int
  private static let headLength = 48

  /// - Throws: `WordListError`.
  public init(path: String) throws(WordListError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw WordListError(path: path, reason: .unreadable) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size >= Self.headLength,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { throw WordListError(path: path, reason: .unreadable) }
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
    let number = { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)) }
    let edgeCount = Int(number(12))
    guard bytes.prefix(8).elementsEqual("VPWORDS1".utf8), edgeCount > 0,
      bytes.count == Self.headLength + 4 * edgeCount
    else {
      munmap(start, bytes.count)
      throw WordListError(path: path, reason: .otherForm)
    }
    self.path = path
    mapping = bytes
    count = Int(number(8))
    self.edgeCount = edgeCount
    edition = bytes[16..<24].map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
    edges = UnsafePointer((start + Self.headLength).assumingMemoryBound(to: UInt32.self))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count) }

  /// Whether a word is in the list, in any case and with or without diacritics.
  public func contains(_ word: String) -> Bool {
    entry(folded: Array(Folding.fold(word).utf8)) != nil
  }

  /// What the list says about a folded word; nil where it is not in it.
  ///
  /// - Complexity: linear in the length of the word.
  public func entry(folded word: some Collection<UInt8>) -> Entry? {
    // Walked as plain bytes: a generic walk from another module costs ten times as much.
    word.withContiguousStorageIfAvailable(lookUp) ?? Array(word).withUnsafeBufferPointer(lookUp)
  }

  private func lookUp(_ word: UnsafeBufferPointer<UInt8>) -> Entry? {
    var mark: UInt32 = 0
    let length = walk(word) { _, found in mark = found }
    return length == word.count ? Self.entry(mark) : nil
  }

  /// Calls the body with each word of the list that the letters begin with, shortest first.
  ///
  /// - Parameter body: takes the number of letters and the entry.
  public func forEachWord(
    beginning letters: some Collection<UInt8>, _ body: (Int, Entry) -> Void
  ) {
    let visit = { (bytes: UnsafeBufferPointer<UInt8>) -> Void in
      _ = self.walk(bytes) { length, mark in
        if let entry = Self.entry(mark) { body(length, entry) }
      }
    }
    if letters.withContiguousStorageIfAvailable(visit) == nil {
      Array(letters).withUnsafeBufferPointer(visit)
    }
  }

  /// Walks as far as the letters lead.
  ///
  /// - Parameter body: takes the number of letters walked and the mark of the word that they make.
  /// - Returns: how many letters were walked.
  private func walk(_ letters: UnsafeBufferPointer<UInt8>, _ body: (Int, UInt32) -> Void) -> Int {
    var node = 0
    var length = 0
    for letter in letters {
      guard let edge = edge(from: node, Self.code(letter)) else { break }
      length += 1
      body(length, edge >> 28)
      node = Int(edge & 0x3F_FFFF)
      if node == 0 { break }
    }
    return length
  }

  private func edge(from node: Int, _ letter: UInt32) -> UInt32? {
    var place = node
    while place < edgeCount {
      let edge = UInt32(littleEndian: edges[place])
      if edge >> 22 & 0x1F == letter { return edge }
      if edge & 1 << 27 != 0 { return nil }
      place += 1
    }
    return nil
  }

  private static func entry(_ mark: UInt32) -> Entry? { mark == 0 ? nil : entries[Int(mark)] }

  /// What each mark of the file says, as `Scripts/make-word-list.py` gives them; 0 is none.
  private static let entries: [Entry] = {
    let levels: [(Kind, Bool, [Int])] = [
      (.noun, false, [0, 1, 2, 3, 4]), (.noun, true, [0, 2]), (.adjective, false, [0, 2, 4]),
      (.verb, false, [0, 2]), (.other, false, [0, 3]), (.name, false, [0]),
    ]
    return [Entry(kind: .name, isForm: false, productivity: 0)]
      + levels.flatMap { kind, isForm, levels in
        levels.map { Entry(kind: kind, isForm: isForm, productivity: $0) }
      }
  }()

  /// The code of a letter; 31 for a byte that no word of the list has.
  private static func code(_ letter: UInt8) -> UInt32 {
    switch letter {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter) - 97
    case UInt8(ascii: "'"): 26
    case UInt8(ascii: "-"): 27
    default: 31
    }
  }
}

/// Why the word list cannot be used.
public struct WordListError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Reason: Sendable, Equatable {
    /// The file is not there, or may not be read.
    case unreadable
    /// The file is not what `Scripts/make-word-list.py` makes.
    case otherForm
  }
  public var path: String
  public var reason: Reason

  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// In Dutch, with the way out.
  public var description: String {
    switch reason {
    case .unreadable:
      "de woordenlijst \(path) is er niet of kan niet worden gelezen; zet VINDPLAATS_RESOURCES op de "
        + "map Resources van het programma"
    case .otherForm:
      "\(path) is geen woordenlijst in de vorm van deze versie; zet het bestand van deze versie terug"
    }
  }
}
