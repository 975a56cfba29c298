// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Foundation
import Model
import Workflow

/// `vindplaats status STUDY`: how the study stands.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Toon hoe het onderzoek ervoor staat.")

  @OptionGroup var study: StudyArgument
  @OptionGroup var format: FormatOption

  func run() throws {
    let status = try StudyDesk(lookingAt: study.paths).status()
    format.show(status.table)
    guard format.format == .text, !status.next.isEmpty else { return }
    print("\nNu te doen:")
    for step in status.next { print("  - \(step)") }
  }
}

/// `vindplaats text STUDY FILE`: the text as read.
struct TextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text",
    abstract: "Toon de tekst van een stuk zoals die is gelezen.",
    discussion: """
      In de vorm text staat tussen twee bladzijden een form feed. De plaatsen in hits.csv tellen
      Unicode-tekens vanaf het begin van de bladzijde. Met --boxes staat bij elk woord van een pdf waar
      het op de bladzijde staat, in punten vanaf linksboven.
      """)

  @OptionGroup var study: StudyArgument
  @Argument(help: "Pad van het stuk onder sources/, of zijn nummer (s0001).")
  var file: String
  @Option(help: "Alleen deze bladzijde.")
  var page: Int?
  @Flag(help: "De woorden met hun plaats op de bladzijde.")
  var boxes = false
  @Flag(help: "Toon per passage de soort, de koppen erboven en de tekst.")
  var passages = false
  @OptionGroup var format: FormatOption

  func run() throws {
    let desk = try StudyDesk(lookingAt: study.paths)
    if boxes { return format.show(try desk.words(of: file, page: page)) }
    if passages { return try showPassages(desk) }
    var pages = try desk.pages(of: file)
    if let page {
      let count = pages.count
      pages = pages.filter { $0.number == page }
      guard !pages.isEmpty else {
        throw WorkflowError(.notFound, "\(file) heeft geen bladzijde \(page); het zijn er \(count)")
      }
    }
    guard format.format == .text else {
      return format.show(
        Table(columns: ["page", "text"], rows: pages.map { [String($0.number), $0.text] }))
    }
    let text = pages.map { $0.text + "\n" }.joined(separator: "\u{0C}")
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}

extension TextCommand {
  private func showPassages(_ desk: StudyDesk) throws {
    var table = try desk.passages(of: file)
    if let page { table.rows.removeAll { $0[0] != String(page) } }
    guard format.format == .text else { return format.show(table) }
    var last: String?
    for row in table.rows {
      if row[4] != last, !row[4].isEmpty { print("\n[\(row[4])]") }
      last = row[4]
      let kind = row[2] == "body" ? row[1] + row[3] : row[2]
      let sure = row[6].isEmpty ? "" : "  (OCR, \(row[6])%)"
      print("p. \(row[0])\(sure)  \(kind)  \(row[5])")
    }
  }
}

/// `vindplaats log STUDY`: the last events of the journal.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Toon de laatste gebeurtenissen uit het logboek.")

  @OptionGroup var study: StudyArgument
  @Option(help: "Het aantal gebeurtenissen.")
  var limit: Int = 40
  @OptionGroup var format: FormatOption

  func run() throws {
    format.show(try StudyDesk(lookingAt: study.paths).log(limit: max(1, limit)))
  }
}
