// SPDX-License-Identifier: EUPL-1.2

/// How far long work has come.
public struct ProgressReport: Sendable {
  public enum Stage: String, Sendable {
    case looking = "bronnen vergelijken"
    case reading = "stukken lezen"
    case matching = "zoektermen opnieuw tellen"
    case answers = "antwoorden overnemen"
    case writing = "concept schrijven"
    case checking = "controleren"
    case copying = "kopiëren"
  }
  public var stage: Stage
  public var done: Int
  public var total: Int
  /// What is being worked on: a file's path.
  public var detail: String
  /// The page whose text is recognised on its picture, and the number of pages to recognise; nil elsewhere.
  public var page: (number: Int, of: Int)?
  public init(
    _ stage: Stage, done: Int, total: Int, detail: String = "", page: (number: Int, of: Int)? = nil
  ) {
    self.stage = stage
    self.done = done
    self.total = total
    self.detail = detail
    self.page = page
  }
}

/// Takes progress as it comes. Several threads may call it at once, so that a lower number may come after a
/// higher one.
public typealias ProgressHandler = @Sendable (ProgressReport) -> Void
