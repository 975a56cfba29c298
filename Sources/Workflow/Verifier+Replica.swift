// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import Model

/// A replicate does not hold everything: what is missing must be allowed to be, and all else must be there.
extension Verifier {
  /// Compares the files of a replicate with what it says that it holds.
  mutating func checkReplica(_ events: [RecordedEvent]) throws {
    replica = try Replica.read(in: paths.folder)
    guard let replica else { return }
    if replica.events != events.count || replica.headHash != (events.last?.hash ?? "") {
      find("journal.db", "eindigt niet bij de gebeurtenis die \(Replica.fileName) noemt")
    }
    let present = Set(try OutputFolder.files(below: paths.folder))
    for path in present.sorted() where path != Replica.fileName {
      guard let expected = replica.files[path] else {
        // A journal that is open has a file beside it for a moment; passwords are asked for, and in no package.
        if path != "journal.db-journal", path != PasswordList.fileName {
          find(path, "hoort niet bij het pakket")
        }
        continue
      }
      if try ContentHash.of(file: paths.folder.appendingPathComponent(path)) != expected {
        find(path, "is veranderd sinds het pakket is gemaakt")
      }
    }
    for path in replica.files.keys.sorted() where !present.contains(path) {
      find(path, "ontbreekt in het pakket")
    }
  }

  /// What a replicate may leave out follows from the journal, and not from what it says of itself.
  mutating func checkAbsences(_ study: Study) throws {
    guard let replica, let round = study.rounds.last else { return }
    if let framework = round.framework {
      let allowed = StudyReplica.closedVersions(of: study, round, framework)
      for version in replica.absent where !allowed.contains(version) {
        find("kept/\(version)", "het stuk is openbaar en had bij het pakket moeten zitten")
      }
    }
    for number in replica.leftOut
    where study.publications.contains(where: { $0.number == number && $0.kind == .public }) {
      find("published/\(number)", "de uitgave is openbaar en had bij het pakket moeten zitten")
    }
    let file = paths.folder.appendingPathComponent(StudyReplica.frameworkName)
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    if try String(contentsOf: file, encoding: .utf8) != round.frameworkText {
      find(StudyReplica.frameworkName, "wijkt af van het analysekader in het logboek")
    }
  }

  func isAbsent(_ version: VersionHash) -> Bool { replica?.absent.contains(version) == true }

  func isLeftOut(_ publication: Publication) -> Bool {
    publication.kind != .public && replica?.leftOut.contains(publication.number) == true
  }

  /// Whether an edition can be made again from what is at hand; what cannot is named.
  mutating func canRender(_ publication: Publication, _ name: String) -> Bool {
    guard let replica, !replica.absent.isEmpty else { return true }
    if replica.stated[publication.number] != nil, publication.kind == .public {
      report.notes.append(
        "\(name) is opnieuw gemaakt met wat de maker van het pakket opgeeft over "
          + "\(replica.absent.count) stukken die er niet bij zijn: of ze te lezen waren en hoe vaak elke "
          + "term erin staat; dat deel is overgenomen en niet nagerekend")
      return true
    }
    report.unrepeatable.append(
      Finding(
        place: name,
        problem:
          "vergeleken met de controlegetallen, niet opnieuw gemaakt: daarvoor ontbreken stukken"))
    return false
  }
}
