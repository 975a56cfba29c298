// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Assessment
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
  @Flag(help: "Alleen wat de lezers als ijking lazen (purpose: ijking in readers.csv).")
  var calibration = false
  @Flag(help: "Alleen wat zij daarna los van elkaar lazen, zonder de ijking.")
  var afterCalibration = false
  @Flag(help: "Ook per veld en per thema een rij voor elk tweetal, bij meer dan twee lezers.")
  var pairs = false
  @OptionGroup var format: FormatOption

  func validate() throws {
    guard !calibration || !afterCalibration else {
      throw ValidationError("Geef óf --calibration, óf --after-calibration.")
    }
  }

  func run() throws {
    let comparison = try StudyDesk(lookingAt: study.paths).comparison(
      wave: wave, part: calibration ? .calibration : afterCalibration ? .afterCalibration : .all,
      pairs: pairs, seed: seed)
    format.show(ReaderTable.table(comparison))
    guard format.format == .text, comparison.rows.isEmpty else { return }
    print(
      """
      Er is nog niets dat twee lezers hebben beantwoord. Laat een tweede lezer een deel van de velden
      beantwoorden met een eigen pseudoniem (answer --as lezer-2, of de kolom coder in answers.csv).
      """)
  }
}
