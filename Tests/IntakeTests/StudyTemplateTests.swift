// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Intake
import TestSupport
import Testing

struct StudyTemplateTests {
  private static let resources = SharedMaterial.packageRoot.appendingPathComponent("Resources")

  private func inTemporaryFolder(_ body: (URL) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("vindplaats-init-\(UUID().uuidString)")
    try body(root)
    try FileManager.default.removeItem(at: root)
  }

  private func create(
    _ root: URL, title: String = "Proef", framework: String? = nil, layout: String? = nil
  )
    throws -> [String]
  {
    try StudyTemplate.create(
      at: root, title: title, frameworkName: framework ?? "kindermishandeling-2015",
      layoutName: layout ?? "jeugdregio-2015", resources: Self.resources)
  }

  @Test(arguments: ["Proef", "Een \"titel\": met # en \\ en 'zo'", "ja", "- twee\nregels", "é"])
  func makesAStudyThatReadsWithoutMistakes(title: String) throws {
    try inTemporaryFolder { root in
      let steps = try create(root, title: title)
      #expect(steps.contains { $0.contains("vindplaats monitor") })
      let folder = StudyFolder.read(at: root)
      #expect(folder.diagnostics.map(\.text) == [])
      #expect(folder.isUsable)
      #expect(folder.settings.title == title.replacing("\n", with: " "))
      #expect(folder.settings.layout == "jeugdregio-2015")
      #expect(folder.settings.limits == DocumentLimits())
      #expect(folder.units.count { $0.kind == "regio" } == 42)
      let sources = root.appendingPathComponent("sources").path
      let documents = try FileManager.default.contentsOfDirectory(atPath: sources)
      #expect(documents.isEmpty)
      let names = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
      #expect(
        names == [
          "LEESMIJ.txt", "answers.csv", "attention.csv", "collection.csv", "framework.yaml",
          "interviews.csv", "sources",
          "sources.csv", "study.yaml", "units.csv",
        ])
    }
  }

  @Test func refusesAFolderThatHoldsAStudyAndTouchesNothing() throws {
    try inTemporaryFolder { root in
      _ = try create(root)
      let place = root.appendingPathComponent("sources.csv")
      try Data("file\nx\n".utf8).write(to: place)
      #expect(throws: StudyTemplateError.self) { _ = try create(root) }
      #expect(try String(contentsOf: place, encoding: .utf8) == "file\nx\n")
    }
  }

  @Test func keepsWhatIsThereAlready() throws {
    try inTemporaryFolder { root in
      let sources = root.appendingPathComponent("sources")
      try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: sources.appendingPathComponent("x.txt"))
      _ = try create(root)
      #expect(StudyFolder.read(at: root).files.map(\.path) == ["x.txt"])
    }
  }

  @Test func namesWhatThereIsToChooseFrom() throws {
    #expect(StudyTemplate.frameworks(in: Self.resources).contains("kindermishandeling-2015"))
    #expect(StudyTemplate.layouts(in: Self.resources) == ["jeugdregio-2015", "jeugdregio-2026"])
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let mistake = #expect(throws: StudyTemplateError.self) {
      _ = try create(root, layout: "jeugdregio-2016")
    }
    #expect(mistake?.reason == .unknownLayout)
    #expect(mistake?.text.contains("Bedoelde u jeugdregio-2015?") == true)
    #expect(throws: StudyTemplateError.self) { _ = try create(root, framework: "../x") }
    #expect(!FileManager.default.fileExists(atPath: root.path))
  }

  @Test func refusesAFileInThePlaceOfTheFolder() throws {
    try inTemporaryFolder { root in
      try Data().write(to: root)
      let mistake = #expect(throws: StudyTemplateError.self) { _ = try create(root) }
      #expect(mistake?.reason == .notAFolder)
    }
  }

  @Test func replacesAFileWhollyOrNotAtAll() throws {
    try inTemporaryFolder { root in
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      let place = root.appendingPathComponent("a.txt")
      try AtomicFile.write("een", to: place)
      try AtomicFile.write("twee", to: place)
      #expect(try String(contentsOf: place, encoding: .utf8) == "twee")
      #expect(throws: (any Error).self) {
        try AtomicFile.write("x", to: root.appendingPathComponent("geen/a.txt"))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: root.path) == ["a.txt"])
    }
  }
}
