// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Workflow

/// `vindplaats init STUDY`: makes a study folder.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Maak een onderzoeksmap.")

  @OptionGroup var study: StudyArgument
  @Option(help: "Het analysekader dat wordt meegeleverd.")
  var framework: String = "kindermishandeling-2015"
  @Option(help: "De indeling in regio's: jeugdregio-2015 of jeugdregio-2026.")
  var layout: String = "jeugdregio-2015"
  @Option(help: "Titel van het onderzoek.")
  var title: String?

  func run() throws {
    let steps = try StudySetup.create(
      study.paths, title: title ?? study.paths.folder.lastPathComponent, framework: framework,
      layout: layout, resources: try Self.resources)
    for step in steps { print(step) }
  }

  static var resources: URL {
    get throws {
      try StudySetup.resources(
        executable: ReadingOptions.executable, environment: ProcessInfo.processInfo.environment)
    }
  }
}

/// `vindplaats draw STUDY --seed N`: draws the municipalities that are examined.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Loot per regio een centrum- en een regiogemeente, en schrijf ze in units.csv.",
    discussion: "Hetzelfde zaad geeft dezelfde loting; het zaad staat als grond bij elke rol.")

  @OptionGroup var study: StudyArgument
  @Option(help: "Het zaad van de loting: een geheel getal.")
  var seed: UInt64
  @Flag(help: "Loot ook rollen opnieuw die er al staan.")
  var again = false

  func run() throws {
    let count = try StudySetup.draw(
      study.paths, seed: seed, again: again, resources: try InitCommand.resources)
    print("\(count) gemeenten worden onderzocht; kijk in units.csv en draai dan monitor")
  }
}
