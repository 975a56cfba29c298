// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Workflow

/// `vindplaats interviews STUDY`: who was interviewed, and who still has to be asked.
struct InterviewsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interviews",
    abstract: "Toon met wie is gesproken en wie nog moet worden gevraagd.",
    discussion: """
      Per regio één gesprek, om en om met de centrumgemeente en een regiogemeente. Wat u afspreekt en
      houdt, zet u in interviews.csv; monitor neemt het over.
      """)

  @OptionGroup var study: StudyArgument
  @Flag(help: "Alleen wat nog moet gebeuren: de bellijst.")
  var todo = false
  @Option(help: "Het formulier voor een gesprek met deze gemeente, in de vorm van answers.csv.")
  var form: String?
  @OptionGroup var format: FormatOption

  func run() throws {
    let desk = try StudyDesk(lookingAt: study.paths)
    if let form { return format.show(try desk.interviewForm(for: form)) }
    format.show(try desk.interviews(toDoOnly: todo))
  }
}
