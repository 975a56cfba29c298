// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation

/// Where the passwords of protected documents stand. They are given in a file, never as an argument, which every
/// user of the machine could read.
struct PasswordsOption: ParsableArguments {
  @Option(
    help: """
      Een bestand met wachtwoorden voor beveiligde pdf's, een per regel; in plaats van passwords.txt in de map van \
      het onderzoek.
      """, completion: .file())
  var passwords: String?

  var file: URL? { passwords.map { URL(fileURLWithPath: $0) } }
}
