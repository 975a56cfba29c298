// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import TestSupport
import Testing

/// Expected words: the list of OpenTaal in Debian's `hunspell-nl`, which `./test` installs.
struct WordListTests {
  private let words: WordList

  init() throws { words = try ShippedWords.list() }

  @Test(arguments: [
    "bescherming", "beschermingen", "gemeente", "gemeenten", "mishandelde", "mishandeld",
    "opgeschaald", "Coördinatie", "ĳver", "beëindiging", "foto's", "foto’s", "sociaal-culturele",
    "Utrecht", "meldcode", "meldcodes", "beleidsplannen", "zorgde", "huisje",
  ])
  func knowsAWordWithItsForms(_ word: String) { #expect(words.contains(word)) }

  @Test(arguments: [
    "", "geweldheid", "kindermishandel", "beleidsplannenx", "sociaalculturele", "borden-", "x1",
    "日本",
  ])
  func knowsNoOtherWord(_ word: String) { #expect(!words.contains(word)) }

  /// A form with an affix of an affix, or with prefixes one before the other, would be a word nobody uses.
  @Test func stacksNoPrefixes() { #expect(!words.contains("uitmeedoorafgaf")) }

  @Test(arguments: [
    ("beleid", WordList.Kind.noun, 4), ("veilig", .adjective, 2), ("opschalen", .verb, 0),
    ("rotterdam", .name, 0), ("mishandelde", .adjective, 0),
  ])
  func saysWhatKindOfWordItIs(_ word: String, _ kind: WordList.Kind, _ productivity: Int) throws {
    let entry = try #require(words.entry(folded: word.utf8))
    #expect(entry.kind == kind)
    #expect(entry.productivity == productivity)
    #expect(!entry.isForm)
  }

  /// A compound needs to know: *auteurs-* is *auteur* with a linking s, *plaats-* is no *plaat*.
  @Test func tellsFormsOfNounsFromWords() {
    for form in ["auteurs", "gezinnen", "huisje"] {
      #expect(words.entry(folded: form.utf8)?.isForm == true, "\(form)")
    }
    for word in ["plaats", "auteur", "gezin"] {
      #expect(words.entry(folded: word.utf8)?.isForm == false, "\(word)")
    }
  }

  @Test func givesTheWordsThatLettersBeginWith() {
    var found: [String] = []
    words.forEachWord(beginning: "jeugdbescherming".utf8) { length, _ in
      found.append(String("jeugdbescherming".prefix(length)))
    }
    #expect(found.contains("jeugd"))
    #expect(!found.contains("jeugdb"))
  }

  @Test func refusesWhatIsNoList() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("words-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appendingPathComponent("no.words").path
    #expect(throws: WordListError(path: missing, reason: .unreadable)) {
      try WordList(path: missing)
    }
    let list = try Data(contentsOf: ShippedWords.url)
    let cut = folder.appendingPathComponent("cut.words")
    try list.dropLast(4).write(to: cut)
    #expect(throws: WordListError(path: cut.path, reason: .otherForm)) {
      try WordList(path: cut.path)
    }
    // Edges that lead anywhere are walked within the bounds of the file.
    var wild = list
    for place in 48..<wild.count { wild[place] = UInt8(truncatingIfNeeded: place &* 37) }
    let odd = folder.appendingPathComponent("odd.words")
    try wild.write(to: odd)
    let walked = try WordList(path: odd.path)
    for word in ["bescherming", "gemeente", "aaaaaaaaaaaaaaaaaaaa"] { _ = walked.contains(word) }
  }

  /// A look-up must cost next to nothing: each distinct word of a corpus is looked up many times over.
  @Test func looksUpWithinAMicrosecond() throws {
    let clock = ContinuousClock()
    var list = words
    let opening = try clock.measure { list = try ShippedWords.list() }
    let some = ["jeugdbescherming", "bescherming", "gemeenten", "samenwerkingsverband", "aanpak"]
      .map { Array($0.utf8) }
    var found = 0
    let looking = clock.measure {
      for _ in 0..<20_000 { for word in some where list.entry(folded: word) != nil { found += 1 } }
    }
    #expect(found == 80_000)
    // Several times what was measured on a quiet machine, so that a busy one does not fail it. A build
    // without optimisation says nothing about speed.
    #if !DEBUG
      #expect(looking / 100_000 < .microseconds(3))
    #endif
    #expect(opening < .milliseconds(20))
  }
}
