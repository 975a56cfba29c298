// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Journaling
import Model
import TestSupport
import Testing

@testable import Workflow

/// Somebody else can repeat what the package allows, is told what not, and sees every change to it.
///
/// R130.
@Suite(.serialized) struct StudyReplicaTests {
  private static let plan = ReadingPlan(executable: ProgramUnderTest.path, workers: 1)
  private static let visie =
    "Regiovisie\n\nDe centrumgemeente voert de regie op de aanpak van kindermishandeling. De privacy van "
    + "ouders en kinderen is geregeld in een protocol.\n"
  private static let convenant =
    "Convenant\n\nPartijen delen gegevens volgens het geheime draaiboek van de keten. Privacy gaat voor.\n"

  /// A study with a public and a confidential paper, and answers that rest on them.
  private func study(quoting isQuoted: Bool) async throws -> FolderStudy {
    var answers =
      "unit,field,answer,quote,file,page,occurrence,coder,note,reason\n"
      + "JZ07,1.1,expliciet benoemd,De centrumgemeente voert de regie op de aanpak,JZ07/visie.txt,1,,lezer-1,,\n"
    if isQuoted {
      answers +=
        "JZ07,4.1,algemeen,Partijen delen gegevens volgens het geheime draaiboek,JZ07/convenant.txt,1,,lezer-1,,\n"
    }
    let study = try FolderStudy([
      "units.csv": "code,name,kind\nJZ07,Waterland,regio\nJZ08,Duinland,regio\n",
      "sources.csv":
        "file,units,kind,usage\nJZ07/visie.txt,JZ07,regiovisie,openbaar\n"
        + "JZ07/convenant.txt,JZ07,convenant,vertrouwelijk\n",
      "sources/JZ07/visie.txt": Self.visie, "sources/JZ07/convenant.txt": Self.convenant,
      "answers.csv": answers,
    ])
    let result = try await study.monitor()
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [])
    return study
  }

  private func replicate(
    _ study: FolderStudy, allSources: Bool = false, confidential: Bool = false
  ) throws -> (report: ReplicaReport, paths: StudyPaths) {
    let folder = study.paths.folder.deletingLastPathComponent()
      .appendingPathComponent("pakket-\(UUID().uuidString)")
    let report = try StudyReplica(
      paths: study.paths, folder: folder, hasAllSources: allSources, isConfidential: confidential,
      progress: { _ in }
    ).make()
    return (report, StudyPaths(folder))
  }

  private func verify(_ paths: StudyPaths) async throws -> VerificationReport {
    var verifier = Verifier(paths: paths, reading: Self.plan, progress: { _ in })
    return try await verifier.run()
  }

  private func remove(_ study: FolderStudy, _ replicas: StudyPaths...) throws {
    try study.remove()
    for replica in replicas { try FileManager.default.removeItem(at: replica.folder) }
  }

  @Test func publicEditionIsMadeAgainWithoutTheConfidentialPaper() async throws {
    let study = try await study(quoting: false)
    var desk = try StudyDesk(paths: study.paths)
    _ = try desk.publish()
    _ = try desk.publish(rules: PublicRules(naming: .region, salt: "zout"))
    let (report, replica) = try replicate(study)
    #expect(report.documents == 1 && report.absent == 1)
    #expect(report.editions == 1 && report.leftOut == 1)
    let files = try OutputFolder.files(below: replica.folder)
    #expect(!files.contains("answers.csv") && files.contains("framework.yaml"))
    // Whoever has passwords may put them beside it.
    try Data("geheim\n".utf8).write(to: replica.passwords)
    let found = try await verify(replica)
    #expect(found.findings == [])
    #expect(found.editions == 2 && found.quotes == 1 && found.documents == 1)
    #expect(found.notes.contains { $0.hasPrefix("published/2 is opnieuw gemaakt") })
    #expect(found.unrepeatable.contains { $0.place.contains("convenant.txt") })
    #expect(found.unrepeatable.contains { $0.place == "published/1" })
    #expect(found.unrepeatable.contains { $0.place.contains("zoekactie") })
    try remove(study, replica)
  }

  /// What the corpus holds as it is read now says nothing of an edition that was made otherwise.
  @Test func nothingIsStatedOfAnEditionThatWasReadOtherwise() async throws {
    let study = try await study(quoting: false)
    var desk = try StudyDesk(paths: study.paths)
    _ = try desk.publish(rules: PublicRules(naming: .region, salt: "zout"))
    try Corpus(path: study.paths.corpus.path)
      .set(ReadingPlan.recognitionSetting, " ocr=auto with=tesseract-0")
    let (_, replica) = try replicate(study)
    let found = try await verify(replica)
    #expect(found.findings == [])
    #expect(found.unrepeatable.contains { $0.place == "published/1" })
    try remove(study, replica)
  }

  /// A journal forgets nothing: it goes only to whoever may see the quotes in it.
  @Test func confidentialQuotesNeedAWord() async throws {
    let study = try await study(quoting: true)
    let message: String
    do {
      _ = try replicate(study)
      message = ""
    } catch let error as WorkflowError {
      message = error.text
    }
    #expect(message.contains("staat 1 citaat") && message.contains("--confidential"))
    let (report, replica) = try replicate(study, confidential: true)
    #expect(report.closedQuotes == 1)
    let found = try await verify(replica)
    #expect(found.findings == [])
    #expect(found.unrepeatable.contains { $0.place.hasPrefix("1 citaat uit kept/") })
    #expect(try replicaHolds("geheime draaiboek", replica) == [])
    let (all, whole) = try replicate(study, allSources: true, confidential: true)
    #expect(all.absent == 0)
    let complete = try await verify(whole)
    #expect(complete.findings == [] && complete.unrepeatable == [])
    #expect(complete.quotes == 2)
    try remove(study, replica, whole)
  }

  /// An open coding quotes as any other does, also one that was withdrawn.
  @Test func confidentialQuotesOfOpenCodesNeedAWordToo() async throws {
    let study = try await study(quoting: false)
    var desk = try StudyDesk(paths: study.paths)
    for quote in ["volgens het geheime draaiboek", "Privacy gaat voor"] {
      _ = try desk.code(
        "draaiboek", quote: QuoteRequest(text: quote, file: "JZ07/convenant.txt"), units: [],
        coder: "lezer-1", note: "")
    }
    _ = try desk.code(
      "regie", quote: QuoteRequest(text: "voert de regie", file: "JZ07/visie.txt"), units: [],
      coder: "lezer-1", note: "")
    try desk.withdraw(openCoding: "o0001", reason: "hoort er niet bij", actor: "lezer-1")
    let message: String
    do {
      _ = try replicate(study)
      message = ""
    } catch let error as WorkflowError {
      message = error.text
    }
    #expect(message.contains("staan 2 citaten") && message.contains("--confidential"))
    let (report, replica) = try replicate(study, confidential: true)
    #expect(report.closedQuotes == 2)
    try remove(study, replica)
  }

  /// The files besides the journal that hold some words.
  private func replicaHolds(_ words: String, _ paths: StudyPaths) throws -> [String] {
    try OutputFolder.files(below: paths.folder).filter { path in
      let data = try Data(contentsOf: paths.folder.appendingPathComponent(path))
      return path != "journal.db" && String(decoding: data, as: UTF8.self).contains(words)
    }
  }

  @Test func everyChangeToThePackageIsFound() async throws {
    let study = try await study(quoting: false)
    var desk = try StudyDesk(paths: study.paths)
    _ = try desk.publish(rules: PublicRules(naming: .municipality, salt: "zout"))
    let (_, replica) = try replicate(study)
    let files = try OutputFolder.files(below: replica.folder).filter {
      !$0.hasPrefix("published/1/") || $0.hasSuffix("index.html") || $0.hasSuffix("edition.json")
    }
    #expect(files.count >= 7)
    for path in files {
      let file = replica.folder.appendingPathComponent(path)
      let whole = try Data(contentsOf: file)
      var changed = whole
      changed[changed.count / 2] ^= 1
      try changed.write(to: file)
      var isFound: Bool
      do { isFound = try await !verify(replica).isClean } catch { isFound = true }
      #expect(isFound, "\(path) was changed")
      try FileManager.default.removeItem(at: file)
      do { isFound = try await !verify(replica).isClean } catch { isFound = true }
      // Without its own file it is a study that lacks documents.
      #expect(isFound, "\(path) was removed")
      try whole.write(to: file)
    }
    try Data("x".utf8).write(to: replica.folder.appendingPathComponent("erbij.txt"))
    let extra = try await verify(replica)
    #expect(extra.findings.map(\.place) == ["erbij.txt"])
    try remove(study, replica)
  }

  /// Leaving out a public paper, and saying so in the package's own file, does not pass.
  @Test func publicPaperCannotBeLeftOut() async throws {
    let study = try await study(quoting: false)
    let (_, replica) = try replicate(study)
    var own = try #require(try Replica.read(in: replica.folder))
    let path = try #require(own.files.keys.first { $0.hasPrefix("kept/") })
    own.files[path] = nil
    own.absent.append(VersionHash(String(path.dropFirst(5))))
    _ = try own.write(in: replica.folder)
    try FileManager.default.removeItem(at: replica.folder.appendingPathComponent(path))
    let found = try await verify(replica)
    #expect(found.findings.contains { $0.problem.contains("had bij het pakket moeten zitten") })
    try remove(study, replica)
  }

  @Test func statementIsTheSameForWhoeverChecks() async throws {
    let study = try await study(quoting: false)
    let (_, replica) = try replicate(study)
    let statement = VerificationStatement(try await verify(replica))
    #expect(statement.verdict == "klopt")
    #expect(statement.headHash.count == 64)
    let again = VerificationStatement(try await verify(replica))
    let json = try statement.json()
    #expect(try json == again.json())
    #expect(!json.contains(replica.folder.path))
    #expect(statement.text.contains("Niet te herhalen: "))
    try Data("anders".utf8).write(to: replica.folder.appendingPathComponent("framework.yaml"))
    let changed = VerificationStatement(try await verify(replica))
    #expect(changed.verdict == "verschilt")
    #expect(changed.text.contains("framework.yaml: wijkt af"))
    try remove(study, replica)
  }
}
