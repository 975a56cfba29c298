// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

@testable import Reading

/// The sentences are our own; each says the same in its language.
struct TextLayerTests {
  private static let languages = [
    "nl": """
    De gemeenten in de regio werken samen aan de aanpak van kindermishandeling en huiselijk geweld. Zij
    maken afspraken met de politie en met Veilig Thuis over wie wanneer wat doet.
    """,
    "fy": """
    De gemeenten yn de regio wurkje gear oan de oanpak fan bernemishanneling en geweld thús. Se meitsje
    ôfspraken mei de plysje oer wa't wannear wat docht.
    """,
    "en": """
    The municipalities in the region work together against child abuse and domestic violence. They agree
    with the police on who does what and when it is done.
    """,
    "de": """
    Die Gemeinden der Region arbeiten gemeinsam gegen Kindesmisshandlung und häusliche Gewalt. Sie treffen
    mit der Polizei Absprachen darüber, wer wann was unternimmt.
    """,
    "fr": """
    Les communes de la région travaillent ensemble contre la maltraitance des enfants et la violence
    familiale. Elles conviennent avec la police de qui fait quoi et quand.
    """,
    "es": """
    Los municipios de la región trabajan juntos contra el maltrato infantil y la violencia doméstica.
    Acuerdan con la policía quién hace qué y cuándo se hace.
    """,
    "tr": """
    Bölgedeki belediyeler çocuk istismarına ve aile içi şiddete karşı birlikte çalışıyor. Kimin ne zaman ne
    yapacağı konusunda polisle anlaşıyorlar.
    """,
    "pl": """
    Gminy w regionie współpracują w walce z krzywdzeniem dzieci i przemocą domową. Uzgadniają z policją,
    kto i kiedy co robi w sprawie rodziny.
    """,
    "fi": """
    Alueen kunnat tekevät yhteistyötä lasten kaltoinkohtelua ja lähisuhdeväkivaltaa vastaan. Ne sopivat
    poliisin kanssa siitä, kuka tekee mitä ja milloin.
    """,
    "ar": """
    تتعاون البلديات في المنطقة ضد إساءة معاملة الأطفال والعنف المنزلي. وتتفق مع الشرطة على من يفعل ماذا ومتى يتم ذلك في كل حالة.
    """,
    "ru": """
    Муниципалитеты региона вместе работают против жестокого обращения с детьми и насилия в семье. Они
    договариваются с полицией о том, кто что делает и когда.
    """,
  ]

  @Test(arguments: languages.keys.sorted()) func aLanguageIsNoGarbage(code: String) {
    let text = Self.languages[code] ?? ""
    #expect(!TextLayer.isGarbled(text))
    #expect(!TextLayer.isGarbled(text.uppercased()))
    // The same without short words, as in a table.
    let long = text.split(whereSeparator: \.isWhitespace).map(String.init).filter { $0.count > 4 }
    #expect(!TextLayer.isGarbled(long.joined(separator: "\n")))
  }

  @Test(arguments: [
    "", "3", "Bijlage 1",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29",
    "€ 1.200.000 € 3.450.000 € 12.000 € 67.800 € 1.900 12,5 % 13,4 % 100 % € 0 € 45.000 € 1 € 12.345",
    "1. Inleiding ......................................... 3\n2. Rollen ............................ 12",
    "GGD Noordland\nRaad voor de Kinderbescherming\nPolitie\nOpenbaar Ministerie\nHuisartsenkring Noord",
    "VNG BZK VWS OCW SZW JenV GGD GGZ LVB AMHK AMK SHG RvdK OM ZAT CJG JGZ BJZ SAVE MASS VHR MDA++ WMO",
    "\u{F0B7} eerste\n\u{F0B7} tweede\n\u{F0B7} derde punt van een korte lijst met tekens uit een ander lettertype",
  ]) func littleTextNumbersAndNamesAreNoGarbage(text: String) {
    #expect(!TextLayer.isGarbled(text))
  }

  /// What wrong encodings make of a text.
  private static let damages: [String: @Sendable (String) -> String] = [
    "every letter three further": { shifted($0, by: 3) },
    "every letter eleven further": { shifted($0, by: 11) },
    "letters replaced by others": { replaced($0, with: "qxzjvkwpfmghbucylrtdasonei") },
    "codes of glyphs": { glyphs($0) },
    "numbers of glyphs": { $0.unicodeScalars.map { "(cid:\($0.value % 90))" }.joined() },
    "without a meaning": { String($0.map { $0 == " " ? " " : "\u{FFFD}" }) },
    "private use": {
      String(
        String.UnicodeScalarView(
          $0.unicodeScalars.map { Unicode.Scalar(0xF000 + $0.value % 256) ?? " " }))
    },
    "letters apart": { $0.map { "\($0) " }.joined() },
    "many scripts": { mixed($0) },
  ]

  @Test(arguments: damages.keys.sorted()) func aWrongEncodingIsGarbage(name: String) throws {
    let damage = try #require(Self.damages[name])
    for code in ["nl", "en"] {
      #expect(TextLayer.isGarbled(damage(Self.languages[code] ?? "")), "\(code)")
    }
  }

  private static func shifted(_ text: String, by step: UInt8) -> String {
    String(
      decoding: text.utf8.map { $0 > 32 && $0 < 128 ? ($0 - 33 + step) % 94 + 33 : $0 },
      as: UTF8.self)
  }

  private static func replaced(_ text: String, with alphabet: String) -> String {
    let letters = Array(alphabet.utf8)
    return String(
      decoding: text.lowercased().utf8.map { $0 >= 97 && $0 <= 122 ? letters[Int($0) - 97] : $0 },
      as: UTF8.self)
  }

  /// Codes in the order in which letters first come, as in a font of which only the used letters are kept.
  private static func glyphs(_ text: String) -> String {
    var known: [Character: UInt8] = [:]
    return String(
      decoding: text.map { letter -> UInt8 in
        if letter.isWhitespace { return 32 }
        let code = known[letter] ?? UInt8(33 + known.count)
        known[letter] = code
        return code
      }, as: UTF8.self)
  }

  private static func mixed(_ text: String) -> String {
    let starts: [UInt32] = [0x391, 0x410, 0x5D0, 0x905, 0x4E00, 0x1200, 0x10D0, 0xAC00]
    var place = 0
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          if scalar.properties.isWhitespace { return " " }
          place += 1
          return Unicode.Scalar(starts[place % starts.count] + scalar.value % 20) ?? " "
        }))
  }
}
