// SPDX-License-Identifier: EUPL-1.2

/// Why a file cannot be read as a workbook, in words for a person.
public struct WorkbookError: Error, Equatable, Sendable {
  public enum Reason: String, Sendable {
    case notAWorkbook, damaged, tooLarge, noSheets
  }
  public var reason: Reason
  /// What is wrong, in Dutch, without a full stop.
  public var problem: String
  /// What the user can do, in Dutch.
  public var remedy: String
  public init(_ reason: Reason, _ problem: String, remedy: String) {
    self.reason = reason
    self.problem = problem
    self.remedy = remedy
  }
}
