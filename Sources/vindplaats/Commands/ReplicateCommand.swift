// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Workflow

/// `vindplaats replicate STUDY FOLDER`: packs what somebody else needs to verify the study.
struct ReplicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replicate",
    abstract: "Maak een pakket waarmee iemand anders het onderzoek kan narekenen.",
    discussion: """
      In het pakket staan het hele logboek (met analysekader, zoekverantwoordingen, citaten, namen en \
      toelichtingen), de uitgaven, en de stukken die openbaar zijn. Van de andere stukken staat er het \
      controlegetal. De ontvanger draait vindplaats verify op de map.
      """)

  @OptionGroup var study: StudyArgument
  @Argument(help: "De map voor het pakket.", completion: .directory)
  var folder: String
  @Flag(help: "De ontvanger mag zien wat niet openbaar is: citaten en werkuitgaven.")
  var confidential = false
  @Flag(help: "Pak ook de stukken in die niet openbaar zijn.")
  var allSources = false

  func run() throws {
    let display = ProgressDisplay(isQuiet: false)
    defer { display.finish() }
    let report = try StudyReplica(
      paths: study.paths, folder: URL(fileURLWithPath: folder), hasAllSources: allSources,
      isConfidential: confidential, progress: display.handler
    ).make()
    display.finish()
    print(
      """
      het pakket staat in \(folder)
        \(report.events) gebeurtenissen, \(report.documents) stukken, \(report.editions) uitgaven
      """)
    if report.absent > 0 {
      print(
        "  niet ingepakt: \(report.absent) stukken die niet openbaar zijn; wel hun controlegetal")
    }
    if report.leftOut > 0 {
      print("  niet ingepakt: \(report.leftOut) werkuitgaven; zij tonen passages uit zulke stukken")
    }
    print(
      """
        controlegetal van het logboek: \(report.headHash)
        controlegetal van het pakket:  \(report.packageHash)
      let op: het logboek bevat elk citaat, elke naam en elke toelichting die ooit is vastgelegd\
      \(report.closedQuotes > 0 ? ", ook \(report.closedQuotes) citaten uit stukken die niet openbaar zijn" : ""). \
      Geef het pakket alleen aan wie dat mag zien.
      Stuur de controlegetallen langs een andere weg; de ontvanger controleert met: vindplaats verify \(folder)
      """)
  }
}
