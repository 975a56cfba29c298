// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Workflow

/// `vindplaats backup STUDY FOLDER`: makes a back-up, also while others work.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Maak een back-up van een onderzoek, ook terwijl er iemand in werkt.",
    discussion: """
      In de back-up staan het logboek, de bewaarde stukken, de uitgaven en uw eigen bestanden, met een \
      controlegetal per bestand. Staat er al een back-up van dit onderzoek, dan komt de nieuwe ervoor in \
      de plaats zodra zij heel is.
      """)

  @OptionGroup var study: StudyArgument
  @Argument(help: "De map voor de back-up.", completion: .directory)
  var folder: String

  func run() throws {
    let display = ProgressDisplay(isQuiet: false)
    defer { display.finish() }
    let report = try StudyBackup(
      paths: study.paths, folder: URL(fileURLWithPath: folder), progress: display.handler
    ).make()
    display.finish()
    print(
      """
      de back-up staat in \(folder)
        \(report.events) gebeurtenissen, \(report.documents) bewaarde stukken, \
      \(report.editions) uitgaven, \(report.ownFiles) eigen bestanden
        controlegetal van het logboek: \(report.headHash)
      Zet terug met: vindplaats restore \(folder) NIEUWE-MAP
      """)
  }
}

/// `vindplaats restore FOLDER STUDY`: makes a study from a back-up, checked before it stands there.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Zet een back-up terug in een nieuwe map, en controleer haar daarbij.")

  @Argument(help: "De map van de back-up.", completion: .directory)
  var folder: String
  @Argument(help: "De nieuwe map van het onderzoek.", completion: .directory)
  var study: String

  func run() throws {
    let display = ProgressDisplay(isQuiet: false)
    defer { display.finish() }
    let report = try StudyBackup(
      paths: StudyPaths(URL(fileURLWithPath: study)), folder: URL(fileURLWithPath: folder),
      progress: display.handler
    ).restore()
    display.finish()
    print(
      """
      het onderzoek staat in \(study)
        \(report.events) gebeurtenissen, \(report.documents) bewaarde stukken, \
      \(report.editions) uitgaven, \(report.ownFiles) eigen bestanden; \
      \(report.sources) stukken staan weer in sources/
        elk bestand klopt met zijn controlegetal en het logboek sluit aan
      Ga verder met: vindplaats monitor \(study)
      """)
  }
}
