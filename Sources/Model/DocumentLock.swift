// SPDX-License-Identifier: EUPL-1.2

/// What a password did for a document that does not open without one.
public enum DocumentLock: String, Codable, Sendable {
  /// It was read with a password that was given.
  case opened
  /// It was not read: no password was given that opens it.
  case closed
}
