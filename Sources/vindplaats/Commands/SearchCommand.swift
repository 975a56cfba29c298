// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Foundation
import Model
import Workflow

/// `vindplaats search STUDY QUERY`: places of a query, with what was searched.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Zoek in de gelezen stukken, met wat er niet doorzocht kon worden.",
    discussion: """
      Schrijfwijze: woord (en verbuigingen), woord+ (ook binnen woorden), woord* (begin), !AMK
      (precies zo), "twee woorden" (na elkaar), a NEAR/5 b (bij elkaar).
      Verbinden: EN of AND (mag weg), OF of OR, NIET of NOT of een streepje, en haakjes.
      Velden: unit:JZ07, jaar:2012..2014, soort:regiovisie, niveau:regionaal, status:vastgesteld.
      """)

  @OptionGroup var study: StudyArgument
  @Argument(help: "De zoekvraag; met --lines komen de zoekvragen van de invoer.")
  var query: String?
  @Option(help: "Alleen de stukken van deze regio of gemeente.")
  var unit: String?
  @Option(help: "Het aantal passages.")
  var limit: Int = 20
  @Flag(help: "Lees van de invoer een zoekvraag per regel, en geef per vraag een regel JSON.")
  var lines = false
  @OptionGroup var format: FormatOption

  func validate() throws {
    guard lines == (query == nil) else {
      throw ValidationError("Geef een zoekvraag, of --lines en de zoekvragen op de invoer.")
    }
    guard (1...10_000).contains(limit) else {
      throw ValidationError("--limit is \(limit); verwacht een getal van 1 tot en met 10000.")
    }
  }

  func run() throws {
    let search = try StudySearch(StudyDesk(lookingAt: study.paths), unit: unit)
    guard let query else { return try answerLines(search) }
    let answer = try search.answer(query, limit: limit)
    guard format.format == .text else { return format.show(answer.table) }
    for row in answer.table.rows {
      print("\(row[0]), p. \(row[1])  [\(row[3])]  \(row[2])")
      if !row[6].isEmpty { print("    \(row[6])") }
      print("    \(row[5])")
      print(Int(row[7]).map { "    \(PageRecognition.notice($0))\n" } ?? "")
    }
    print(
      "\(answer.passagesInWords), getoond: \(answer.table.rows.count); doorzocht: "
        + "\(answer.searched) stukken; niet doorzocht: \(answer.notSearched.count)")
    for path in answer.notSearched.prefix(10) { print("  niet doorzocht: \(path)") }
    if answer.notSearched.count > 10 { print("  … zie out/coverage.csv") }
  }

  /// One query a line, for a program that asks many: the study is opened once.
  private func answerLines(_ search: StudySearch) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    while let query = readLine() {
      var line: AnswerLine
      do {
        line = AnswerLine(query, try search.answer(query, limit: limit))
      } catch let error as WorkflowError {
        line = AnswerLine(query: query, error: error.text)
      }
      FileHandle.standardOutput.write(try encoder.encode(line) + Data("\n".utf8))
    }
  }
}

/// The answer to one query on one line.
private struct AnswerLine: Encodable {
  var query: String
  /// What is wrong with the query; then there is nothing else.
  var error: String?
  var passages: Int?
  /// Whether `passages` are all; where false there may be more.
  var complete: Bool?
  var searched: Int?
  var notSearched: Int?
  /// By the names of the columns.
  var found: [[String: String]]?

  init(query: String, error: String) {
    self.query = query
    self.error = error
  }

  init(_ query: String, _ answer: SearchAnswer) {
    self.query = query
    passages = answer.passages
    complete = answer.isComplete
    searched = answer.searched
    notSearched = answer.notSearched.count
    found = answer.table.rows.map { row in
      Dictionary(zip(answer.table.columns, row), uniquingKeysWith: { first, _ in first })
    }
  }
}
