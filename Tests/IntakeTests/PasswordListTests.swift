// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Model
import Testing

@testable import Intake

struct PasswordListTests {
  private func read(
    _ text: String, mode: Int = 0o600
  ) throws -> (list: PasswordList, diagnostics: [Diagnostic]) {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("lijst-\(UUID().uuidString).txt")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    let (list, diagnostics) = try #require(PasswordList.read(file, name: "passwords.txt"))
    return (list, diagnostics)
  }

  @Test func hasAPasswordALineAndOwnOnesOfADocumentFirst() throws {
    let (list, diagnostics) = try read(
      """
      # van de gemeente, per brief

        geheim met spatie\u{20}
      met: dubbele punt
      sources/JZ01/plan.PDF: #eigen
      """)
    #expect(diagnostics.isEmpty)
    #expect(list.passwords(for: []) == ["geheim met spatie", "met: dubbele punt"])
    #expect(
      list.passwords(for: ["JZ01/plan.PDF"]) == [
        "#eigen", "geheim met spatie", "met: dubbele punt",
      ])
    #expect(list.linesWithoutDocument(among: ["JZ01/ander.pdf"]) == [5])
    #expect(list.linesWithoutDocument(among: ["JZ01/plan.PDF"]).isEmpty)
  }

  @Test func warnsWhenEverybodyMayReadIt() throws {
    let (_, diagnostics) = try read("geheim\n", mode: 0o644)
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.first?.remedy.contains("chmod 600") == true)
    #expect(try read("geheim\n", mode: 0o640).diagnostics.isEmpty)
  }

  /// Neither printing nor dumping a list, nor its stamp, tells a password.
  @Test func tellsNobodyAPassword() throws {
    let (list, _) = try read("zeergeheim\nplan.pdf: ookgeheim\n")
    var dumped = ""
    dump(list, to: &dumped)
    for text in ["\(list)", String(reflecting: list), dumped, list.stamp] {
      #expect(!text.contains("geheim"))
    }
    #expect(try read("").list.stamp.isEmpty)
  }

  @Test func tellsWhenTheListIsNoListOrTooLong() throws {
    let folder = FileManager.default.temporaryDirectory
    let (list, diagnostics) = try #require(PasswordList.read(folder, name: "passwords.txt"))
    #expect(list.isEmpty && diagnostics.map(\.severity) == [.error])
    #expect((PasswordList.read(URL(fileURLWithPath: "/bestaat/niet"), name: "x")?.list) == nil)
    let long = try read((0..<1_200).map { "w\($0)\n" }.joined())
    #expect(long.list.passwords(for: []).count == 1_000)
    #expect(long.diagnostics.map(\.line) == [1_001])
  }
}
