// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Workflow

/// `vindplaats reliability STUDY`: how far the readers agree.
struct ReliabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reliability",
    abstract: "Toon hoe ver de lezers het eens zijn waar twee of meer hetzelfde veld lazen.",
    discussion: """
      Percentage, kappa van Cohen en alfa van Krippendorff, elk met een interval van 95 procent, per
      veld, per thema en per tweetal lezers. Een vaststelling verandert hier niets aan: wat elke lezer
      eerst antwoordde telt.
      """)

  @OptionGroup var study: StudyArgument
  @Option(help: "Meting; standaard de laatste.")
  var wave: String?
  @Option(help: "Getal waaruit de trekkingen voor de intervallen volgen.")
  var seed: UInt64 = 1
  @OptionGroup var format: FormatOption

  func run() throws {
    let comparison = try StudyDesk(lookingAt: study.paths).comparison(wave: wave, seed: seed)
    format.show(ReaderTable.table(comparison))
    guard format.format == .text, comparison.rows.isEmpty else { return }
    print(
      """
      Er is nog niets dat twee lezers hebben beantwoord. Laat een tweede lezer een deel van de velden
      beantwoorden met een eigen pseudoniem (answer --as lezer-2, of de kolom coder in answers.csv).
      """)
  }
}
