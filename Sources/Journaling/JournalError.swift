// SPDX-License-Identifier: EUPL-1.2

/// Why the journal cannot be read or written, and what to do.
public struct JournalError: Error, Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    /// The file is not a journal, or is damaged.
    case damaged(String)
    /// The event with this number does not agree with its hash, or with the event before it.
    case chainBroken(event: Int)
    /// A newer version of the program wrote it.
    case newerVersion(Int)
    case readOnly
    case diskFull
    case busy
    /// The disk or the network gives an error.
    case unreadable
    case other(String)
  }

  /// The file concerned, by its name.
  public var file: String
  public var reason: Reason

  public init(file: String, reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// What is wrong and what to do, in Dutch.
  public var text: String {
    switch reason {
    case .damaged(let detail):
      "\(file) is beschadigd (\(detail)). Zet de laatste back-up terug met vindplaats restore."
    case .chainBroken(let event):
      "\(file): gebeurtenis \(event) klopt niet met haar controlegetal; het logboek is buiten het "
        + "programma om veranderd. Zet de laatste back-up terug met vindplaats restore, of vergelijk met een uitgave."
    case .newerVersion(let version):
      "\(file) is geschreven door een nieuwere versie (vorm \(version)). Werk vindplaats bij."
    case .readOnly: "\(file) kan niet worden geschreven. Geef schrijfrechten op de onderzoeksmap."
    case .diskFull:
      "de schijf is vol; \(file) is niet veranderd. Maak ruimte en probeer het opnieuw."
    case .busy: "\(file) is in gebruik door een ander proces. Wacht tot dat klaar is."
    case .unreadable:
      "\(file) kan niet worden gelezen of geschreven: de schijf of het netwerk geeft een fout; er is niets "
        + "veranderd. Kijk of de schijf er is en ruimte heeft, en probeer het opnieuw."
    case .other(let detail):
      "\(file): \(detail). Probeer het opnieuw; blijft het zo, zet dan de laatste back-up terug met "
        + "vindplaats restore."
    }
  }
}
