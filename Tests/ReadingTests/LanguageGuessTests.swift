// SPDX-License-Identifier: EUPL-1.2
import Model
import Testing

@testable import Reading

struct LanguageGuessTests {
  @Test(arguments: [
    (
      "nl",
      "De gemeente heeft met de partners in de regio afspraken gemaakt over het melden van zorgen en over de hulp die daarna komt."
    ),
    (
      "en",
      "The council has made agreements with its partners in the region on how to report concerns and on the help that is to follow."
    ),
    (
      "de",
      "Die Gemeinde hat mit den Partnern in der Region vereinbart, wie Sorgen gemeldet werden und welche Hilfe danach für die Kinder kommt."
    ),
    (
      "fr",
      "La commune a conclu des accords avec les partenaires de la région sur la manière de signaler et sur les aides qui sont dans le plan."
    ),
  ])
  func tellsTheLanguage(code: String, text: String) {
    #expect(LanguageGuess.language(of: [PageText(number: 1, text: text)]) == code)
  }

  @Test func saysNothingAboutTooLittleText() {
    #expect(LanguageGuess.language(of: [PageText(number: 1, text: "De nota.")]) == nil)
  }
}
