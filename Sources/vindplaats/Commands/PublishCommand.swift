// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Assessment
import Exchange
import Foundation
import Model
import Reading
import Workflow

/// `vindplaats publish STUDY`: issues an edition.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Leg het concept vast als uitgave in published/, met de controlegetallen.",
    discussion: """
      Een werkuitgave (working) is voor wie aan het onderzoek werkt. Een openbare uitgave (public) toont van \
      een stuk alleen wat het gebruik in sources.csv toelaat, en noemt regio's en gemeenten zo ver als \
      --naming zegt: municipality (allemaal bij naam), region (gemeenten alleen als centrumgemeente of andere \
      gemeente van hun regio) of none (alles onder een nummer).
      """)

  /// For whom the edition is.
  enum Kind: String, ExpressibleByArgument, CaseIterable { case working, `public` }

  @OptionGroup var study: StudyArgument
  @Option(help: "Voor wie: working of public.")
  var edition: Kind = .working
  @Option(help: "Wie er bij naam staat in een openbare uitgave: municipality, region of none.")
  var naming: Naming?

  func validate() throws {
    if naming != nil, edition == .working {
      throw ValidationError("--naming hoort bij --edition public; een werkuitgave noemt alles.")
    }
  }

  func run() throws {
    var desk = try StudyDesk(paths: study.paths)
    var random = SystemRandomNumberGenerator()
    let salt = (0..<4).map { _ in String(random.next(), radix: 16) }.joined(separator: "-")
    let issued = try desk.publish(
      rules: edition == .public
        ? PublicRules(naming: naming ?? .municipality, salt: salt) : nil)
    let publication = issued.publication
    let kind = publication.kind == .public ? "openbare uitgave" : "uitgave"
    print(
      """
      \(kind) \(publication.number) staat in \(study.study)/published/\(publication.number)
        \(publication.files.count) bestanden, op gebeurtenis \(publication.eventNumber)
        controlegetal van het logboek: \(publication.headHash)
      """)
    if let notice = issued.notice { Self.show(notice) }
    print("Controleer met: vindplaats verify \(study.study)")
  }

  /// How many sources are references only, by reason.
  private static func show(_ notice: RedactionNotice) {
    for reason in Withheld.allCases {
      let count = notice.count(reason)
      guard count > 0 else { continue }
      print(
        "  \(count) \(count == 1 ? "stuk" : "stukken") alleen als verwijzing: \(reason.label)")
    }
    if notice.namingQuotes > 0 {
      print("  \(notice.namingQuotes) passages niet getoond: zij noemen wie er niet bij naam staat")
    }
    let unstated = notice.count(.unstated)
    if unstated > 0 {
      let papers = unstated == 1 ? "1 stuk" : "\(unstated) stukken"
      print(
        "let op: van \(papers) staat het gebruik niet in sources.csv (kolom usage); in een openbare uitgave "
          + "geldt dat als niet openbaar")
    }
  }
}

extension Naming: ExpressibleByArgument {}
