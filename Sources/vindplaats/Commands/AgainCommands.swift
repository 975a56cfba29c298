// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Workflow

/// `vindplaats reopened STUDY`: the answers that must be looked at again.
struct ReopenedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopened",
    abstract: "Toon de antwoorden die opnieuw open zijn, met de passages die erbij kwamen.",
    discussion: """
      Een antwoord dat op een zoekactie rust, gaat weer open als er een stuk bijkomt, een stuk leesbaar \
      wordt, of de zoektermen veranderen.
      """)

  @OptionGroup var study: StudyArgument
  @OptionGroup var format: FormatOption

  func run() throws {
    let table = try StudyDesk(lookingAt: study.paths).reopened()
    format.show(table)
    if format.format == .text, table.rows.isEmpty {
      print("Er is geen antwoord dat opnieuw open is.")
    }
  }
}
