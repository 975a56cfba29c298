// SPDX-License-Identifier: EUPL-1.2
import Model

/// Why nothing could be read from a document; becomes a failed extraction with one diagnostic.
package struct ReadingFailure: Error, Equatable {
  package var problem: String
  var expected: String?
  var remedy: String

  /// The failed extraction that says why.
  func extraction(format: String, file: String) -> Extraction {
    Extraction(
      state: .failed, format: format,
      diagnostics: [
        Diagnostic(
          .error, .reading, file: file, problem: problem, expected: expected, remedy: remedy)
      ])
  }
}

extension ReadingFailure {
  static let empty = ReadingFailure(
    problem: "het bestand is leeg", expected: "een document met tekst",
    remedy: "vraag het stuk opnieuw op of haal het bestand weg")

  static let locked = ReadingFailure(
    problem: "het bestand is beveiligd met een wachtwoord",
    expected: "een bestand dat zonder wachtwoord opent",
    remedy: "sla het op zonder wachtwoord, of geef het wachtwoord op")

  static let oldWord = ReadingFailure(
    problem: "oud Word-formaat (.doc)", expected: "een .docx of .pdf",
    remedy: "sla op als .docx of .pdf")

  static let unknown = ReadingFailure(
    problem: "dit soort bestand kan niet worden gelezen",
    expected: "pdf, docx, odt, html, txt of md",
    remedy: "sla het stuk op als pdf of docx")

  static let memory = ReadingFailure(
    problem: "het lezen vroeg te veel geheugen en is afgebroken",
    expected: "een stuk dat binnen de geheugengrens te lezen is",
    remedy: "controleer de herkomst; splits het stuk of sla het opnieuw op als pdf")

  static let time = ReadingFailure(
    problem: "het lezen duurde te lang en is afgebroken",
    expected: "een stuk dat binnen de tijdgrens te lezen is",
    remedy: "sla het stuk opnieuw op als pdf, of verhoog de tijdgrens in de instellingen")

  static let crash = ReadingFailure(
    problem: "het bestand is zo beschadigd dat het lezen ervan is afgebroken",
    expected: "een heel bestand",
    remedy: "open het zelf om te zien of het klopt en sla het opnieuw op als pdf")

  static let workerNotStarted = ReadingFailure(
    problem: "het leesprogramma kan niet worden gestart",
    remedy: "controleer de installatie van vindplaats")

  static func isNot(_ format: DocumentFormat) -> ReadingFailure {
    ReadingFailure(
      problem: "dit is geen \(format.rawValue), al zegt de naam dat wel",
      expected: "een \(format.rawValue) met inhoud", remedy: "vraag het stuk opnieuw op")
  }

  static func damaged(_ what: String) -> ReadingFailure {
    ReadingFailure(
      problem: "het bestand is beschadigd: \(what)", expected: "een heel bestand",
      remedy: "vraag het stuk opnieuw op of sla het opnieuw op")
  }

  static func tooLarge(_ what: String, limitBytes: Int) -> ReadingFailure {
    ReadingFailure(
      problem: "\(what) is te groot", expected: "hoogstens \(limitBytes >> 20) MB",
      remedy: "splits het bestand of verhoog de grens in de instellingen")
  }

  package static func packedTooLarge(limitBytes: Int) -> ReadingFailure {
    ReadingFailure(
      problem: "het bestand is te groot zodra het is uitgepakt",
      expected: "hoogstens \(limitBytes >> 20) MB, en geen inhoud die verdacht sterk is ingepakt",
      remedy: "controleer de herkomst; sla het stuk op als pdf als het in orde is")
  }
}
