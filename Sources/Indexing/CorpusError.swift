// SPDX-License-Identifier: EUPL-1.2
import GRDB

/// Why the corpus cannot do what was asked, with a way out in Dutch.
///
/// The corpus is derived: whatever is wrong with it, it may be deleted and is then made again.
public struct CorpusError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of reasons.
  public enum Reason: Equatable, Sendable {
    /// The file is no database, or pages of it are missing or wrong.
    case damaged
    /// The file was made by a newer version of the program.
    case newerSchema(found: Int, known: Int)
    /// The file was made by an older version, and is only being looked at.
    case olderSchema
    /// The file is a database of something else.
    case notACorpus
    /// The file cannot be opened: no such folder, or no permission.
    case cannotOpen
    /// Another program keeps the file locked.
    case inUse
    /// The disk is full, or the file cannot be written.
    case cannotWrite
    /// SQLite refuses for another reason, by its extended result code.
    case refused(code: Int32)
  }

  /// The file, as the caller named it.
  public var subject: String
  /// Which of the closed list it is.
  public var reason: Reason

  public init(subject: String, reason: Reason) {
    self.subject = subject
    self.reason = reason
  }

  /// Whether deleting the file and reading the documents again helps.
  public var helpsToRebuild: Bool {
    switch reason {
    case .damaged, .newerSchema, .olderSchema, .refused: true
    case .notACorpus, .cannotOpen, .inUse, .cannotWrite: false
    }
  }

  /// What is wrong, in Dutch, without a full stop.
  public var problem: String {
    switch reason {
    case .damaged: "de index is beschadigd"
    case .newerSchema(let found, let known):
      "de index heeft vorm \(found), deze versie kent tot en met vorm \(known)"
    case .olderSchema: "de index is van een oudere versie"
    case .notACorpus: "het bestand is een database, maar geen index van Vindplaats"
    case .cannotOpen: "de index kan niet worden geopend"
    case .inUse: "de index is in gebruik door een ander programma"
    case .cannotWrite: "in de index kan niet worden geschreven"
    case .refused(let code): "de index weigert (SQLite-code \(code))"
    }
  }

  /// What the user can do, in Dutch.
  public var remedy: String {
    switch reason {
    case .damaged, .refused:
      "Verwijder het bestand; de stukken worden dan opnieuw ingelezen"
    case .newerSchema:
      "Gebruik de nieuwere versie van Vindplaats, of verwijder het bestand om opnieuw in te lezen"
    case .olderSchema: "Draai eerst: vindplaats monitor"
    case .notACorpus: "Verplaats het bestand of kies een andere map"
    case .cannotOpen: "Controleer of de map bestaat en leesbaar en beschrijfbaar is"
    case .inUse: "Wacht tot het andere programma klaar is en probeer het opnieuw"
    case .cannotWrite: "Maak ruimte op de schijf of controleer de rechten op de map"
    }
  }

  /// One sentence for a person: file, what is wrong, way out.
  public var description: String { "\(subject): \(problem). \(remedy)." }

  /// The reason behind an error of the database.
  init(_ error: DatabaseError, subject: String) {
    self.subject = subject
    reason =
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
      case .SQLITE_BUSY, .SQLITE_LOCKED: .inUse
      case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR: .cannotWrite
      default: .refused(code: error.extendedResultCode.rawValue)
      }
  }
}
