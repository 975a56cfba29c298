// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Exchange
import Foundation
import Indexing
import Journaling
import Model
import Reading
import Workflow

/// The program at the command line.
@main
struct Vindplaats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vindplaats",
    abstract: "Van een stapel beleidsstukken naar bevindingen die te controleren zijn.",
    discussion: """
      Begin met:  vindplaats init MIJN-ONDERZOEK
      Dan:        zet de stukken in MIJN-ONDERZOEK/sources en draai vindplaats monitor MIJN-ONDERZOEK
      """,
    version: Program.version,
    subcommands: [
      InitCommand.self, DrawCommand.self, MonitorCommand.self, StatusCommand.self,
      SearchCommand.self, TextCommand.self, PageCommand.self,
      AnswerCommand.self, SetAsideCommand.self, WithdrawCommand.self, SettleCommand.self,
      AnchorsCommand.self,
      AssignCommand.self, ReadersCommand.self, DifferencesCommand.self, ReliabilityCommand.self,
      InterviewsCommand.self,
      SheetsCommand.self, AdoptCommand.self, FactcheckCommand.self,
      LogCommand.self,
      WaveCommand.self,
      PublishCommand.self,
      VerifyCommand.self, BackupCommand.self, RestoreCommand.self, WorkerCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard let text = Self.text(of: error) else { exit(withError: error) }
      FileHandle.standardError.write(Data("vindplaats: \(text)\n".utf8))
      Foundation.exit(1)
    }
  }

  /// What went wrong and what to do; nil for what the argument parser says itself.
  static func text(of error: any Error) -> String? {
    switch error {
    case let error as WorkflowError: error.text
    case let error as JournalError: error.text
    case let error as CorpusError: "\(error)"
    case let error as Violation: error.text
    case let error as CocoaError:
      "het bestandssysteem weigert (\(error.localizedDescription)); controleer ruimte en rechten"
    default: nil
    }
  }
}

/// The study folder that a command works on.
struct StudyArgument: ParsableArguments {
  @Argument(help: "De map van het onderzoek.", completion: .directory)
  var study: String

  var paths: StudyPaths {
    StudyPaths(URL(fileURLWithPath: study), resources: Self.resources)
  }

  /// Where nothing is found, the folder in which it was to be found first, so that the message names it.
  private static var resources: URL {
    let executable = ReadingOptions.executable
    do {
      return try StudySetup.resources(
        executable: executable, environment: ProcessInfo.processInfo.environment)
    } catch {
      return URL(fileURLWithPath: executable).deletingLastPathComponent()
        .appendingPathComponent("Resources")
    }
  }
}

/// How a command prints its table.
struct FormatOption: ParsableArguments {
  @Option(help: "Vorm van de tabel: text, json of csv.")
  var format: Table.Format = .text

  func show(_ table: Table) {
    FileHandle.standardOutput.write(Data(table.text(as: format).utf8))
  }
}

extension Table.Format: ExpressibleByArgument {}

extension RecognitionMode: ExpressibleByArgument {}

/// Who does it, by a pseudonym.
struct CoderOption: ParsableArguments {
  @Option(name: .customLong("as"), help: "Pseudoniem van de lezer, nooit een naam.")
  var coder: String = "lezer-1"

  var id: CoderID { CoderID(coder) }
}

/// How documents are read.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Aantal stukken dat tegelijk wordt gelezen; standaard het aantal kernen.")
  var workers: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...64).contains(workers) else {
      throw ValidationError("--workers is \(workers); verwacht een getal van 1 tot en met 64.")
    }
  }

  /// This program reads, as a worker of itself.
  ///
  /// - Parameter recognition: when text is recognised on pictures; nil where `study.yaml` decides.
  func plan(recognition: RecognitionMode? = nil) -> ReadingPlan {
    ReadingPlan(executable: Self.executable, workers: workers, wish: recognition)
  }

  static var executable: String {
    do {
      return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    } catch {
      return CommandLine.arguments[0]
    }
  }
}
