// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Workflow

/// `vindplaats page STUDY FILE`: a picture of a page.
struct PageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Maak een plaatje (PNG) van een pagina van een pdf, met een citaat of term gemerkt.",
    discussion: "Alleen pdf's hebben vaste pagina's; van andere stukken toont text de tekst.")

  @OptionGroup var study: StudyArgument
  @Argument(help: "Pad van het stuk onder sources/, of zijn nummer (s0001).")
  var file: String
  @Option(help: "De pagina, geteld vanaf 1.")
  var page: Int
  @Option(help: "Fijnheid in punten per inch, van 10 tot en met 1200.")
  var dpi: Double = 110
  @Option(help: "Merk dit citaat.")
  var quote: String?
  @Option(help: "Het hoeveelste voorkomen van het citaat op de pagina.")
  var occurrence: Int?
  @Option(help: "Merk de plaatsen van deze term uit het analysekader.")
  var term: String?
  @OptionGroup var passwords: PasswordsOption
  @Option(help: "Waar het plaatje komt.", completion: .file(extensions: ["png"]))
  var output: String

  func validate() throws {
    guard page >= 1 else { throw ValidationError("--page is \(page); verwacht 1 of hoger.") }
    guard (10...1_200).contains(dpi) else {
      throw ValidationError("--dpi is \(dpi); verwacht een getal van 10 tot en met 1200.")
    }
    guard quote == nil || term == nil else {
      throw ValidationError("geef --quote of --term, niet allebei.")
    }
    guard occurrence == nil || quote != nil else {
      throw ValidationError("--occurrence hoort bij --quote.")
    }
  }

  func run() throws {
    let mark: PageMark =
      if let quote { .quote(quote, occurrence: occurrence) } else if let term { .term(term) } else {
        .nothing
      }
    let png = try StudyDesk(lookingAt: study.paths).picture(
      of: file, page: page, dpi: dpi, mark: mark, executable: ReadingOptions.executable,
      passwordFile: passwords.file)
    try png.write(to: URL(fileURLWithPath: output), options: .atomic)
    print("pagina \(page) van \(file) staat in \(output)")
  }
}
