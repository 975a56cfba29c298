// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Testing

/// Where sentences end: within a sentence words are near each other, beyond it they are not. R128.
struct SentenceEndTests {
  /// The text with `⟂` after each word that ends a sentence.
  private func marked(_ text: String) -> String {
    let buffer = TokenBuffer()
    buffer.read(text)
    var bytes = Array(text.utf8)
    for place in (0..<buffer.count).reversed()
    where buffer.tokens[place].gap.contains(.sentenceEnd) {
      bytes.insert(contentsOf: Array("⟂".utf8), at: Int(buffer.tokens[place].end))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    "Dat is klaar⟂. De regio beslist⟂! Wie doet mee⟂? Wij.",
    "Zo staat het er⟂.\nDaarna niet.",
    "Zij zei: ‘Dat kan⟂.’ Toen ging zij.",
    "Het plan (zie bijlage 2⟂). Daarna volgt meer.",
    "In 2014⟂. Het jaar daarna ook.",
    "Zo gaat het⟂... Maar niet altijd.",
    "Dat gebeurt vaak⟂. 's Avonds is er niemand⟂. ’t Is stil.",
    "veilig⟂ • thuis⟂ | lijst",
    "Er zijn folders, brieven e.d⟂. De gemeente betaalt.",
    "Dat was in 330 v.Chr⟂. Daarna werd het stil.",
    "Zo denkt de BV⟂. De gemeente niet.",
    "Zij woont in Ede⟂. Énkele partners ook.",
    "de opvang⟂ [...]. Veilig is het niet.", "zie bijlage 3⟂ (...). Veilig Thuis doet mee.",
    "zie www.vng.nl⟂. Veilig Thuis ook.", "schrijf naar info@nji.nl⟂. De regio antwoordt.",
    "Dit veld is n.v.t⟂. Veilig Thuis wel.", "De datum is n.t.b⟂. De regio beslist.",
    "Gekozen is variant B⟂. De regio begint.", "zie bijlage A⟂. De wijkteams doen mee.",
    "een categorie C⟂. De rest volgt.", "een alternatief D⟂. De rest volgt.",
  ])
  func endsASentence(_ text: String) {
    #expect(marked(text.replacing("⟂", with: "")) == text)
  }

  @Test(arguments: [
    "volgens dr. Jansen en mr. J. de Vries", "zie art. 3 en blz. 12, tel. 030",
    "met o.a. \"Namiddag\" en d.w.z. Alexandrië", "m.b.t. Veilig Thuis en i.h.k.v. de Wmo",
    "ongeveer 330 v. Chr., toen", "in sept. 2014 en dec. 2015", "folders e.d. verspreiden",
    "hij schrijft (...) en dan", "de schilder Ensor (...) Is een", "wat nu? vroeg de wethouder",
    "versie 1.2 en v.d. heer", "een deel daarvan ... en de rest", "incl. De Bilt", "nr. 29",
    "de heer J. Jansen", "volgens A. Bakker", "i.h.k.v. Veilig Thuis",
  ])
  func doesNotEndASentence(_ text: String) {
    #expect(marked(text) == text)
  }

  /// An abbreviation before a number only, which is a word or a name elsewhere.
  @Test func tellsAWordFromAnAbbreviationBeforeANumber() {
    #expect(marked("Dat deed Jan. De rest niet.") == "Dat deed Jan⟂. De rest niet.")
    #expect(marked("op 3 jan. 2015") == "op 3 jan. 2015")
  }
}
