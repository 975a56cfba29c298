// SPDX-License-Identifier: EUPL-1.2

/// Why a command cannot do its job, and what to do.
public struct WorkflowError: Error, Sendable, Equatable {
  public enum Reason: String, Sendable {
    case notAStudy, locked, noFramework, noWave, badInput, unknownUnit, unknownField, unknownSource
    case badAnswer, noPlace, notFound, failed
  }
  public var reason: Reason
  /// What is wrong and what to do, in Dutch; may hold several lines.
  public var text: String
  public init(_ reason: Reason, _ text: String) {
    self.reason = reason
    self.text = text
  }
}
