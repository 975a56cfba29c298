// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Indexing
import Journaling
import Testing

@testable import Workflow

/// Looking at a study changes nothing and needs no right to write.
@Suite(.serialized) struct LookingTests {
  private static let files = [
    "units.csv": "code,name,kind,parents,role,ground,examined\nJZ01,Noord,regio,,,,\n",
    "sources/JZ01/visie.txt": "De partners delen informatie als dat nodig is.\n",
  ]

  private func state(_ study: FolderStudy) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try OutputFolder.files(below: study.paths.folder) {
      files[path] = try Data(contentsOf: study.paths.folder.appendingPathComponent(path))
    }
    return files
  }

  @Test func statusSearchAndTextLeaveTheFolderAsItIs() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    let before = try state(study)
    do {
      let desk = try StudyDesk(lookingAt: study.paths)
      #expect(try desk.status().table.rows.count > 5)
      #expect(try desk.pages(of: "JZ01/visie.txt").count == 1)
      #expect(throws: CorpusError.self) { try desk.session.corpus.set("rendered", "x") }
      var copy = desk.study
      #expect(throws: JournalError.self) {
        try desk.session.journal.append(actor: "lezer-1", to: &copy) { _ in
          [.titleAdopted("anders")]
        }
      }
    }
    let after = try state(study).filter { !$0.key.hasSuffix("-shm") && !$0.key.hasSuffix("-wal") }
    #expect(after == before)
    try study.remove()
  }

  /// An index of another version is not emptied by somebody who only looks.
  @Test func anIndexThatIsNoIndexIsNamedAndLeftAlone() async throws {
    let study = try FolderStudy(Self.files)
    _ = try await study.monitor()
    try Data("geen index".utf8).write(to: study.paths.corpus)
    #expect(throws: CorpusError.self) { try StudyDesk(lookingAt: study.paths).status() }
    #expect(try Data(contentsOf: study.paths.corpus) == Data("geen index".utf8))
    try study.remove()
  }
}
