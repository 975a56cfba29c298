// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Workflow

/// `vindplaats collection STUDY`: where was looked for papers, and what became of them.
struct CollectionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collection",
    abstract: "Toon waar naar stukken is gezocht; met --flow wat er met de stukken gebeurde.",
    discussion: """
      Ook wie nog niet is gezocht, staat erbij (niet-gezocht), en waar niets is gevonden \
      (niets-gevonden). Met --flow tellen de getallen op: van gevonden tot meegeteld.
      """)

  @OptionGroup var study: StudyArgument
  @Flag(help: "Van gevonden tot meegeteld, in getallen.")
  var flow = false
  @Flag(help: "Alleen wie nog niet is gezocht.")
  var todo = false
  @OptionGroup var format: FormatOption

  func validate() throws {
    guard !flow || !todo else { throw ValidationError("Geef óf --flow, óf --todo.") }
  }

  func run() throws {
    let desk = try StudyDesk(lookingAt: study.paths)
    if flow { return format.show(try desk.flow()) }
    var table = try desk.collection()
    if todo { table.rows.removeAll { $0[2] != "niet-gezocht" } }
    format.show(table)
    if format.format == .text, table.rows.isEmpty { print("Voor iedereen is gezocht.") }
  }
}
