// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Workflow

/// `vindplaats counts STUDY`: the terms of the framework, counted.
struct CountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counts",
    abstract: "Tel de zoektermen van het analysekader per gebied, stuk of soort.",
    discussion: """
      Geteld wordt in de lopende tekst van de stukken die meetellen, uit bewaarde aantallen: er wordt geen stuk \
      geopend. Een kolom per zoekterm.
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Een rij per unit (gebied), source (stuk) of kind (soort stuk).")
  var by: StudyCounts.Subject = .unit
  @Option(
    help: """
      De zoektermen, zoals ze in het analysekader staan, met ; ertussen; standaard die van de zoektermenlijsten.
      """)
  var terms: String?
  @OptionGroup var format: FormatOption

  func run() throws {
    let wanted = (terms ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    format.show(try StudyCounts(paths: study.paths).table(by: by, terms: wanted))
  }
}

extension StudyCounts.Subject: ExpressibleByArgument {}
