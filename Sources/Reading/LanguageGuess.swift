// SPDX-License-Identifier: EUPL-1.2
import Model

/// The language of a text by its most common words: Dutch, English, German or French.
enum LanguageGuess {
  private static let words: [String: [String]] = [
    "nl": [
      "de", "het", "een", "van", "en", "in", "is", "dat", "op", "te", "met", "voor", "niet", "zijn",
      "aan", "er", "ook", "als", "bij", "of", "uit", "naar", "wordt", "worden", "door", "deze",
      "om",
    ],
    "en": [
      "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be",
      "by", "on", "not", "he", "his", "are", "this", "or", "from", "which", "have", "an", "at",
    ],
    "de": [
      "der", "die", "und", "in", "den", "von", "zu", "das", "mit", "sich", "des", "auf", "für",
      "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden", "aus", "er",
    ],
    "fr": [
      "le", "la", "les", "de", "des", "et", "un", "une", "du", "en", "est", "que", "qui", "dans",
      "pour", "pas", "au", "sur", "par", "il", "ce", "sont", "avec", "plus", "ne", "se", "ou",
    ],
  ]
  private static let codes = ["nl", "en", "de", "fr"]
  /// For each word the languages that use it, one bit each in the order of `codes`.
  private static let masks: [String: UInt8] = {
    var masks: [String: UInt8] = [:]
    for (bit, code) in codes.enumerated() {
      for word in words[code] ?? [] { masks[word, default: 0] |= 1 << UInt8(bit) }
    }
    return masks
  }()

  /// The ISO 639-1 code of the language of a document, from samples over its pages.
  ///
  /// - Returns: nil when fewer than 20 words are there or no language stands out.
  static func language(of pages: [PageText]) -> String? {
    var scores = [Int](repeating: 0, count: codes.count)
    var count = 0
    let step = max(1, pages.count / 6)
    for index in stride(from: 0, to: pages.count, by: step) {
      count += score(pages[index].text, atMost: 250, into: &scores)
    }
    guard count >= 20, let best = scores.max(), best * 8 >= count,
      scores.filter({ $0 * 10 > best * 9 }).count == 1
    else { return nil }
    return scores.firstIndex(of: best).map { codes[$0] }
  }

  private static func score(_ text: String, atMost limit: Int, into scores: inout [Int]) -> Int {
    var count = 0
    var word: [UInt8] = []
    for byte in text.utf8 {
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if (lower >= 0x61 && lower <= 0x7A) || lower >= 0x80 {
        word.append(lower)
        continue
      }
      if word.isEmpty { continue }
      if word.count <= 6, let mask = masks[String(decoding: word, as: UTF8.self)] {
        for bit in scores.indices where mask & 1 << UInt8(bit) != 0 { scores[bit] += 1 }
      }
      word.removeAll(keepingCapacity: true)
      count += 1
      if count >= limit { break }
    }
    return count
  }
}
