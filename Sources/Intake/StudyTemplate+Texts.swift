// SPDX-License-Identifier: EUPL-1.2

/// The texts that a new study folder begins with.
extension StudyTemplate {
  static func settings(title: String, layout: String) -> String {
    """
    # Dit bestand beschrijft het onderzoek. Wat na een # staat, is uitleg.

    title: \(quoted(title))

    # Het analysekader: vragen, velden, antwoorden en zoektermen.
    framework: framework.yaml

    # De indeling waarmee units.csv is begonnen; alleen ter informatie.
    layout: \(quoted(layout))

    # De meting die nu loopt. Verander de id nooit meer als er antwoorden zijn.
    wave:
      id: nulmeting
      title: "Nulmeting"
      # Stukken van voor deze datum stelt het programma voor om uit te sluiten; u beslist.
      not_before: ""         # bijvoorbeeld "2014-01-01"
      # De dag waarover de bevindingen gaan.
      reference_date: ""     # bijvoorbeeld "2015-10-01"

    # Tekst herkennen (OCR) op pagina's van een pdf: auto (waar leesbare tekst ontbreekt), off of force.
    ocr: auto

    # Wat één stuk hoogstens mag kosten; daarboven stopt het lezen en staat er waarom.
    limits:
      text_megabytes: 64
      seconds_per_file: 60
      memory_megabytes: 1536
      expanded_megabytes: 256

    """
  }

  /// A text between the double quotes of YAML, on one line.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _
      where scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator:
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static let readMe = """
    Zo werkt deze map
    =================

    sources/        Zet hier de stukken in, zoals u ze kreeg, in mappen naar keuze. Een map met de code
                    van een regio of gemeente (JZ01, of GM0363 Amsterdam) zegt bij wie de stukken horen.
    sources.csv     Wat u per stuk weet: bij wie het hoort (units: codes met een spatie ertussen), soort,
                    niveau, datum (jjjj-mm-dd of onbekend), status en gebruik. Wilt u een stuk niet
                    meetellen, schrijf dan de reden in exclude.
    units.csv       De regio's en gemeenten, met hun rol en de grond daarvoor. Een gemeente wordt
                    onderzocht als bij examined ja staat. Loten kan met: vindplaats draw
    collection.csv  Waar u naar stukken zocht, wanneer, met welke woorden, en wat het opleverde; ook als
                    u niets vond.
    interviews.csv  Met wie u sprak of wilt spreken: functie en gemeente, nooit een naam. Wie er nog moet
                    worden gevraagd, toont: vindplaats interviews
    answers.csv     Antwoorden uit een rekenblad. Bij field staat 4.1, of 2.1/politie bij een veld met
                    onderdelen; bij quote de letterlijke tekst, bij file en page waar die staat.
    attention.csv   De aandachtspunten van het rapport: per punt de bevindingen, mogelijke knelpunten en
                    mogelijke oplossingen. Bij basis staat waar elk vandaan komt.
    framework.yaml  Het analysekader. U mag het aanpassen; verander nooit een id die al is gebruikt.
    study.yaml      De titel, de meting en de grenzen.

    Het programma maakt zelf journal.db en kept/ (bewaar die goed: daarin staat wat is besloten),
    corpus.db en out/ (die mag u weggooien) en published/ (wat is uitgegeven).

    """

  static func steps(_ folder: String) -> [String] {
    [
      "Het onderzoek staat klaar in \(folder).",
      "1. Zet de stukken in \(folder)/sources, bij voorkeur in mappen met de code van de regio.",
      "2. Kies de onderzochte gemeenten in units.csv, of loot ze: "
        + "vindplaats draw \(folder) --seed 1",
      "3. Lees de stukken in: vindplaats monitor \(folder)",
      "Uitleg over elk bestand staat in \(folder)/LEESMIJ.txt.",
    ]
  }
}
